"""The files of `content/`: guides and other pages around the records, and their pictures."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from minutebook.pictures import Fault, Picture
from minutebook.problems import Problem, whole_file
from minutebook.reencoding import KINDS, encode, is_picture
from minutebook.speech import said


@dataclass(frozen=True)
class Content:
    """What `folder` holds, by path: the texts; the other files as they are published, pictures encoded anew; the pictures that pages may
    show; and why a picture is not published."""

    folder: Path
    texts: Mapping[str, bytes]
    files: Mapping[str, bytes]
    pictures: Mapping[str, Picture]
    faults: Mapping[str, Fault]

    def problems(self, root: Path) -> Iterator[Problem]:
        """What is wrong with pictures here, told as of records."""
        for path, fault in self.faults.items():
            file = self.folder / path
            name = file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
            yield Problem(fault.code, whole_file(name), fault.message, help=fault.help)


def clean_content(folder: Path) -> Content:
    """The files of a folder with every picture encoded anew, as what its name ends in, so that its address stays. A picture under
    another name is not published: it may tell where it was taken."""
    texts: dict[str, bytes] = {}
    files: dict[str, bytes] = {}
    pictures: dict[str, Picture] = {}
    faults: dict[str, Fault] = {}
    for path, data in read_content(folder).items():
        kind = KINDS.get(path.rpartition(".")[2].lower())
        if kind is None and not is_picture(data):
            (texts if path.endswith(".md") else files)[path] = data
            continue
        encoded = (
            encode(data, kind) if kind else Fault("picture-unreadable", said("the file's name ends as that of no picture that is shown"))
        )
        if isinstance(encoded, Fault):
            faults[path] = encoded
        else:
            files[path], pictures[path] = encoded.data, Picture(path, encoded.width, encoded.height)
    return Content(folder, texts, files, pictures, faults)


def read_content(folder: Path) -> Mapping[str, bytes]:
    """All files of a folder by path, sorted. Symbolic links and hidden files are passed over: nothing outside is published."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(_files(folder))}


def _files(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path))
            elif entry.is_file(follow_symlinks=False):
                yield Path(entry.path)
