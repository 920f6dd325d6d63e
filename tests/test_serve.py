"""`minutebook serve`: pages made when they are looked at are those a build publishes, and follow what is saved."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import pytest

import test_addresses
from conftest import DAY as DEMONSTRATION
from drawn import drawing
from minutebook.commands.serve import Looking
from minutebook.confederation import Confederation
from minutebook.files import Seen, read_tree
from minutebook.load import Known, load
from minutebook.pages import PAGES
from minutebook.publish import MANIFEST
from minutebook.shell.asked import OF_ALL, Asked, look
from minutebook.shell.site import build_site

ROOT = Path(__file__).parents[1]
DAY = test_addresses.DAY
RECORDS = test_addresses.RECORDS | {
    "town/notices/2026-07-01.md": "agenda: [The mill]",
    "town/reports/2026-05-01.md": "on: town/spring",
    "council/minutes/2026-05-05.md": "delegations: [{assembly: town, delegates: Ada Hill, mandate: town/spring}]\n"
    "decisions: [{on: council/water, outcome: adopted, indicative: true, positions: {town: for}}]",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book in three languages, with things that moved and pictures."""
    config = test_addresses.CONFIG + "docs_dir: content\ntheme: {name: material}\n"
    root = test_addresses.write(tmp_path_factory.mktemp("book"), RECORDS, config)
    (root / "assemblies/town/minutes/mill.png").write_bytes(drawing())
    minutes = root / "assemblies/town/minutes/2026-03-02.md"
    minutes.write_text(minutes.read_text() + "# Meeting\n\n![The mill](mill.png) and [water](../../council/proposals/water.md)\n")
    (root / "content/pictures").mkdir(parents=True)
    (root / "content/guide.md").write_text("# Guide\n")
    (root / "content/pictures/river.png").write_bytes(drawing())
    (root / "content/rules.txt").write_text("rules")
    return root


def listed(site: Path) -> list[str]:
    return [line[66:] for line in (site / MANIFEST).read_text().splitlines()]


def differing(asked: Asked, site: Path, paths: list[str]) -> list[str]:
    """The files that are not what a build published."""
    return [path for path in paths if asked.file(path) != (None if OF_ALL.fullmatch(path) else (site / path).read_bytes())]


def test_every_file_that_is_asked_for_is_as_it_is_published(root: Path, tmp_path: Path) -> None:
    build_site(root, tmp_path / "site", today=DAY)
    paths = listed(tmp_path / "site")
    assert len(paths) > 300
    for part in (
        "assemblies/hamlet/index.html",
        "ar/assemblies/council/feed.atom",
        "embed.html",
        "card.png",
        "pictures/river.png",
        "rules.txt",
    ):
        assert [path for path in paths if path.endswith(part)], part
    asked = look(root, None, DAY)
    assert not differing(asked, tmp_path / "site", paths)
    asked.shop.close()


def test_every_kind_of_page_of_the_demonstration_is_as_it_is_published(built: Path) -> None:
    paths = [path for path in listed(built) if path.count("/") < 6]
    chosen = random.Random(7).sample(paths, 200) + [path for path in paths if path.startswith("fr/") and path.count("/") < 3]
    asked = look(ROOT, None, DEMONSTRATION)
    assert not differing(asked, built, chosen)
    asked.shop.close()


@pytest.mark.parametrize(
    "path",
    ["nothing/index.html", "assemblies/town/minutes/2020-01-01/index.html", "assemblies/town/nothing.json", "../mkdocs.yml", "fr/data/all.zip",
     "assemblies/town/delegates/nobody/index.html", "assemblies/nowhere/cite.json"],
)  # fmt: skip
def test_what_is_not_there_is_not_made(root: Path, path: str) -> None:
    asked = look(root, None, DAY)
    assert asked.file(path) is None
    asked.shop.close()


def test_every_page_lies_where_its_kind_says(root: Path) -> None:
    asked = look(root, None, DAY)
    rendering = asked.shop.rendering
    strays = [(kind.kind, sheet.view.path) for kind in PAGES for sheet in rendering.sheets(kind) if not kind.may_lie(sheet.view.path)]
    assert not strays
    asked.shop.close()


# ---------------------------------------------------------------------- reading again

_CHANGES = ("replace", "remove", "rename", "add", "spoil")


def changed(files: dict[str, bytes | None], chance: random.Random) -> dict[str, bytes | None]:
    """The same files with one of them changed at random."""
    after = dict(files)
    path = chance.choice([path for path in files if path.endswith(".md")])
    data = files[path] or b""
    match chance.choice(_CHANGES):
        case "replace":
            after[path] = (
                (after[chance.choice(list(files))] or b"") if chance.random() < 0.3 else data.replace(b"a", b"e", 1) + b"\nMore.\n"
            )
        case "remove":
            del after[path]
        case "rename":
            after[path.replace("-0", "-1", 1)] = after.pop(path)
        case "add":
            after[path.replace("2026", "2025", 1)] = data
        case _:
            after[path] = data[: chance.randrange(len(data) + 1)]
    return after


def told(confederation: Confederation) -> list[Any]:
    return [repr(getattr(confederation, one.name)) for one in fields(confederation)]


@pytest.mark.parametrize("seed", range(4))
def test_reading_again_gives_what_reading_afresh_gives(seed: int) -> None:
    chance = random.Random(seed)
    files = {path: data for path, data in read_tree(ROOT).items() if path.split("/")[1] in ("saltmarsh", "sarrel-council", "dara-jor")}
    known = Known()
    for _ in range(6):
        assert told(load(files, known=known)) == told(load(files))
        files = changed(files, chance)


def test_only_what_has_changed_is_read_again(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(root, tmp_path / "book")
    seen: Seen = {}
    before = read_tree(tmp_path / "book", seen)
    file = tmp_path / "book/assemblies/town/assembly.md"
    stamp = file.stat()
    file.write_bytes(file.read_bytes().replace(b"Hall", b"Yard"))
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))  # of the same size and time: the system still tells that it was changed
    opened: list[str] = []
    read = Path.read_bytes

    def noted(path: Path) -> bytes:
        opened.append(path.name)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", noted)
    after = read_tree(tmp_path / "book", seen)
    assert opened == ["assembly.md"]
    assert {path for path in after if after[path] != before[path]} == {"assemblies/town/assembly.md"}


# ---------------------------------------------------------------------- the server


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


class Serving:
    """A server that runs, and what it says."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.address = address
        self.said: list[str] = []
        self._process = process
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        self.said.extend(iter(self._process.stdout.readline, ""))

    def end(self) -> None:
        """End it, and hear it out."""
        self._process.terminate()
        self._listening.join(60)

    def says(self, words: str, seconds: float = 60) -> None:
        """Wait until it has said something."""
        until(lambda: words in "".join(self.said), f"{words!r} in {self.said}", seconds)

    def get(self, path: str, **headers: str) -> tuple[int, str, str]:
        """What is answered: status, address in the end, text."""
        try:
            with urllib.request.urlopen(urllib.request.Request(self.address + path, headers=headers), timeout=120) as answer:
                return answer.status, answer.url.removeprefix(self.address), answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            with error:
                return error.code, path, error.read().decode()


def until(true: Any, what: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.05)


@contextmanager
def serving(root: Path, *command: str) -> Iterator[Serving]:
    """A server of a folder, from its start to its end."""
    port = free_port()
    full = [one.replace("PORT", str(port)) for one in command]
    scrap = root.parent / "scrap"
    scrap.mkdir(exist_ok=True)
    with subprocess.Popen(
        full, cwd=root, env=os.environ | {"TMPDIR": str(scrap)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        found = Serving(process, f"http://127.0.0.1:{port}/")
        try:
            found.says("Serving")
            until(lambda: _answers(port), "no answer")
            yield found
        finally:
            found.end()
    if command == OURS:
        assert process.returncode == 0, found.said
        assert not list(scrap.iterdir())


def _answers(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


OURS = (sys.executable, "-P", "-c", "from minutebook.cli import main; main()", "serve", "--port", "PORT", "--as-of", DAY.isoformat())
MKDOCS = (str(Path(sys.executable).with_name("mkdocs")), "serve", "--dev-addr", "127.0.0.1:PORT")


@pytest.fixture
def book(root: Path, tmp_path: Path) -> Path:
    """The book, to be changed."""
    return Path(shutil.copytree(root, tmp_path / "book"))


def test_a_server_answers_until_it_is_ended_and_leaves_nothing_behind(book: Path) -> None:
    before = sorted(path.relative_to(book) for path in book.rglob("*"))
    with serving(book, *OURS) as server:
        assert any(f"records as of {DAY}" in line for line in server.said)
        assert server.get("")[2].count("livereload") == 1
        status, url, page = server.get("assemblies/town")
        assert (status, url) == (200, "assemblies/town/")
        assert "Town &lt;b&gt;Hall&lt;/b&gt;" in page
        assert "council/proposals/water" in server.get("data/proposals.csv")[2]
        status, _, page = server.get("assemblies/nobody/")
        assert status == 404
        assert "<html" in page
        assert server.get("../../etc/passwd")[0] == 404
        assert '"version"' in server.get("pagefind/pagefind-entry.json")[2]
        assert "<loc>" in server.get("sitemap.xml")[2]
    assert sorted(path.relative_to(book) for path in book.rglob("*")) == before


def test_a_server_of_this_machine_goes_by_no_other_name(book: Path) -> None:
    with serving(book, *OURS) as server:
        for host in ("localhost:1", "127.0.0.1", "[::1]:80"):
            assert server.get("", Host=host)[0] == 200, host
        for host in ("evil.example", "127.0.0.1.evil.example", ""):
            assert server.get("", Host=host)[0] == 403, host


def test_what_a_whole_build_makes_is_there_where_records_have_errors(book: Path) -> None:
    (book / "mkdocs.yml").write_text("site_name: Book\nsite_url: https://book.example/\nplugins: [minutebook: {strict: true}]\n")
    (book / "assemblies/town/mandates/spring.md").write_text("---\nto: [\n---\n")
    (book / "content/sitemap-town.md").write_text("# A map of the town\n")
    (book / "cbor2.py").write_text("raise SystemExit('from the folder of the records')")
    with serving(book, *OURS) as server:
        assert "A map of the town" in server.get("sitemap-town/")[2]
        assert not any("whole site" in line for line in server.said)
        assert "<loc>" in server.get("sitemap.xml")[2]
        assert '"version"' in server.get("pagefind/pagefind-entry.json")[2]
        assert sum("whole site" in line for line in server.said) == 1


def test_what_cannot_be_read_meanwhile_is_said_and_what_was_read_before_is_given(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    looking = Looking(book, DAY)
    before = looking()

    def closed(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "content/secret.md")

    monkeypatch.setattr("minutebook.shell.workshop.clean_content", closed)
    assert looking() is before
    assert "content/secret.md: Permission denied" in capsys.readouterr().err
    with pytest.raises(click.ClickException, match=r"content/secret\.md: Permission denied"):
        Looking(book, DAY)()


def test_what_is_saved_is_shown_and_what_cannot_be_read_is_said(book: Path) -> None:
    with serving(book, *OURS) as server:
        file = book / "assemblies/town/assembly.md"
        file.write_text("---\nname: Upper Town\nkind: commune\n---\n")
        until(lambda: "Upper Town" in server.get("assemblies/town/")[2], "not shown")
        (book / "mkdocs.yml").write_text("theme: readthedocs\n")
        server.says("mkdocs.yml")
        assert "Upper Town" in server.get("assemblies/town/")[2]
        (book / "mkdocs.yml").write_text("site_name: Another Book\n")
        until(lambda: "Another Book" in server.get("")[2], "not shown")
        file.write_text("---\nname: [\n---\n")
        server.says("1 error")
        assert "Traceback" not in "".join(server.said)


def test_a_port_that_is_taken_is_told(book: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run([one.replace("PORT", port) for one in OURS], cwd=book, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"127.0.0.1:{port}: Address already in use" in done.stderr
    assert "Serving" not in done.stdout


def test_a_first_mistake_in_the_configuration_ends_it(book: Path) -> None:
    (book / "mkdocs.yml").write_text("theme: readthedocs\n")
    done = subprocess.run([one.replace("PORT", str(free_port())) for one in OURS], cwd=book, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "mkdocs.yml" in done.stderr


@pytest.mark.parametrize(("command", "start"), [(OURS, ""), (MKDOCS, "book/")], ids=["minutebook", "mkdocs"])
def test_a_page_that_is_open_reloads_itself(book: Path, chromium: Any, command: tuple[str, ...], start: str) -> None:
    with serving(book, *command) as server:
        page = chromium.new_page()
        faults: list[str] = []
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.goto(server.address + start + "assemblies/town/minutes/2026-03-02/")
        file = book / "assemblies/town/minutes/2026-03-02.md"
        for word in ("Zebra", "Okapi"):
            kept = file.with_suffix(".new")
            kept.write_text(file.read_text() + f"\n\n{word} came.\n")
            kept.replace(file)  # as many editors save
            page.get_by_text(f"{word} came.").wait_for(timeout=60_000)
        assert not faults
        page.close()
