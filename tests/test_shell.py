"""The shell: the same pages from every command, published wholly or not at all."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from drawn import drawing, opened
from minutebook.publish import MANIFEST
from minutebook.shell.config import ConfigError
from minutebook.shell.site import BuildResult, build_site
from minutebook.writing import PublishError

DAY = date(2026, 6, 4)
RECORDS = {
    "north/assembly.md": "---\nname: North\nkind: commune\n---\n",
    "south/assembly.md": "---\nname: South\nkind: commune\n---\n",
    "council/assembly.md": "---\nname: Council\nkind: council\nmembers: [north, south]\n---\n",
    "council/proposals/water.md": "---\ntitle: Water <b>in common</b>\nto: council\nproposed: 2026-02-07\n---\nThe springs are free.\n",
    "north/minutes/2026-03-02.md": "---\npresent: 20\ndecisions:\n- on: council/water\n  outcome: adopted\n---\n# Minutes\n",
}
FAULTY = {"south/minutes/2026-03-03.md": "---\nattendance: [\n---\n# Minutes\n"}


def write(root: Path, records: dict[str, str]) -> None:
    for path, text in records.items():
        file = root / "assemblies" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, RECORDS)
    return tmp_path


@pytest.fixture
def configured(root: Path) -> Path:
    (root / "content" / "pictures").mkdir(parents=True)
    (root / "content" / "index.md").write_text("# Welcome\n\nSome words.\n")
    (root / "content" / "pictures" / "river.png").write_bytes(drawing())
    (root / "mkdocs.yml").write_text(
        "site_name: Book\nsite_url: https://book.example/\ndocs_dir: content\ntheme:\n  name: material\n"
        "plugins:\n- minutebook:\n    as_of: 2026-06-04\n"
    )
    return root


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def build(root: Path, out: Path | None = None, strict: bool = False) -> BuildResult:
    return build_site(root, out, DAY, strict, today=DAY)


def mkdocs(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("mkdocs")), *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_a_folder_with_nothing_but_assemblies_builds(root: Path) -> None:
    result = build(root)
    assert result.published
    assert result.out == root / "site"
    made = tree(root / "site")
    assert {"index.html", "404.html", "assemblies/north/index.html", "data/proposals.csv", MANIFEST} <= set(made)
    assert len(made) == result.files + 1
    assert sum(path.endswith(".html") and not path.endswith("embed.html") for path in made) == result.pages
    assert sorted(path.name for path in root.iterdir()) == ["assemblies", "site"]


def test_every_page_is_framed_and_loads_only_what_is_there(configured: Path) -> None:
    build(configured)
    made = tree(configured / "site")
    for path, content in made.items():
        if path.endswith("/index.html"):
            assert b'data-md-component="header"' in content, path
            assert b"%%mb-" not in content, path
            assert b"<b>in common</b>" not in content, path
    assert opened(made["pictures/river.png"]).size == (40, 30)


def test_mkdocs_build_gives_the_same_bytes(configured: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    ours = tmp_path_factory.mktemp("ours") / "site"
    theirs = tmp_path_factory.mktemp("theirs") / "site"
    build_site(configured, ours, today=date(2030, 1, 1))
    done = mkdocs(configured, "build", "--site-dir", str(theirs))
    assert done.returncode == 0, done.stderr
    assert tree(theirs) == tree(ours)


def test_mkdocs_build_can_be_repeated(configured: Path) -> None:
    for _ in range(2):
        done = mkdocs(configured, "build")
        assert done.returncode == 0, done.stderr
    assert (configured / "site" / MANIFEST).is_file()


def test_a_failing_mkdocs_build_leaves_the_old_site(configured: Path) -> None:
    build(configured)
    before = tree(configured / "site")
    write(configured, FAULTY)
    done = mkdocs(configured, "build", "--strict")
    assert done.returncode != 0
    assert "2026-03-03.md" in done.stderr
    assert tree(configured / "site") == before


def test_two_builds_give_the_same_bytes(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    there = tmp_path_factory.mktemp("other") / "deeper" / "site"
    build(root)
    build(root, there)
    assert tree(root / "site") == tree(there)


def test_a_faulty_record_is_set_aside_and_the_rest_published(root: Path) -> None:
    write(root, FAULTY)
    result = build(root)
    assert result.published
    assert [problem.span.file for problem in result.problems] == ["assemblies/south/minutes/2026-03-03.md"]


def test_a_strict_build_publishes_nothing_when_a_record_is_faulty(root: Path) -> None:
    build(root)
    before = tree(root / "site")
    write(root, FAULTY)
    result = build(root, strict=True)
    assert not result.published
    assert tree(root / "site") == before


def test_a_folder_without_assemblies_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        build(tmp_path)


def test_a_site_never_replaces_the_records(root: Path) -> None:
    with pytest.raises(PublishError):
        build(root, root)
    assert (root / "assemblies").is_dir()


def test_a_record_cannot_take_the_place_of_another(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from minutebook.pages import PageKind
    from minutebook.shell.workshop import Noted, Workshop

    def pages(shop: Workshop, kind: PageKind, folder: Path) -> Iterator[tuple[list[tuple[str, bytes]], Noted]]:
        for path in ("a/index.html", "A/index.html") if kind.kind == "home" else ():
            yield [(path, b"")], Noted("", "en", None, found=False, led_to=None)

    build(root)
    before = tree(root / "site")
    monkeypatch.setattr(Workshop, "pages", pages)
    with pytest.raises(PublishError, match="same address"):
        build(root)
    assert tree(root / "site") == before


def test_progress_is_told(root: Path) -> None:
    told: list[tuple[str, int]] = []
    result = build_site(root, today=DAY, progress=lambda doing, done: told.append((doing, done)))
    assert told[0] == ("reading records", 0)
    assert told[-2:] == [("writing pages", result.pages), ("indexing for the search", 0)]


def test_wrong_options_are_told_by_both(configured: Path) -> None:
    file = configured / "mkdocs.yml"
    file.write_text(file.read_text().replace("2026-06-04", "soon"))
    with pytest.raises(ConfigError, match="soon is not a date"):
        build(configured)
    done = mkdocs(configured, "build")
    assert done.returncode != 0
    assert "soon is not a date" in done.stderr


def test_the_wheel_holds_the_theme(tmp_path: Path) -> None:
    import zipfile

    top = Path(__file__).parents[1]
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=top, capture_output=True, check=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    themes = {f"minutebook/{path.relative_to(top).as_posix()}" for path in (top / "theme").rglob("*") if path.is_file()}
    assert themes
    assert themes <= names
    assert {"minutebook/cli.py", "minutebook/py.typed"} <= names
    assert not [name for name in names if "/tests/" in name or "__pycache__" in name]
