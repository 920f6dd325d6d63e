"""Pictures in records: from the repository alone, each published once, under an address that tells nothing; a note in place of all others."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import OpenWithin
from drawn import SVG, drawing, opened, photograph, png, saved
from minutebook.cli import cli
from minutebook.codes import severity_of
from minutebook.files import read_file, read_tree
from minutebook.illustrations import MAX_TOLD
from minutebook.load import load
from minutebook.pictures import Fault, Picture
from minutebook.problems import Problem, Severity
from minutebook.shell.pictures import Pictures
from minutebook.shell.site import BuildResult, build_site
from realminutes import REAL, real_minutes

DAY = date(2026, 6, 4)
FOLDER = "assemblies/north/minutes"
RECORD = f"{FOLDER}/2026-03-02.md"
CONFIG = """\
site_name: Book
site_url: https://book.example/
docs_dir: content
theme: {name: material}
plugins:
- minutebook:
    languages: [en, fr, ar]
"""
_IMG = re.compile(r"<img [^>]*>")

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def writing(path: str, data: str | bytes) -> Path:
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)
        return file

    writing("assemblies/north/assembly.md", "---\nname: North\nkind: commune\n---\n")
    writing("content/index.md", "# Book\n\nWords.\n")
    writing("mkdocs.yml", CONFIG)
    return writing


def shown(root: Path) -> tuple[dict[str, Picture], list[Problem]]:
    """The pictures of the one record, and the problems."""
    with Pictures(root) as pictures:
        found = load(read_tree(root), pictures.look)
    return dict(found.pictures.get("north/minutes/2026-03-02", {})), list(found.problems)


def build(root: Path, day: date = DAY) -> tuple[BuildResult, Path]:
    return build_site(root, root / "site", as_of=day, today=day), root / "site"


# ---------------------------------------------------------------------- which file is meant


@pytest.mark.parametrize(
    ("file", "written"),
    [
        ("plan.png", "plan.png"),
        ("plan.png", "./plan.png"),
        ("plan.png", f"/{FOLDER}/plan.png"),
        ("plan.png", "../minutes/plan.png"),
        ("2026/spring/plan.png", "2026/spring/plan.png"),
        ("../plan.png", "../plan.png"),
        ("../../south/plan.png", "../../south/plan.png"),
        ("../../south/plan.png", "/assemblies/south/plan.png"),
        ("the plan.png", "<the plan.png>"),
        ("the plan.png", "the%20plan.png"),
        ("مخطط القاعة.png", "<مخطط القاعة.png>"),
        ("مخطط.png", "مخطط.png"),
        ("cafe\u0301.png", "caf\u00e9.png"),
        ("caf\u00e9.png", "cafe\u0301.png"),
        ("plan#2.png", "plan#2.png"),
        ("plan#2.png", "plan%232.png"),
        ("what?.png", "what?.png"),
        ("plan.png", "plan.png?raw=true"),
        ("plan.png", "plan.png#top"),
        ("100%.png", "100%.png"),
        ("%2e%2e.png", "%252e%252e.png"),
        ("plan", "plan"),
        ("plan.docx", "plan.docx"),
        ("plan (2).png", "<plan (2).png>"),
    ],
)
def test_a_picture_is_named_as_people_name_it(write: Write, tmp_path: Path, file: str, written: str) -> None:
    write(f"{FOLDER}/{file}", drawing())
    write(RECORD, f"# Spring\n\n![The hall]({written})\n")
    found, problems = shown(tmp_path)
    assert [one[1:] for one in found.values()] == [(40, 30)]
    assert {one.code for one in problems} <= {"not-a-record"}


@pytest.mark.parametrize(
    "written",
    [
        "Plan.png", "plan.PNG", "2026/plan.png", "../../../outside.png", "/outside.png", "/../outside.png", "/etc/passwd", "../../../../etc/passwd",
        "%2e%2e/%2e%2e/%2e%2e/outside.png", "..%2f..%2f..%2foutside.png", "/assemblies/../outside.png", "/%2e%2e/outside.png",
        ".hidden.png", ".git/plan.png", "..\\..\\..\\outside.png", "%00plan.png", "plan.png%00", "2026-03-02.md", ".", "..", "/", "plan.png/", "?", "#",
    ],
)  # fmt: skip
def test_no_other_file_is_read(write: Write, tmp_path: Path, written: str) -> None:
    for file in ("outside.png", f"{FOLDER}/.hidden.png", f"{FOLDER}/.git/plan.png", f"{FOLDER}/plan.png"):
        write(file, drawing())
    write(RECORD, f"# Spring\n\n![The hall](<{written}>)\n")
    found, problems = shown(tmp_path)
    if written == "plan.png/":
        assert len(found) == 1
    else:
        assert (found, [one.code for one in problems]) == ({}, ["picture-missing"])


ELSEWHERE = (
    "https://x.example/a.png", "http://x.example/a.png", "//x.example/a.png", "HTTPS://x.example/a.png", "data:image/png;base64,AAAA",
    "data:image/svg+xml,<svg>", "ftp://x.example/a.png", "file:///etc/a.png", "mailto:a@x.example", "blob:x", "C:/plan.png", "javascript:x()",
)  # fmt: skip


@pytest.mark.parametrize("written", ELSEWHERE)
def test_nothing_is_shown_from_elsewhere(write: Write, tmp_path: Path, written: str) -> None:
    """An address that Markdown does not take for one is text, and nothing is told."""
    write(RECORD, f"# Spring\n\n![The hall](<{written}>)\n")
    found, problems = shown(tmp_path)
    no_address = written.startswith(("data:image/svg", "file:", "javascript:"))
    assert (found, [one.code for one in problems]) == ({}, [] if no_address else ["picture-elsewhere"])


def test_no_page_asks_another_host_for_a_picture(write: Write, tmp_path: Path) -> None:
    write(RECORD, "# Spring\n\n" + "\n\n".join(f"![The hall](<{one}>)\n\n[![The hall](<{one}>)](<{one}>)" for one in ELSEWHERE))
    _, site = build(tmp_path)
    html = (site / "assemblies/north/minutes/2026-03-02/index.html").read_text()
    assert "<img" not in html
    assert not re.search(r"""(?:src|srcset|poster|data)=["']?(?:https?:)?//x\.example""", html)
    assert not (site / "pictures").exists()


def test_links_are_not_followed(write: Write, tmp_path: Path) -> None:
    outside = write("outside.png", drawing())
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "link.png").symlink_to(outside)
    (tmp_path / FOLDER / "folder").symlink_to(tmp_path)
    (tmp_path / FOLDER / "here.png").symlink_to("plan.png")
    write(f"{FOLDER}/plan.png", drawing())
    write(RECORD, "# Spring\n\n![The hall](link.png) ![The hall](folder/outside.png) ![The hall](here.png)\n")
    found, problems = shown(tmp_path)
    assert found == {}
    assert [one.code for one in problems if one.span.file == RECORD] == ["picture-missing"] * 3
    assert read_file(tmp_path, f"{FOLDER}/link.png", 100) is None
    assert read_file(tmp_path, FOLDER, 100) is None
    assert read_file(tmp_path, "nothing", 100) is None
    assert read_file(tmp_path, "outside.png", 8) == drawing()[:8]
    assert read_file(tmp_path, "outside.png", 8, lambda told: told.st_size == 0) is None


def test_a_file_that_cannot_be_read_is_as_if_it_were_not_there(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_within: OpenWithin
) -> None:
    def broken(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    write("plan.png", drawing())
    with monkeypatch.context() as patched:
        patched.setattr(os, "fstat", broken)
        assert read_file(tmp_path, "plan.png", 8) is None
    for _ in range(3):
        assert read_file(tmp_path, ".", 8) is None
    assert not open_within(tmp_path)


# ---------------------------------------------------------------------- what is told


def test_every_problem_has_its_place_and_the_record_stands(write: Write, tmp_path: Path) -> None:
    write(f"{FOLDER}/hall.png", drawing())
    write(f"{FOLDER}/drawn.png", SVG)
    write(f"{FOLDER}/bomb.png", png(50_000, 50_000))
    write(f"{FOLDER}/broken.png", drawing()[:-20])
    write(
        RECORD,
        "---\npresent: 3\n---\n# Spring\n\nWords ![The hall](hall.png), ![](hall.png) and `![no](picture.png)`.\n\n"
        "- ![a](drawn.png)\n- ![b](bomb.png)\n\n> ![c](broken.png)\n\n| a | b |\n| - | - |\n| x | ![d](Hall.png) |\n\n![e][r]\n\n[r]: https://x.example/a.png\n",
    )
    found, problems = shown(tmp_path)
    assert list(found) == ["hall.png"]
    told = [(one.code, one.span.line, one.span.column, one.span.end_column) for one in problems]
    assert told == [
        ("picture-without-words", 6, 30, 43),
        ("picture-unreadable", 8, 3, 18),
        ("picture-too-large", 9, 3, 17),
        ("picture-unreadable", 11, 3, 19),
        ("picture-missing", 15, 7, 21),
        ("picture-elsewhere", 17, 1, 5),
    ]
    assert all(severity_of(one.code) is Severity.WARNING and one.record == "north/minutes/2026-03-02" for one in problems)
    assert {one.help for one in problems if one.code == "picture-missing"} == {"did you mean `hall.png`?"}
    assert set(load(read_tree(tmp_path)).minutes) == {"north/minutes/2026-03-02"}


@pytest.mark.parametrize("words", ["", " ", "image", "Alt text", "hall.png", "hall"])
def test_words_are_asked_for(write: Write, tmp_path: Path, words: str) -> None:
    write(f"{FOLDER}/hall.png", drawing())
    write(RECORD, f"# Spring\n\n![{words}](hall.png)\n")
    found, problems = shown(tmp_path)
    assert list(found) == ["hall.png"]
    assert [one.code for one in problems] == ["picture-without-words"]


def test_texts_beside_a_record_show_pictures_too(write: Write, tmp_path: Path) -> None:
    """Translations and later editions, with the line in their own file."""
    write("assemblies/north/proposals/a.png", drawing())
    write("assemblies/north/proposals/b.png", drawing(50, 20))
    write("assemblies/north/proposals/c.png", drawing(60, 20))
    head = "---\ntitle: Well\nto: north\nproposed: 2026-01-01\neditions: [{id: 2, date: 2026-02-01, text: well.2.md}]\n---\n"
    write("assemblies/north/proposals/well.md", f"{head}![One](a.png)\n")
    write("assemblies/north/proposals/well.2.md", "Words.\n\n![Two](b.png)\n\n![](b.png)\n")
    write("assemblies/north/proposals/well.fr.md", "---\ntitle: Puits\n---\n![Trois](c.png)\n\n![](c.png)\n")
    result, site = build(tmp_path)
    assert [(one.code, one.span.file.rsplit("/", 1)[1], one.span.line) for one in result.problems] == [
        ("picture-without-words", "well.2.md", 5),
        ("picture-without-words", "well.fr.md", 6),
    ]
    html = (site / "assemblies/north/proposals/well/index.html").read_text()
    assert {one for tag in _IMG.findall(html) for one in re.findall(r'alt="([^"]+)"', tag)} == {"One", "Two", "Trois"}
    assert len(list((site / "pictures").iterdir())) == 3


def test_of_each_text_the_first_problems_are_told(write: Write, tmp_path: Path) -> None:
    write(RECORD, "# Spring\n\n" + "![a](b.png)\n\n" * 500)
    assert len(shown(tmp_path)[1]) == MAX_TOLD


def test_without_anybody_to_look_nothing_is_shown_or_told(write: Write, tmp_path: Path) -> None:
    write(RECORD, "# Spring\n\n![a](b.png)\n")
    found = load(read_tree(tmp_path))
    assert (found.problems, found.pictures) == ((), {})


# ---------------------------------------------------------------------- what is published


def test_a_picture_is_published_once_and_tells_nothing(write: Write, tmp_path: Path) -> None:
    file = saved(photograph(2000, 1000), "JPEG", comment=b"Jeanne") + b"<script>alert(1)</script>"
    write(f"{FOLDER}/Jeanne at home.jpg", file)
    write(f"{FOLDER}/copy.jpg", file)
    write(f"{FOLDER}/nobody shows this.png", drawing())
    write(RECORD, "# Spring\n\n![The *hall* \"<b>\"](<Jeanne at home.jpg> 'Jeanne')\n\n![The hall](copy.jpg)\n")
    write(f"{FOLDER}/2026-04-02.md", "# April\n\n![The hall](copy.jpg)\n")
    write(f"{FOLDER}/2026-08-02.md", "# Later\n\n![Later](<nobody shows this.png>)\n")
    result, site = build(tmp_path)
    assert result.problems == ()
    (published,) = (site / "pictures").iterdir()
    assert re.fullmatch(r"[0-9a-f]{32}\.jpg", published.name)
    assert b"Jeanne" not in published.read_bytes()
    assert b"script" not in published.read_bytes()
    assert opened(published.read_bytes()).size == (1600, 800)
    for language, up in (("", "../../../../"), ("fr/", "../../../../../"), ("ar/", "../../../../../")):
        html = (site / f"{language}assemblies/north/minutes/2026-03-02/index.html").read_text()
        assert _IMG.findall(html) == [
            f'<img src="{up}pictures/{published.name}" alt="{words}" width="1600" height="800" loading="lazy" decoding="async">'
            for words in ("The hall &quot;&lt;b&gt;&quot;", "The hall")
        ]
    assert not [path for path in site.rglob("*") if path.is_file() and b"Jeanne" in path.read_bytes()]
    assert len(list((build(tmp_path, date(2026, 9, 1))[1] / "pictures").iterdir())) == 2


def test_two_builds_give_the_same_pictures(write: Write, tmp_path: Path) -> None:
    write(f"{FOLDER}/hall.jpg", saved(photograph(), "JPEG"))
    write(RECORD, "# Spring\n\n![The hall](hall.jpg)\n")
    first = {path.name: path.read_bytes() for path in (build(tmp_path)[1] / "pictures").iterdir()}
    assert first == {path.name: path.read_bytes() for path in (build(tmp_path)[1] / "pictures").iterdir()}


def test_what_is_kept_until_the_site_is_written_may_be_on_the_disk(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minutebook.shell.pictures._IN_MEMORY", 1)
    for number in range(3):
        write(f"{FOLDER}/{number}.png", drawing(40 + number, 30))
    write(RECORD, "# Spring\n\n![a](0.png) ![b](1.png) ![c](2.png)\n")
    _, site = build(tmp_path)
    assert {opened(path.read_bytes()).size for path in (site / "pictures").iterdir()} == {(40, 30), (41, 30), (42, 30)}


def test_a_file_is_read_only_when_a_record_shows_it(write: Write, tmp_path: Path) -> None:
    write(f"{FOLDER}/hall.png", drawing())
    write(f"{FOLDER}/other.png", drawing())
    write(RECORD, "# Spring\n\n![The hall](hall.png) ![The hall again](./hall.png)\n")
    looked: list[str] = []

    def look(file: str) -> Picture | Fault:
        looked.append(file)
        return Picture("pictures/x.png", 1, 1)

    load(read_tree(tmp_path), look)
    assert set(looked) == {f"{FOLDER}/hall.png"}


def test_pictures_around_the_records_keep_their_addresses(write: Write, tmp_path: Path) -> None:
    write("content/guide/river.png", drawing() + b"Jeanne")
    write("content/guide/river.JPG", saved(photograph(), "JPEG", comment=b"Jeanne"))
    write("content/guide/really.png", saved(photograph(), "JPEG", comment=b"Jeanne"))
    write("content/guide/drawn.png", SVG)
    write("content/guide/table.csv", b"a,b\n")
    write(
        "content/guide/a.md",
        "# A\n\n![River](river.png) ![Sea](/guide/really.png) ![Drawn](drawn.png) ![Out](../../mkdocs.yml) ![T](table.csv)\n",
    )
    write("content/guide/a.fr.md", "# A\n\n![Rivière](river.png)\n")
    result, site = build(tmp_path)
    assert [(one.code, one.span.file) for one in result.problems] == [("picture-unreadable", "content/guide/drawn.png")]
    assert not (site / "guide/drawn.png").exists()
    assert (site / "guide/table.csv").read_bytes() == b"a,b\n"
    for name, kind in (("river.png", "PNG"), ("river.JPG", "JPEG"), ("really.png", "PNG")):
        data = (site / "guide" / name).read_bytes()
        assert opened(data).format == kind
        assert b"Jeanne" not in data
    html = (site / "guide/a/index.html").read_text()
    assert re.findall(r'<img src="([^"]*)" alt="(\w+)" width="(\d+)" height="(\d+)"', html) == [
        ("../river.png", "River", "40", "30"),
        ("../really.png", "Sea", "400", "300"),
    ]
    assert re.findall(r'mb-picture">([^<]*)<', html) == ["Image: Drawn", "Image: Out", "Image: T"]
    assert '<img src="../../../guide/river.png" alt="Rivière"' in (site / "fr/guide/a/index.html").read_text()
    told = CliRunner().invoke(cli, ["check", "--root", str(tmp_path)])
    assert told.exit_code == 0
    assert "warning[picture-unreadable]: the file is neither PNG" in told.output
    assert "content/guide/drawn.png:1:1" in told.output


@pytest.mark.skipif(not REAL.is_dir(), reason="the real minutes are not beside this repository")
def test_real_minutes_are_records_with_their_pictures(tmp_path: Path) -> None:
    files = real_minutes()
    with Pictures(tmp_path) as pictures:
        found = load(files, pictures.look)
    assert len(found.minutes) == len(files) - 1
    codes = [one.code for one in found.problems if one.code.startswith("picture-")]
    assert set(codes) <= {"picture-missing", "picture-elsewhere"}
    assert codes
