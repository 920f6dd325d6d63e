"""Withholding a name: `minutebook withhold` replaces it everywhere the site would show it, in one commit, with a public note."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from minutebook.cli import cli
from minutebook.shell.site import build_site
from minutebook.withholding import withhold

RECORDS = {
    "north/assembly.md": "---\nname: North\nkind: commune\nlanguage: fr\n---\n",
    "council/assembly.md": "---\nname: Council\nkind: council\nmembers: [north]\n---\n",
    "council/minutes/2026-05-02.md": "---\ndelegations:\n- {assembly: north, delegates: [Zîn Aldar, Bo Lind], mandate: north/2026-05-02}\n---\n"
    "# Minutes\n\nZin Aldar (sic) came late. ZÎN\nALDAR spoke for **Zi\u0302n Aldar**'s commune; Aldar alone and the Aldars did not.\n",
    "north/minutes/2026-04-02.md": "---\npresent: 20\nfacilitators: ['Zîn Aldar']\n---\n# Compte rendu\n\nBo Lind a parlé.\n",
    "north/mandates/2026-05-02.md": "---\ndelegates: [Zîn Aldar, Bo Lind]\nto: council\nfor: council/2026-05-02\ninstructions:\n"
    "- {topic: water, say: Free water}\n---\n",
}
CONFIG = "site_name: Book\nsite_url: https://book.example/\ndocs_dir: content\ntheme: {name: material}\nplugins: [minutebook]\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in RECORDS.items():
        file = tmp_path / "assemblies" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "index.md").write_text("# Home\n\nAsk Zîn Aldar.\n")
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    return tmp_path


def git(root: Path, *words: str) -> str:
    who = {"GIT_AUTHOR_NAME": "S", "GIT_AUTHOR_EMAIL": "s@x", "GIT_COMMITTER_NAME": "S", "GIT_COMMITTER_EMAIL": "s@x"}
    done = subprocess.run(["git", "-C", root, *words], capture_output=True, text=True, check=True, env=os.environ | who)
    return done.stdout


@pytest.fixture
def committed(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"):
        monkeypatch.setenv(name, "Secretary")
    for name in ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"):
        monkeypatch.setenv(name, "secretary@book.example")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Records")
    return root


def run(root: Path, *words: str, answer: str = "") -> Result:
    return CliRunner().invoke(cli, ["withhold", *words, "--root", str(root)], input=answer)


def texts(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_text()
        for folder in ("assemblies", "content")
        for path in (root / folder).rglob("*.md")
    }


def _opened(site: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a site, with what is packed in it."""
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        if not file.is_file():
            continue
        data = file.read_bytes()
        yield path, gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
        if file.suffix == ".zip":
            with ZipFile(file) as packed:
                yield from ((f"{path}/{name}", packed.read(name)) for name in packed.namelist())


def test_nothing_served_holds_the_name(committed: Path) -> None:
    names = ("Zîn Aldar", "Zin Aldar", "Aldar", "Aldars")
    build_site(committed, committed / "before", today=date(2026, 6, 4))
    result = run(committed, *names, "--yes", "--why", "Asked for")
    assert result.exit_code == 0, result.output
    build_site(committed, committed / "after", today=date(2026, 6, 4))

    def served(site: str) -> list[str]:
        return [path for path, data in _opened(committed / site) if b"ldar" in data.lower() or "aldar" in path.lower()]

    before = served("before")
    assert len(before) > 10
    assert "data/minutebook.zip/minutebook/mandates.csv" in before
    assert any(path.startswith("pagefind/") for path in before)
    assert served("after") == []
    assert "name withheld 1" in (committed / "after/assemblies/council/minutes/2026-05-02/index.html").read_text()
    note = (committed / "after/about/withheld/index.html").read_text()
    assert "in 4 files" in note
    assert "Asked for" in note
    assert 'href="../about/withheld/"' in (committed / "after/changes/index.html").read_text()


def test_it_is_one_commit_of_these_files_alone(committed: Path) -> None:
    (committed / "assemblies/north/minutes/2026-06-02.md").write_text("---\npresent: 3\n---\n# Not yet\n")
    (committed / "other.txt").write_text("staged")
    git(committed, "add", "other.txt")
    assert run(committed, "Zîn Aldar", "--yes").exit_code == 0
    assert git(committed, "rev-list", "--count", "HEAD").strip() == "2"
    assert git(committed, "show", "--name-only", "--format=%s", "HEAD").split() == [
        *(["Withhold", "a", "name", "(1)", "in", "4", "files"]),
        "assemblies/council/minutes/2026-05-02.md",
        "assemblies/north/mandates/2026-05-02.md",
        "assemblies/north/minutes/2026-04-02.md",
        "content/about/withheld.md",
        "content/index.md",
    ]
    assert git(committed, "status", "--porcelain").split() == ["A", "other.txt", "??", "assemblies/north/minutes/2026-06-02.md"]


def test_words_are_in_the_language_of_the_book_and_nothing_else_changes(root: Path) -> None:
    before = texts(root)
    assert run(root, "Zîn Aldar", "--yes", "--no-commit").exit_code == 0
    after = texts(root)
    assert after.pop("content/about/withheld.md")
    assert after["assemblies/north/minutes/2026-04-02.md"] == before["assemblies/north/minutes/2026-04-02.md"].replace(
        "Zîn Aldar", "name withheld 1"
    )
    council = "assemblies/council/minutes/2026-05-02.md"
    assert after[council] == before[council].replace("ZÎN\nALDAR", "name withheld 1").replace("Zîn Aldar", "name withheld 1").replace(
        "Zi\u0302n Aldar", "name withheld 1"
    )
    assert {path for path in before if before[path] != after[path]} == {
        council, "assemblies/north/minutes/2026-04-02.md", "assemblies/north/mandates/2026-05-02.md", "content/index.md",
    }  # fmt: skip


def test_the_next_person_has_another_number_and_the_note_keeps_both(root: Path) -> None:
    assert run(root, "Zîn Aldar", "--yes").exit_code == 0
    assert run(root, "Bo Lind", "--yes").exit_code == 0
    assert "delegates: [name withheld 1, name withheld 2]" in texts(root)["assemblies/north/mandates/2026-05-02.md"]
    assert "name withheld 2 a parlé" in texts(root)["assemblies/north/minutes/2026-04-02.md"]
    entries = [line for line in texts(root)["content/about/withheld.md"].splitlines() if line.startswith("- ")]
    assert [entry.split("“")[1].split("”")[0] for entry in entries] == ["name withheld 1", "name withheld 2"]
    assert "Lind" not in "".join(entries)


def test_what_resembles_the_name_is_left_and_told(root: Path) -> None:
    result = run(root, "Zîn Aldar", "--yes")
    assert "assemblies/council/minutes/2026-05-02.md:" in result.output.partition("What may still tell the name")[2]
    assert "the Aldars did not" in texts(root)["assemblies/council/minutes/2026-05-02.md"]


def test_a_file_s_own_name_is_told() -> None:
    found = withhold({"assemblies/a/mandates/zin-aldar-2026.md": b"Z\xc3\xaen Aldar"}, ("Zîn Aldar",), "en")
    assert [(one.file, one.line) for one in found.left] == [("assemblies/a/mandates/zin-aldar-2026.md", 0)]


@pytest.mark.parametrize(
    ("words", "answer", "says"),
    [
        (("Nobody Here", "--yes"), "", "Nobody Here stands nowhere"),
        (("..", "--yes"), "", "Which name?"),
        (("Zîn Aldar",), "n\n", "Aborted"),
        (("council", "--yes"), "", "would then have errors"),
    ],
)
def test_it_changes_nothing(words: tuple[str, ...], answer: str, says: str, committed: Path) -> None:
    before = texts(committed)
    result = run(committed, *words, answer=answer)
    assert result.exit_code != 0
    assert says in result.output
    assert texts(committed) == before
    assert git(committed, "status", "--porcelain") == ""


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("name", "written", "becomes"),
    [
        ("Anne Roux", "_Anne Roux_ spoke", "_#_ spoke"),
        ("Anne Roux", "> Anne\n> Roux spoke", "> # spoke"),
        ("Anne Roux", "An\u00adne Ro\u200bux", "#"),
        ("O'Brien", "O\u2019Brien, 'O''Brien', O'Brien", "#, '#', #"),
        ("أحمد علي", "قال وأحمد علي", "قال و#"),
        ("王芳", "王芳说", "#说"),
        ("Anne", "Anne-Marie, Marie-Anne and Annemarie; Anne", "Anne-Marie, Marie-Anne and Annemarie; #"),
        ("Anne", "![Anne at the door](Anne.png) [x](anne.md) https://x.example/Anne/", "![# at the door](Anne.png) [x](anne.md) https://x.example/Anne/"),
        ("Anne Roux", "Present: Anne\n\nRoux opened", None),
    ],
)  # fmt: skip
def test_a_name_is_found_where_it_stands_by_itself(name: str, written: str, becomes: str | None) -> None:
    found = withhold({"assemblies/a/minutes/x.md": written.encode()}, (name,), "en")
    if becomes is None:
        assert not found.files
    else:
        assert found.files["assemblies/a/minutes/x.md"].decode() == becomes.replace("#", "name withheld 1")


@pytest.mark.parametrize(
    "written",
    [
        '"Ren\\u00e9 Aldar"',
        '"Ren\\xe9"',
        "Ren&eacute;",
        "*Ren*é",
        "Ren\\é",
        "https://x.example/Ren%C3%A9/",
        "RENE",
        "Renés",
        "![x](rene.png)",
    ],
)
def test_what_the_name_may_hide_in_is_told(written: str) -> None:
    found = withhold({"assemblies/a/minutes/x.md": f"{'word ' * 99}{written}\n".encode()}, ("René",), "en")
    assert not found.files
    ((one),) = found.left
    assert one.line == 1
    assert written.split()[0] in one.text
    assert len(one.text) < 110


def test_what_is_served_besides_is_told(root: Path) -> None:
    put(root, "mkdocs.yml", CONFIG + "copyright: Kept by Zîn Aldar\n")
    put(root, "content/list.csv", "who\nZîn Aldar\n")
    put(root, "assemblies/north/Aldar.txt", "x")
    told = run(root, "Zîn Aldar", "--yes").output
    assert "mkdocs.yml:6: copyright: Kept by Zîn Aldar" in told
    assert "content/list.csv:2: Zîn Aldar" in told
    assert "  assemblies/north/Aldar.txt\n" in told
    assert "The site shows the name until it is built again." in told


@pytest.mark.parametrize("why", ["Zîn Aldar asked", "zin aldar asked", "for Aldar"])
def test_the_reason_does_not_tell_the_name(root: Path, why: str) -> None:
    before = texts(root)
    result = run(root, "Zîn Aldar", "--yes", "--why", why)
    assert "the reason tells the name" in result.output
    assert texts(root) == before


def test_numbers_in_guides_are_nobody_s(root: Path) -> None:
    put(root, "content/guide/x.md", "Then “name withheld 7” stands there, or name withheld " + "9" * 5000 + ".\n")
    assert run(root, "Zîn Aldar", "--yes").exit_code == 0
    assert "name withheld 1" in texts(root)["assemblies/north/mandates/2026-05-02.md"]


def test_what_changes_while_the_question_stands_is_not_lost(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = "assemblies/north/minutes/2026-04-02.md"

    def answer(*_: object, **__: object) -> bool:
        put(committed, file, texts(committed)[file] + "\nPulled.\n")
        git(committed, "commit", "--quiet", "--all", "--message", "Pulled")
        return True

    monkeypatch.setattr("minutebook.commands.withhold.click.confirm", answer)
    result = run(committed, "Zîn Aldar")
    assert f"run it again:\n  {file}" in result.output
    assert texts(committed)[file].endswith("Bo Lind a parlé.\n\nPulled.\n")
    assert "name withheld" not in "".join(texts(committed).values())


def test_nobody_breaks_in(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal that comes while files change is passed over: all is done, and said."""
    real, before = os.replace, signal.getsignal(signal.SIGINT)

    def replace(source: Path, target: Path) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        real(source, target)

    monkeypatch.setattr("minutebook.commands.committing.os.replace", replace)
    result = run(committed, "Zîn Aldar", "--yes")
    assert "The name was replaced in 4 files." in result.output
    assert signal.getsignal(signal.SIGINT) is before
    assert git(committed, "rev-list", "--count", "HEAD").strip() == "2"
    assert git(committed, "status", "--porcelain") == ""


def test_without_a_commit_nothing_is_changed(committed: Path) -> None:
    put(committed, ".git/hooks/pre-commit", "#!/bin/sh\necho not today >&2\nexit 1\n")
    (committed / ".git/hooks/pre-commit").chmod(0o755)
    before = texts(committed)
    result = run(committed, "Zîn Aldar", "--yes")
    assert "git did not commit, and nothing was changed:\n  not today" in result.output
    assert texts(committed) == before
    assert git(committed, "status", "--porcelain") == ""


def test_git_must_know_who_and_where(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(committed, "checkout", "--quiet", "--detach")
    assert "git is at no branch" in run(committed, "Zîn Aldar", "--yes").output
    git(committed, "checkout", "--quiet", "-b", "other")
    for name in ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    git(committed, "config", "user.useConfigOnly", "true")
    assert "git does not know who you are" in run(committed, "Zîn Aldar", "--yes").output
    assert git(committed, "status", "--porcelain") == ""


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "cp1252"])
def test_a_text_that_is_not_utf_8_is_left_and_told(root: Path, encoding: str) -> None:
    file = "assemblies/north/minutes/2026-05-11.md"
    data = "# Séance\n\nMaria Kowalska en parla.\n".encode(encoding)
    (root / file).write_bytes(data)
    told = run(root, "Maria Kowalska", "--yes")
    assert f"{file}:3: Maria Kowalska en parla." in told.output + told.stderr
    assert (root / file).read_bytes() == data


def test_a_note_that_cannot_be_read_is_not_overwritten(root: Path) -> None:
    (root / "content/about").mkdir()
    (root / "content/about/withheld.md").write_bytes(b"\xff")
    assert "is not UTF-8" in run(root, "Zîn Aldar", "--yes").output
    assert (root / "content/about/withheld.md").read_bytes() == b"\xff"


def test_what_is_not_committed_yet_is_not_swept_along(committed: Path) -> None:
    file = committed / "assemblies/north/minutes/2026-04-02.md"
    file.write_text(file.read_text() + "\nMore.\n")
    before = texts(committed)
    result = run(committed, "Zîn Aldar", "--yes")
    assert result.exit_code == 1
    assert "not committed yet" in result.output
    assert texts(committed) == before


def test_a_full_disk_leaves_all_as_it_was(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = texts(root)
    calls = []

    def replace(source: object, target: object) -> None:
        calls.append(target)
        if len(calls) == 3:
            raise OSError(28, "No space left on device", str(target))
        os.rename(source, target)  # type: ignore[arg-type]

    monkeypatch.setattr("minutebook.commands.committing.os.replace", replace)
    result = run(root, "Zîn Aldar", "--yes")
    assert "No space left on device; nothing was changed" in result.output
    assert texts(root) == before
