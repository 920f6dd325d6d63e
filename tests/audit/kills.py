"""Promise 4: a build that is killed, or finds the disk full, leaves the old site or the new one, whole.

A real `minutebook build` is killed, alone or with all its children, at random moments: a third of them anywhere, a third once it writes, a third
around the switch. Then the disk is full at every single write in turn, and small disks of their own are really full.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from minutebook import publish as module
from minutebook.publish import MANIFEST, publish
from minutebook.writing import PublishError

from .figures import Result, some
from .small import COMMAND, VERSIONS, prints, whole, written

PROMISE = "A killed build, or a full disk, leaves the old site or the new one whole"
SENTENCE = (
    "{kills} builds, half of them by several processes, killed ({while_writing} while the site was written or switched): {old} times the old site "
    "stood, {new} times the new one, {broken} times neither; the disk full at each of {writes} writes, and on {disks} small disks really: {torn} "
    "times neither; the next build failed {failed} times"
)
KILLS, DISKS = 200, 12
MOMENTS = (("", 0.0), (".served.new", 0.0), (f".served.new/{MANIFEST}", 0.3))
"""A kill comes at a random moment after this file was made (or after the start), within so many seconds; where it is 0, within a whole build."""

FILES = [(f"{folder}/{number}/index.html", b"new" * 700) for folder in "abcd" for number in range(40)]


def measure(part: float) -> Result:
    """Kill a part of the builds, and fill the disk at a part of the writes."""
    result = Result(dict.fromkeys(("kills", "while_writing", "old", "new", "broken", "writes", "disks", "torn", "failed"), 0))
    with tempfile.TemporaryDirectory() as scrap:
        _killed(Path(scrap), max(2, round(KILLS * part)), result)
        _full(Path(scrap) / "full", part, result)
        _small_disks(Path(scrap), part, result)
    return result


def build(root: Path, out: Path, jobs: int = 1) -> subprocess.Popen[bytes]:
    """A build in a group of processes of its own."""
    command = [*COMMAND, "--root", str(root), "--out", str(out), "--as-of", "2026-06-04", "--jobs", str(jobs)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env, start_new_session=True)


def _killed(scrap: Path, number: int, result: Result) -> None:
    books = [written(scrap / f"book{turn}", version) for turn, version in enumerate(VERSIONS)]
    wanted = []
    for turn, root in enumerate(books):
        begun = time.monotonic()
        process = build(root, scrap / f"site{turn}")
        if process.communicate() and process.returncode != 0:
            raise RuntimeError("the small book could not be built")
        taken = time.monotonic() - begun
        wanted.append(whole(scrap / f"site{turn}"))
    out, now = scrap / "served", 0
    shutil.copytree(scrap / "site0", out)
    chance = random.Random(4)
    place = -1
    while result.counts["kills"] < number:
        place += 1
        begun_at = time.time_ns()
        process = build(books[1 - now], out, 1 + place % 2)
        sign, longest = MOMENTS[place % len(MOMENTS)]
        while sign and not _made(scrap / sign, begun_at) and process.poll() is None:
            time.sleep(0.001)
        time.sleep(chance.random() * (longest or taken))
        if process.poll() is not None:  # done before the kill came
            process.communicate()
            now = 1 - now
            continue
        writing = _made(scrap / ".served.new", begun_at)
        if place % 4 < 2:
            os.killpg(process.pid, signal.SIGKILL)
        else:  # it alone: whoever works for it must end with it
            os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        found = whole(out)
        result.add("kills")
        result.add("while_writing", int(writing))
        if found == wanted[now]:
            result.add("old")
        elif found == wanted[1 - now]:
            result.add("new")
            now = 1 - now
        else:
            result.add("broken")
            strange = sorted({path for path, _sum in found.items() ^ wanted[now].items()})
            result.wrong.append(f"kill {place}: {len(strange)} files are not those of the old site: {', '.join(strange[:5])}")
        if result.counts["kills"] % 4 == 0 or result.counts["kills"] == number:
            process = build(books[1 - now], out)
            _out, said = process.communicate()
            now = 1 - now
            left = sorted(one.name for one in scrap.iterdir() if one.name.startswith("."))
            if process.returncode != 0 or whole(out) != wanted[now] or left:
                result.add("failed")
                strange = sorted({path for path, _sum in whole(out).items() ^ wanted[now].items()})
                result.wrong.append(
                    f"the build after kill {place}: {', '.join(strange[:5])} {process.returncode} {left} {said.decode()[-300:]}"
                )


def _made(path: Path, since: int) -> bool:
    """Whether a file is there that this build made or touched: the one killed before leaves its own."""
    try:
        return path.stat().st_ctime_ns > since
    except FileNotFoundError:
        return False


class _Full:
    """A disk on which the write of this number and all later ones fail."""

    def __init__(self, at: int) -> None:
        self.at, self.number = at, 0

    def check(self) -> None:
        self.number += 1
        if self.number > self.at:
            raise OSError(errno.ENOSPC, "No space left on device")

    def open(self, path: Any, mode: str = "r", *more: Any) -> Any:
        file = open(path, mode, *more)  # noqa: SIM115 - the handle below closes it
        if "r" in mode:
            return file
        disk, write, lines = self, file.write, file.writelines

        class Handle:
            def __enter__(self) -> Any:
                return self

            def __exit__(self, *_: object) -> None:
                file.close()

            def write(self, data: bytes) -> None:
                try:
                    disk.check()
                except OSError:
                    write(data[: len(data) // 2])
                    raise
                write(data)

            def writelines(self, data: Any) -> None:
                disk.check()
                lines(data)

        return Handle()


def _full(out: Path, part: float, result: Result) -> None:
    """Let the disk be full at one write after the other: each write of a file, each new folder, the list, the flush."""
    publish([("index.html", b"old"), ("a/index.html", b"old")], out)
    old = prints(out)
    every = _writes(FILES, out.with_name("counted"))
    for at in some(range(every), part):
        with pytest.raises(PublishError):
            _writes(FILES, out, at)
        result.add("writes")
        if prints(out) != old or [one.name for one in out.parent.iterdir() if one.name.startswith(".full")]:
            result.add("torn")
            result.wrong.append(f"full at write {at}")
    publish(FILES, out)


def _writes(files: list[tuple[str, bytes]], out: Path, at: int = 1 << 30) -> int:
    """Publish with a disk that is full after so many writes; how many there were."""
    disk, mkdir, flush = _Full(at), Path.mkdir, module._flush

    def folder(path: Path, *more: Any, **marks: Any) -> None:
        disk.check()
        mkdir(path, *more, **marks)

    def flushed(path: Path) -> None:
        disk.check()
        flush(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "open", disk.open, raising=False)
        patch.setattr(Path, "mkdir", folder)
        patch.setattr(module, "_flush", flushed)
        publish(files, out)
    return disk.number - 1  # the last is the flush behind the switch: then the new site stands


SMALL = """
mount -t tmpfs -o size=$2k tmpfs $1 || exit 77
cp -r $3 $1/served || exit 78
"$4" -c 'from minutebook.cli import main; main()' build --root $5 --out $1/served --as-of 2026-06-04 2>$6/said
echo $? > $6/code
cp -r $1/served $6/served
ls -A $1 > $6/left
"""


def _small_disks(scrap: Path, part: float, result: Result) -> None:
    """Build on disks that hold the old site and only a part of the new one. Where nobody may mount one, there are none."""
    site, root = scrap / "site0", scrap / "book1"
    need = sum(4096 * -(-one.stat().st_size // 4096) for one in site.rglob("*")) // 1024 + 200
    old, new = whole(site), whole(scrap / "site1")
    for number, size in enumerate(some(_sizes(need), part)):
        disk, told = scrap / f"disk{number}", scrap / f"told{number}"
        disk.mkdir(), told.mkdir()
        command = [
            "unshare",
            "--user",
            "--map-root-user",
            "--mount",
            "sh",
            "-c",
            SMALL,
            "sh",
            disk,
            str(size),
            site,
            sys.executable,
            root,
            told,
        ]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(command, capture_output=True, check=False, env=env)
        if done.returncode == 77 or not (told / "code").exists():
            return
        result.add("disks")
        failed, found = (told / "code").read_text().strip() != "0", whole(told / "served")
        if (found != old if failed else found != new) or (told / "left").read_text().split() != ["served"]:
            result.add("torn")
            result.wrong.append(f"a disk of {size} KB: {(told / 'said').read_text()[-300:]}")


def _sizes(need: int) -> Iterator[int]:
    """From room for the old site alone to room for both."""
    for number in range(DISKS):
        yield need + (need + 800) * number // (DISKS - 1)
