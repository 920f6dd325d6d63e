"""The reading of files: everything that is not hidden is listed, nothing that is not a regular file is opened, nothing stops the rest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from minutebook.codes import severity_of
from minutebook.files import read_tree
from minutebook.load import load
from minutebook.problems import Severity

MINUTES = "assemblies/north/minutes"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / MINUTES
    folder.mkdir(parents=True)
    (tmp_path / "assemblies/north/assembly.md").write_text("---\nname: North\nkind: commune\n---\n")
    (folder / "2026-03-02.md").write_text("# Spring\n")
    return tmp_path


def told(root: Path) -> list[tuple[str, str, str]]:
    return [(one.code, one.span.file.removeprefix(f"{MINUTES}/"), one.help) for one in load(read_tree(root)).problems]


@pytest.mark.parametrize(
    ("name", "help"),
    [
        ("2026-03-03.txt", "rename it to `2026-03-03.md`"),
        ("2026-03-03.md.txt", "rename it to `2026-03-03.md`"),
        ("2026-03-03.MD", "rename it to `2026-03-03.md`"),
        ("2026-03-03.markdown", "rename it to `2026-03-03.md`"),
        ("2026-03-03", "rename it to `2026-03-03.md`"),
        ("2026-03-03.docx", "if it is a record, write its text into a file `2026-03-03.md`"),
        ("Thumbs.db", "if it is a record, write its text into a file `Thumbs.md`"),
    ],
)
def test_a_file_of_another_name_is_told(root: Path, name: str, help: str) -> None:
    (root / MINUTES / name).write_bytes(b"We met.")
    assert told(root) == [("not-a-record", name, help)]


@pytest.mark.parametrize("name", ["hall.png", "hall.JPG", "plan.svg", "flyer.pdf", ".2026-03-03.md.swp", ".gitkeep"])
def test_pictures_and_hidden_files_are_left_alone(root: Path, name: str) -> None:
    (root / MINUTES / name).write_bytes(b"\xff\xd8")
    assert told(root) == []


def test_links_and_folders_with_a_file_s_name_are_not_read(root: Path) -> None:
    (root / MINUTES / "2026-03-03.md").mkdir()
    (root / MINUTES / "2026-03-04.md").symlink_to(root / MINUTES / "2026-03-02.md")
    (root / "assemblies/north/mandates").symlink_to(root / MINUTES)
    files = read_tree(root)
    assert [file for file, data in files.items() if data is None] == [
        "assemblies/north/mandates",
        f"{MINUTES}/2026-03-03.md",
        f"{MINUTES}/2026-03-04.md",
    ]
    assert [one.code for one in load(files).problems] == ["bad-path"] * 3


def test_what_may_not_be_opened_is_told_and_the_rest_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / MINUTES / "2026-03-03.md").write_text("# Closed\n")
    (root / "assemblies/south/minutes").mkdir(parents=True)
    read, scan = Path.read_bytes, os.scandir

    def read_bytes(path: Path) -> bytes:
        if path.name == "2026-03-03.md":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    def scandir(path: Path) -> object:
        if Path(path).name == "south":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    monkeypatch.setattr(os, "scandir", scandir)
    confederation = load(read_tree(root))
    assert [(one.code, one.span.file) for one in confederation.problems] == [
        ("bad-path", f"{MINUTES}/2026-03-03.md"),
        ("bad-path", "assemblies/south"),
    ]
    assert list(confederation.minutes) == ["north/minutes/2026-03-02"]


def test_files_read_are_records_published_and_files_set_aside(root: Path) -> None:
    """Files of other kinds are not read, and so not among them; each is told with a warning."""
    folder = root / MINUTES
    (folder / "2026-03-03.md").mkdir()
    (folder / "2026-03-04.txt").write_text("We met.")
    (folder / "hall.png").write_bytes(b"\x89PNG")
    (folder / "Spring.md").write_text("# Spring\n")
    confederation = load(read_tree(root))
    assert confederation.files == len(confederation.minutes) + len(confederation.assemblies) + len(confederation.aside) == 4
    warnings = [one.code for one in confederation.problems if severity_of(one.code) is Severity.WARNING]
    assert warnings == ["not-a-record"]
