"""Publishing: wholly the old site or wholly the new, and never a file of somebody else's."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import OpenWithin
from minutebook import publish as module
from minutebook import writing
from minutebook.publish import MANIFEST, publish
from minutebook.writing import PublishError

OLD = [("index.html", b"old"), ("a/index.html", b"old a")]
NEW = [("index.html", b"new"), ("b/index.html", b"new b")]


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def without_manifest(folder: Path) -> dict[str, bytes]:
    return {path: content for path, content in tree(folder).items() if path != MANIFEST}


def test_the_new_site_replaces_the_old_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "site"
    assert publish(OLD, out) == 2
    assert publish(NEW, out) == 2
    assert without_manifest(out) == dict(NEW)
    assert [p.name for p in out.parent.iterdir()] == ["site"]


def test_the_manifest_can_be_checked_with_sha256sum(tmp_path: Path) -> None:
    publish(NEW, tmp_path / "site")
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", MANIFEST], cwd=tmp_path / "site", check=True)


SAME = [("first.html", b"first"), ("a/same.html", b"same"), ("a/other.html", b"before")]


def numbers(folder: Path) -> dict[str, int]:
    """Which file of the disk each file is; none has another name elsewhere."""
    assert {path.stat().st_nlink for path in folder.rglob("*") if path.is_file()} == {1}
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def test_what_the_site_before_has_is_not_written_again(tmp_path: Path) -> None:
    publish(SAME, tmp_path / "site")
    before = numbers(tmp_path / "site")
    new = [*SAME[:2], ("a/other.html", b"behind"), ("b/same.html", b"same")]
    publish(new, tmp_path / "site")
    after = numbers(tmp_path / "site")
    assert without_manifest(tmp_path / "site") == dict(new)
    assert after["a/same.html"] == before["a/same.html"]
    assert after["a/other.html"] != before["a/other.html"]


def test_what_is_not_as_we_would_make_it_now_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_within: OpenWithin
) -> None:
    site, same = tmp_path / "site", tmp_path / "site/a/same.html"

    def changed() -> None:
        same.write_bytes(b"Same")

    def closed() -> None:
        same.chmod(0o600)

    def a_link() -> None:
        (tmp_path / "elsewhere.html").write_bytes(b"same")
        same.unlink()
        same.symlink_to(tmp_path / "elsewhere.html")

    def gone() -> None:
        same.rename(site / "other.html")
        (site / MANIFEST).write_text((site / MANIFEST).read_text().replace("a/same.html", "other.html"))

    def a_folder() -> None:
        same.unlink()
        same.mkdir()

    def not_readable() -> None:
        monkeypatch.setattr(writing, "read_file", lambda *_: None)

    def without_second_names() -> None:
        monkeypatch.undo()
        monkeypatch.setattr(os, "link", refused)

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "no second names")

    for how in (changed, closed, a_link, gone, a_folder, not_readable, without_second_names):
        publish(SAME, site)
        mode = same.stat().st_mode
        how()
        there = {path.lstat().st_ino for path in site.rglob("*")}
        publish(SAME, site)
        assert without_manifest(site) == dict(SAME), how
        assert same.lstat().st_mode == mode, how
        assert numbers(site)["a/same.html"] not in there, how
        assert not open_within(tmp_path), how


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    publish(NEW, tmp_path)
    assert without_manifest(tmp_path) == dict(NEW)


@pytest.mark.parametrize("exchange", [True, False], ids=["exchanged", "renamed twice"])
def test_both_ways_of_switching(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool) -> None:
    if not exchange:
        monkeypatch.setattr(module, "_exchange", lambda one, other: False)
    publish(OLD, tmp_path / "site")
    publish(NEW, tmp_path / "site")
    assert without_manifest(tmp_path / "site") == dict(NEW)
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_failure_while_pages_are_made_leaves_the_old_site(tmp_path: Path) -> None:
    def failing() -> Iterator[tuple[str, bytes]]:
        yield NEW[0]
        raise RuntimeError("a page could not be made")

    publish(OLD, tmp_path / "site")
    with pytest.raises(RuntimeError):
        publish(failing(), tmp_path / "site")
    assert without_manifest(tmp_path / "site") == dict(OLD)
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("step", ["_flush", "_switch", "_exchange"])
def test_a_failing_disk_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    publish(OLD, tmp_path / "site")
    monkeypatch.setattr(module, step, full)
    with pytest.raises(PublishError, match="No space left on device"):
        publish(NEW, tmp_path / "site")
    assert without_manifest(tmp_path / "site") == dict(OLD)
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_full_disk_at_any_write_leaves_the_old_site(tmp_path: Path) -> None:
    code = (
        "import resource, sys, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from pathlib import Path; from minutebook.publish import publish; from minutebook.writing import PublishError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: publish([('a.html', b'x' * 900), ('b.html', b'x' * 2000)], Path(sys.argv[1]))\n"
        "except PublishError as error: print(error)"
    )
    publish(OLD, tmp_path / "site")
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "site")], capture_output=True, text=True, check=True)
    assert "could not be written" in done.stdout
    assert without_manifest(tmp_path / "site") == dict(OLD)
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


KILLED = """
import sys, time
from pathlib import Path
from minutebook.publish import publish
n = 0
def files():
    for number in range(400):
        yield f"{number}/index.html", sys.argv[2].encode() * 50
print("ready", flush=True)
while True:
    publish(files(), Path(sys.argv[1]))
"""


@pytest.mark.parametrize("moment", range(8))
def test_killed_at_any_moment_the_site_is_whole(tmp_path: Path, moment: int) -> None:
    out = tmp_path / "site"
    publish([(f"{number}/index.html", b"old" * 50) for number in range(400)], out)
    with subprocess.Popen([sys.executable, "-c", KILLED, str(out), "new"], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.02 + 0.043 * moment)
        process.send_signal(signal.SIGKILL)
    contents = without_manifest(out)
    assert len(contents) == 400
    assert len(set(contents.values())) == 1
    publish(NEW, out)
    assert without_manifest(out) == dict(NEW)
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_killed_between_two_renames_the_old_site_comes_back(tmp_path: Path) -> None:
    publish(OLD, tmp_path / "site")
    (tmp_path / "site").rename(tmp_path / ".site.old")
    with pytest.raises(PublishError):
        publish([("a", b""), ("A", b"")], tmp_path / "site")
    assert without_manifest(tmp_path / "site") == dict(OLD)


@pytest.mark.parametrize(
    ("paths", "says"),
    [
        (["a/index.html", "a/index.html"], "a/index.html is written twice"),
        (["north/index.html", "North/index.html"], "north/ and North/ have the same address"),
        (["a/Feed.xml", "a/feed.xml"], "a/Feed.xml and a/feed.xml have the same address"),
        (["caf\u00e9.html", "cafe\u0301.html"], "have the same address"),
        (["a", "a/index.html"], "a and a/ have the same address"),
        (["a/index.html", "a"], "a/ and a have the same address"),
        ([MANIFEST], "is written twice"),
        (["../a"], "no address"),
        (["/etc/x"], "no address"),
        (["a//b"], "no address"),
        (["a\nb"], "no address"),
        (["a\\b"], "no address"),
    ],
)
def test_files_that_cannot_stand_side_by_side_are_refused(tmp_path: Path, paths: list[str], says: str) -> None:
    publish(OLD, tmp_path / "site")
    with pytest.raises(PublishError) as caught:
        publish([(path, b"") for path in paths], tmp_path / "site")
    assert says in str(caught.value)
    assert without_manifest(tmp_path / "site") == dict(OLD)


def test_a_folder_with_other_files_is_never_replaced(tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / "thesis.odt").write_bytes(b"years of work")
    with pytest.raises(PublishError, match="holds no site of Minutebook"):
        publish(NEW, out)
    assert tree(out) == {"thesis.odt": b"years of work"}


def test_a_file_put_into_the_site_by_hand_is_never_deleted(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(OLD, out)
    (out / "CNAME").write_bytes(b"book.example")
    with pytest.raises(PublishError, match="did not write: CNAME"):
        publish(NEW, out)
    assert (out / "CNAME").read_bytes() == b"book.example"


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_bytes(b"")
    with pytest.raises(PublishError, match="is a file"):
        publish(NEW, tmp_path / "site")


def test_two_publications_at_once_are_refused(tmp_path: Path) -> None:
    out = tmp_path / "site"

    def while_publishing() -> Iterator[tuple[str, bytes]]:
        yield NEW[0]
        with pytest.raises(PublishError, match="another build"):
            publish(OLD, out)
        yield NEW[1]

    publish(while_publishing(), out)
    assert without_manifest(out) == dict(NEW)


def test_a_site_behind_a_symbolic_link_is_replaced_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    os.symlink("real", tmp_path / "site")
    publish(NEW, tmp_path / "site")
    assert (tmp_path / "site").is_symlink()
    assert without_manifest(tmp_path / "real") == dict(NEW)
