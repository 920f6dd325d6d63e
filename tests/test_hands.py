"""Pages made by the workers of a Dask cluster: separate commands that share nothing with a build but the records."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from audit.hostilebook import book, write
from audit.small import COMMAND, prints, whole
from minutebook.shell.config import ConfigError
from minutebook.shell.hands import UNLIKE, UnlikeError, afar
from minutebook.shell.site import build_site
from minutebook.shell.workshop import Order, Workshop, workshop
from minutebook.writing import PublishError

pytest.importorskip("distributed", reason="pip install 'minutebook[dask]'")

DAY = date(2026, 6, 4)
ENV = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
GATE = """
import os, pathlib, time
from minutebook.shell import alike, workshop
made = vars(workshop).setdefault("made", workshop.Workshop.share)  # Dask loads this twice

def share(self, *asked):
    pathlib.Path("began-" + str(os.getpid())).touch()
    while pathlib.Path("hold").exists():
        time.sleep(0.01)
    done = made(self, *asked)
    pathlib.Path("made-" + str(os.getpid())).touch()
    return done

workshop.Workshop.share = share
"""
"""What workers load first: they tell that they began a share and that it is made, and wait while they are held."""

FAULTS = {
    "a fault": ("workshop.Workshop.share = lambda *_: 1 / 0", "ZeroDivisionError"),
    "a fault without end": ("def deep(*asked): return deep(*asked)\nworkshop.Workshop.share = deep", "RecursionError"),
    "another programme": ("alike.programme.cache_clear(); alike.requires = lambda name: ['click>=0']", UNLIKE["programme"]),
    "another version": ("import minutebook; minutebook.__version__ = '0.0.1'", UNLIKE["programme"]),
    "none of ours": ("import sys; sys.modules['minutebook'] = None", UNLIKE["programme"]),
    "other records": (
        "from minutebook.files import read_tree; workshop.read_tree = lambda root, _seen: {**read_tree(root), 'x.md': b''}",
        UNLIKE["records"],
    ),
    "no records": ("def none(root, _seen): raise FileNotFoundError(2, 'not here', str(root))\nworkshop.read_tree = none", "not here"),
}
"""What is wrong with a worker, and what a build says of it."""


class Cluster(NamedTuple):
    """A scheduler and its workers, with the folder in which these run."""

    address: str
    workers: list[subprocess.Popen[bytes]]
    folder: Path

    @property
    def word(self) -> str:
        return f"dask:{self.address}"

    def pids(self, what: str) -> set[int]:
        """Those who have told so."""
        return {int(one.name.partition("-")[2]) for one in self.folder.glob(f"{what}-*")}

    @contextmanager
    def held(self) -> Iterator[None]:
        """Shares are begun and not made."""
        for one in (*self.folder.glob("began-*"), *self.folder.glob("made-*")):
            one.unlink()
        (self.folder / "hold").touch()
        try:
            yield
        finally:
            (self.folder / "hold").unlink()


@contextmanager
def cluster(folder: Path, workers: int, fault: str = "") -> Iterator[Cluster]:
    """Each worker has another hash seed and time zone; their umask lets nobody else read, and their folder is their own."""
    folder.mkdir()
    (folder / "gate.py").write_text(GATE + fault)
    dask = (sys.executable, "-m", "dask")
    with (folder / "log").open("ab") as log, ExitStack() as stack:

        def start(*command: str, **changed: str) -> subprocess.Popen[bytes]:
            made = subprocess.Popen(
                [*dask, *command, "--no-dashboard"], cwd=folder, env={**ENV, **changed}, umask=0o077, stdout=log, stderr=log
            )
            stack.callback(made.wait)
            stack.callback(made.kill)
            return made

        start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", "scheduler.json")
        until(lambda: (folder / "scheduler.json").exists() and (folder / "scheduler.json").read_text().endswith("}"))
        address = json.loads((folder / "scheduler.json").read_text())["address"]
        zones = ("Pacific/Auckland", "America/Los_Angeles", "Asia/Tehran")
        options = ("--nthreads", "2", "--no-nanny", "--preload", "gate.py")
        yield Cluster(
            address, [start("worker", address, *options, TZ=zones[n], PYTHONHASHSEED=str(n), LC_ALL="C") for n in range(workers)], folder
        )


def until(true: Callable[[], object]) -> None:
    """Wait for something that must come within a minute."""
    last = time.monotonic() + 60
    while not true():
        assert time.monotonic() < last
        time.sleep(0.01)


def start(root: Path, out: Path, made_by: Cluster, patience: int = 10) -> subprocess.Popen[str]:
    """A build as anybody starts it, but for its patience."""
    python, flag, code, *rest = COMMAND
    code = f"from minutebook.shell import hands; hands.PATIENCE = {patience}; {code}"
    command = [python, flag, code, *rest, "--root", root, "--out", out, "--as-of", DAY.isoformat(), "--executor", made_by.word]
    return subprocess.Popen(command, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small book with every kind of record, former addresses and past states."""
    write(tmp_path / "book", book([["First words"], ["Second words"]]))
    return tmp_path / "book"


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Three workers that nothing is wrong with."""
    with cluster(tmp_path_factory.mktemp("three") / "workers", 3) as made:
        yield made


def modes(site: Path) -> dict[str, int]:
    return {one.relative_to(site).as_posix(): one.stat().st_mode for one in site.rglob("*")}


@pytest.mark.parametrize("precompress", [False, True])
def test_workers_elsewhere_make_what_one_process_makes(root: Path, tmp_path: Path, three: Cluster, precompress: bool) -> None:
    with three.held():
        pass
    ways: dict[str, dict[str, Any]] = {"one": {"jobs": 1}, "forked": {"jobs": 3}, "dask": {"executor": three.word}}
    kept = {"executor": three.word, "cache": tmp_path / "cache"}
    ways |= {"dask that keeps": kept, "dask that kept": kept}
    for name, how in ways.items():
        result = build_site(root, tmp_path / name, as_of=DAY, today=DAY, precompress=precompress, **how)
        assert result.pages > 100
    alone = prints(tmp_path / "one")
    assert len(alone) > 300
    for name in ways:
        assert prints(tmp_path / name) == alone
        assert modes(tmp_path / name) == modes(tmp_path / "one")
    assert three.pids("made") <= {one.pid for one in three.workers}
    assert len(three.pids("made")) > 1


def test_two_builds_at_once_by_the_same_workers(root: Path, tmp_path: Path, three: Cluster) -> None:
    write(tmp_path / "other", book([["Other words"]]))
    books = {"a": root, "b": tmp_path / "other"}
    with three.held():
        building = [start(books[name], tmp_path / f"site-{name}", three) for name in books]
        until(lambda: three.pids("began") and all((tmp_path / f".site-{name}.new" / "calendar").exists() for name in books))
    assert [(one.communicate()[1], one.returncode)[1] for one in building] == [0, 0]
    for name, where in books.items():
        build_site(where, tmp_path / "alone", as_of=DAY, today=DAY, jobs=1)
        assert prints(tmp_path / f"site-{name}") == prints(tmp_path / "alone")


def test_a_worker_that_is_killed_in_the_middle_is_replaced(root: Path, tmp_path: Path) -> None:
    build_site(root, tmp_path / "alone", as_of=DAY, today=DAY, jobs=1)
    with cluster(tmp_path / "workers", 2) as two:
        with two.held():
            building = start(root, tmp_path / "site", two)
            until(lambda: len(two.pids("began")) == 2)
            two.workers[0].kill()
        said = building.communicate()
    assert building.returncode == 0, said
    assert prints(tmp_path / "site") == prints(tmp_path / "alone")
    assert two.pids("made") == {two.workers[1].pid}


@pytest.mark.parametrize("wrong", FAULTS)
def test_what_is_wrong_with_a_worker_leaves_the_old_site(root: Path, tmp_path: Path, wrong: str) -> None:
    (tmp_path / "sites").mkdir()
    out = tmp_path / "sites" / "site"
    build_site(root, out, as_of=DAY, today=DAY, jobs=1)
    before = prints(out)
    fault, says = FAULTS[wrong]
    with cluster(tmp_path / "workers", 1, fault) as one:
        building = start(root, out, one)
        said = building.communicate()[1]
    assert building.returncode
    assert says in said
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) == 1
    assert prints(out) == before
    assert [one.name for one in (tmp_path / "sites").iterdir()] == ["site"]


def test_who_goes_on_for_a_build_that_was_killed_changes_nothing_of_the_next(root: Path, tmp_path: Path, three: Cluster) -> None:
    (tmp_path / "sites").mkdir()
    out = tmp_path / "sites" / "site"
    with three.held():
        building = start(root, out, three)
        until(lambda: len(three.pids("began")) == 3)
        building.kill()
        building.communicate()
        write(root, book([["Later words"]]))
        build_site(root, out, as_of=DAY, today=DAY, jobs=1)
        after = {path: path.stat().st_mtime_ns for path in (out.parent, *out.rglob("*"))}
        assert not three.pids("made")
    until(lambda: len(three.pids("made")) == 3)  # what they made for the build that is no more
    assert {path: path.stat().st_mtime_ns for path in (out.parent, *out.rglob("*"))} == after
    building = start(root, tmp_path / "sites" / "again", three)
    said = building.communicate()
    assert building.returncode == 0, said
    assert whole(tmp_path / "sites" / "again") == whole(out)


def _another_day(order: Order, root: Path) -> Order:
    return replace(order, as_of=date(2026, 6, 3))


def _changed(file: str) -> Callable[[Order, Path], Order]:
    def change(order: Order, root: Path) -> Order:
        with (root / file).open("a") as opened:
            opened.write("\ncopyright: X\n" if file.endswith(".yml") else "\nAnother line.\n")
        return replace(order, build="later")

    return change


@pytest.mark.parametrize(
    ("change", "trait"),
    [
        (_another_day, "settings"),
        (_changed("mkdocs.yml"), "settings"),
        (_changed("assemblies/a0/assembly.md"), "records"),
        (_changed("content/new.md"), "texts"),
    ],
    ids=["another day", "another configuration", "another record", "another text"],
)
def test_a_share_is_refused_by_whoever_has_read_something_else(root: Path, change: Callable[[Order, Path], Order], trait: str) -> None:
    (root / "content").mkdir(exist_ok=True)
    order = Order(root, None, DAY, DAY, False, False)
    shop = Workshop(order)
    try:
        made = afar(order, shop.traits, "assembly", 0, 4)
        assert made.files
        assert all(isinstance(data, bytes) for _path, data in made.files)
        with pytest.raises(UnlikeError, match=trait):
            afar(change(order, root), shop.traits, "assembly", 0, 4)
    finally:
        shop.close()
        workshop.cache_clear()


@pytest.mark.parametrize(
    ("executor", "jobs", "raised", "says"),
    [
        ("grid:tcp://127.0.0.1:1", None, ConfigError, "there are: dask:ADDRESS"),
        ("dask", None, ConfigError, "there are: dask:ADDRESS"),
        ("dask:tcp://127.0.0.1:1", 2, ConfigError, "name one of them"),
        ("dask:nowhere", None, PublishError, "no Dask cluster answers at nowhere"),
        ("dask:tcp://127.0.0.1:1", None, PublishError, "no Dask cluster answers at tcp://127.0.0.1:1"),
    ],
)
def test_what_cannot_be_is_said(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, executor: str, jobs: int | None, raised: type[Exception], says: str
) -> None:
    monkeypatch.setattr("minutebook.shell.hands.PATIENCE", 1)
    with pytest.raises(raised, match=says):
        build_site(root, tmp_path / "site", as_of=DAY, today=DAY, jobs=jobs, executor=executor)
    assert not (tmp_path / "site").exists()


def test_a_cluster_without_workers_is_said(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minutebook.shell.hands.PATIENCE", 1)
    with cluster(tmp_path / "workers", 0) as none, pytest.raises(PublishError, match="has no workers; start some with `dask worker tcp"):
        build_site(root, tmp_path / "site", as_of=DAY, today=DAY, executor=none.word)


def test_all_workers_gone_in_the_middle_is_said(root: Path, tmp_path: Path) -> None:
    with cluster(tmp_path / "workers", 1) as one:
        with one.held():
            building = start(root, tmp_path / "site", one, patience=2)
            until(lambda: one.pids("began"))
            one.workers[0].send_signal(signal.SIGKILL)
        said = building.communicate()[1]
    assert building.returncode == 1
    assert "has no workers" in said
    assert "Traceback" not in said


def test_without_dask_it_is_said_how_to_get_it(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ConfigError, match=r"pip install 'minutebook\[dask\]'"):
        build_site(root, tmp_path / "site", as_of=DAY, today=DAY, executor="dask:tcp://127.0.0.1:1")
