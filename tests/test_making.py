"""Making a site by several processes: the same bytes as by one, and nothing half done whatever ends one of them."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from audit.hostilebook import book, write
from audit.small import prints
from minutebook.pages import PAGES
from minutebook.publish import MANIFEST
from minutebook.shell.site import build_site
from minutebook.writing import NewSite, PublishError

DAY = date(2026, 6, 4)
COMMAND = (sys.executable, "-c", "from minutebook.cli import main; main()", "build")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small book with every kind of record, former addresses and past states, in two languages."""
    root = tmp_path_factory.mktemp("book")
    write(root, book([["First words"], ["Second words"]]))
    config = (root / "mkdocs.yml").read_text()
    assert "minutebook" in config
    return root


def test_several_make_what_one_makes(root: Path, tmp_path: Path) -> None:
    for jobs in (1, 2, 5):
        result = build_site(root, tmp_path / f"by{jobs}", as_of=DAY, today=DAY, jobs=jobs)
        assert result.pages > 100
    alone = prints(tmp_path / "by1")
    assert len(alone) > 300
    assert prints(tmp_path / "by2") == alone
    assert prints(tmp_path / "by5") == alone


def test_compressed_copies_hold_the_same(root: Path, tmp_path: Path) -> None:
    for jobs in (1, 2):
        build_site(root, tmp_path / f"by{jobs}", as_of=DAY, today=DAY, jobs=jobs, precompress=True)
    found = prints(tmp_path / "by1")
    assert prints(tmp_path / "by2") == found
    copies = sorted(path for path in found if path.endswith(".gz"))
    assert {"index.html.gz", "data/ratifications.csv.gz", "404.html.gz"} <= set(copies)
    for path in copies:
        data = (tmp_path / "by1" / path).read_bytes()
        plain = (tmp_path / "by1" / path.removesuffix(".gz")).read_bytes()
        assert gzip.decompress(data) == plain
        assert len(data) < len(plain)
    build_site(root, tmp_path / "plain", as_of=DAY, today=DAY)
    assert {path: one for path, one in found.items() if not path.endswith(".gz") and path != MANIFEST} == {
        path: one for path, one in prints(tmp_path / "plain").items() if path != MANIFEST
    }


def test_kinds_that_are_many_are_shared() -> None:
    assert {kind.kind for kind in PAGES if kind.shared} == {
        "assembly", "folder", "delegate", "proposal", "past", "mandate", "minutes", "notice", "report",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fails", "raised", "says"),
    [
        (lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")), PublishError, "No space left on device"),
        (lambda *_: os._exit(9), PublishError, "ended from outside"),
        (lambda *_: 1 / 0, ZeroDivisionError, "division"),
    ],
    ids=["a full disk", "a process that is killed", "a fault"],
)
def test_what_goes_wrong_elsewhere_leaves_the_old_site(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: Any, raised: type[Exception], says: str
) -> None:
    out = tmp_path / "site"
    build_site(root, out, as_of=DAY, today=DAY, jobs=2)
    before = prints(out)
    write, here = NewSite.write, os.getpid()
    monkeypatch.setattr(NewSite, "write", lambda *how: (write if os.getpid() == here else fails)(*how))
    with pytest.raises(raised, match=says):
        build_site(root, out, as_of=DAY, today=DAY, jobs=2)
    assert prints(out) == before
    assert [one.name for one in tmp_path.iterdir()] == ["site"]
    monkeypatch.undo()
    build_site(root, out, as_of=DAY, today=DAY, jobs=2)
    assert prints(out) == before


def test_whoever_works_for_a_build_that_is_killed_ends_with_it(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    command = [*COMMAND, "--root", root, "--out", out, "--as-of", DAY.isoformat(), "--jobs", "3"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run(command, check=True, env=env, capture_output=True)
    before = prints(out)
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    while not _children(process.pid) and process.poll() is None:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)  # it alone
    process.wait()
    until = time.monotonic() + 10
    while _session(process.pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert not _session(process.pid)
    assert prints(out) == before
    subprocess.run(command, check=True, env=env, capture_output=True)
    assert prints(out) == before
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


def _children(pid: int) -> list[int]:
    return [one for one in _session(pid) if one != pid]


def _session(pid: int) -> list[int]:
    """The processes of a session that still run."""
    found = []
    for one in Path("/proc").iterdir():
        try:
            if one.name.isdigit() and os.getsid(int(one.name)) == pid and "\nState:\tZ" not in (one / "status").read_text():
                found.append(int(one.name))
        except OSError:
            continue
    return found
