"""New records: valid where they are written, explained line by line, and never in place of another."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from minutebook.checks.texts import PLACEHOLDERS
from minutebook.cli import cli
from minutebook.codes import severity_of
from minutebook.commands.drafting import hidden, slug, value
from minutebook.commands.drafts import DELEGATE, TITLE
from minutebook.document import read_document
from minutebook.files import read_tree
from minutebook.load import load
from minutebook.nodes import Mapping, Scalar
from minutebook.problems import Severity
from minutebook.records import KINDS
from minutebook.structure import fields_of
from minutebook.yamltext import read_yaml

_FIELD = re.compile(r"[a-z_]+:(\s|$)")
KINDS_NEW = [word for word in KINDS if word != "assembly"]


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, ["new", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A council with two communes, one proposal, one meeting that is called, one mandate."""
    monkeypatch.chdir(tmp_path)
    for arguments in (("north",), ("L'Île du Milieu",), ("valley", "--kind", "council")):
        assert run("assembly", *arguments).exit_code == 0
    council = tmp_path / "assemblies/valley/assembly.md"
    council.write_text(council.read_text().replace("kind: council", "kind: council\nmembers: [north, lile-du-milieu]"))
    assert run("proposal", "north", "--title", "Water: whose?", "--date", "2026-02-01").exit_code == 0
    assert run("notice", "valley", "--date", "2026-04-18").exit_code == 0
    assert run("mandate", "north", "--date", "2026-04-01", "--delegate", "Zîn D.", "--delegate", "Ada B.").exit_code == 0
    return tmp_path


def problems(root: Path) -> list[str]:
    return [f"{one.span.file}:{one.span.line} {one.code} {one.message}" for one in load(read_tree(root)).problems]


def front(path: Path) -> Mapping:
    node = read_document(path.name, path.read_bytes()).front
    assert node is not None
    return node


def field(path: Path, key: str) -> str:
    node = front(path).get(key)
    assert isinstance(node, Scalar)
    return node.text


def commented_in(text: str) -> str:
    """The record with the sign removed from every field that is offered."""
    lines, inside = [], False
    for line in text.splitlines():
        bare = line.removeprefix("#")
        inside = line.startswith("#") and ((inside and bare.startswith("  ")) or bool(_FIELD.match(bare)))
        lines.append(bare if inside else line)
    return "\n".join(lines) + "\n"


def test_all_that_was_written_passes_a_check(root: Path) -> None:
    assert problems(root) == []


@pytest.mark.parametrize("kind", KINDS_NEW)
@pytest.mark.parametrize("assembly", ["north", "valley"])
def test_every_kind_is_valid_as_it_stands(root: Path, kind: str, assembly: str) -> None:
    if assembly == "valley" and kind in ("mandate", "report"):
        result = run(kind, assembly, "--date", "2026-05-01")
        assert result.exit_code == 2
        said = {"mandate": "valley is a member of no council", "report": "valley has given no mandate"}
        assert said[kind] in " ".join(result.output.split())
        return
    result = run(kind, assembly, "--date", "2026-05-01")
    assert result.exit_code == 0, result.output
    path = root / result.output.splitlines()[0]
    assert path.is_file()
    assert front(path).entries
    left = {"mandate": ["placeholder-left"], "proposal": ["placeholder-left"]}.get(kind, [])
    assert [one.split()[1] for one in problems(root)] == left
    assert result.output.count("\n") == (2 if left else 1) + ("Under `for`" in result.output)


def test_what_a_draft_leaves_to_be_replaced_is_known_to_the_check() -> None:
    assert {DELEGATE, TITLE} <= PLACEHOLDERS


@pytest.mark.parametrize("kind", KINDS)
def test_every_comment_has_lines_of_its_own_and_every_field_is_known(root: Path, kind: str) -> None:
    arguments = ("East",) if kind == "assembly" else ("north", "--date", "2026-05-01")
    path = root / run(kind, *arguments).output.splitlines()[0]
    text = path.read_text(encoding="utf-8")
    known = {one.key: one for one in fields_of(KINDS[kind].cls)}
    assert {key.text for key, _ in front(path).entries} <= set(known)
    head = text.split("---\n")[1]
    for line in head.splitlines():
        assert not line or line.startswith("#") or " #" not in line
    assert all(len(line) <= 100 or line.startswith("#") for line in head.splitlines())
    for key, one in known.items():
        if one.required:
            assert f"\n{key}: " in head


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("assembly", ["north", "valley"])
def test_the_fields_offered_are_yaml_that_the_record_takes(root: Path, kind: str, assembly: str) -> None:
    """With the sign # removed everywhere, nothing is wrong but references to records that are not there."""
    if assembly == "valley" and kind in ("mandate", "report"):
        assembly = "north"
    more = ("East", "--kind", "council") if kind == "assembly" else (assembly, "--date", "2026-05-01")
    path = root / run(kind, *more).output.splitlines()[0]
    path.write_text(commented_in(path.read_text(encoding="utf-8")), encoding="utf-8")
    found = [one for one in load(read_tree(root)).problems if one.span.file == path.relative_to(root).as_posix()]
    wrong = [f"{one.span.line} {one.code} {one.message}" for one in found if severity_of(one.code) is Severity.ERROR]
    allowed = ("unknown-reference", "mandates-contradict", "not-a-member")
    assert not [one for one in wrong if one.split()[1] not in allowed], path.read_text()


def test_a_file_that_is_there_is_never_touched(root: Path) -> None:
    path = root / run("minutes", "north", "--date", "2026-05-01").output.strip()
    path.write_text("# Ours\n")
    result = run("minutes", "north", "--date", "2026-05-01")
    assert result.exit_code == 1
    assert "is there already and was not touched" in result.output
    assert path.read_text() == "# Ours\n"
    assert run("minutes", "north", "--date", "2026-05-01", "--slug", "evening", "--starts", "18:30").exit_code == 0
    assert field(root / "assemblies/north/minutes/2026-05-01-evening.md", "starts") == "18:30"


def test_minutes_are_a_draft_with_the_proposals_that_wait(root: Path) -> None:
    path = root / run("minutes", "lile-du-milieu", "--date", "2026-03-01").output.strip()
    text = path.read_text(encoding="utf-8")
    assert field(path, "draft") == "true"
    assert "Waiting for a decision here: north/water-whose" in text
    assert "# Sunday 1 March 2026" in text
    assert not load(read_tree(root)).minutes["lile-du-milieu/minutes/2026-03-01"].decisions


def test_the_heading_is_in_the_assembly_s_language(root: Path) -> None:
    place = root / "assemblies/lile-du-milieu/assembly.md"
    place.write_text(place.read_text(encoding="utf-8").replace("kind: commune", "kind: commune\nlanguage: fr"), encoding="utf-8")
    path = root / run("minutes", "lile-du-milieu", "--date", "2026-03-01").output.strip()
    assert "# Dimanche 1er mars 2026" in path.read_text(encoding="utf-8")


def test_a_mandate_is_for_the_next_meeting_of_the_only_council(root: Path) -> None:
    path = root / "assemblies/north/mandates/2026-04-01.md"
    assert field(path, "to") == "valley"
    assert field(path, "for") == "valley/notices/2026-04-18"
    assert "delegates: ['Zîn D.', 'Ada B.']" in path.read_text() or "delegates: [Zîn D., Ada B.]" in path.read_text()
    assert "#  - on: water-whose" in path.read_text()
    later = run("mandate", "lile-du-milieu", "--date", "2026-05-01")
    assert "Now replace what stands under `delegates`" in later.output
    text = (root / later.output.splitlines()[0]).read_text()
    assert "for: {from: 2026-05-01, until: 2026-05-01}" in text
    assert "Under `for`: no meeting of valley is called from 2026-05-01 on, so this says that day alone" in later.output
    assert "No meeting of valley is called from 2026-05-01 on" in " ".join(text.split("\nfor:")[0].replace("\n# ", " ").split())
    called = run("mandate", "lile-du-milieu", "--date", "2026-04-02")
    assert "Under `for`" not in called.output
    assert "No meeting" not in (root / called.output.splitlines()[0]).read_text()


def test_a_report_is_on_the_latest_mandate(root: Path) -> None:
    path = root / run("report", "north", "--date", "2026-04-20").output.strip()
    assert field(path, "mandate") == "2026-04-01"
    assert "Zîn D." in path.read_text(encoding="utf-8")


def test_who_proposes_is_offered_no_rule_but_the_council_is(root: Path) -> None:
    mine = root / "assemblies/north/proposals/water-whose.md"
    assert field(mine, "title") == "Water: whose?"
    assert field(mine, "to") == "valley"
    assert "#requires:" not in mine.read_text()
    theirs = root / run("proposal", "valley", "--title", "Charter").output.strip()
    assert "#requires:" in theirs.read_text()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("minutes",), 2, "Which assembly? Name it by its id: lile-du-milieu, north, valley"),
        (("minutes", "nroth"), 2, "There is no assembly 'nroth'; did you mean 'north'?"),
        (("minutes", "north", "--date", "1 May"), 2, "'1 May' is not a date like 2026-06-30"),
        (("minutes", "north", "--date", "9999-12-31"), 2, "9999-12-31 is too far away: the last year that can be reckoned is 9000"),
        (("minutes", "north", "--slug", "a" * 300), 2, "a name of 300 letters is too long for a file; 200 at most"),
        (("assembly", "x", "--root", "a" * 300), 2, "There is no folder"),
        (("assembly", "../../x"), 2, "'../../x' is a path; name the assembly alone"),
        (("assembly", "assemblies/x"), 2, "is a path"),
        (("assembly", "/x"), 2, "is a path"),
        (("assembly", "x/"), 2, "is a path"),
        (("assembly", "x", "--members", "north"), 2, "Only a council has members that are assemblies; add --kind council"),
        (("assembly", "x", "--kind", "council", "--members", "north,nroth"), 1, "no record `nroth`; did you mean `north`?"),
        (("minutes", "north", "--slug", "Été"), 2, "lower-case letters a-z"),
        (("minutes", "north", "--starts", "7pm"), 2, "'7pm' is not a time like 18:30"),
        (("mandate", "north", "--to", "lile-du-milieu", "--slug", "x"), 1, "is a commune; name the council"),
        (("mandate", "north", "--for", "valley/nothing", "--slug", "x"), 1, "error[unknown-reference]: no record `valley/nothing`"),
        (("report", "north", "--mandate", "nothing"), 1, "was not written, because it would not be valid"),
        (("report", "lile-du-milieu"), 2, "minutebook new mandate lile-du-milieu"),
        (("assembly", "العربية"), 2, "give one with --slug"),
        (("assembly", " "), 2, "An assembly needs a name"),
        (("assembly", "north"), 1, "is there already"),
        (("assembly", "x", "--root", "nowhere"), 2, "There is no folder nowhere"),
        (("poem", "north"), 2, "No such command 'poem'"),
    ],
)
def test_what_cannot_be_written_is_said_and_not_written(root: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    before = sorted(path for path in root.rglob("*"))
    result = run(*arguments)
    assert result.exit_code == code, result.output
    assert said in " ".join(result.output.split())
    assert sorted(path for path in root.rglob("*")) == before


def test_in_an_assembly_s_folder_its_id_may_be_left_out(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "assemblies" / "north")
    assert run("minutes", "--date", "2026-05-01").output == "minutes/2026-05-01.md\n"
    assert (root / "assemblies/north/minutes/2026-05-01.md").is_file()


def test_an_only_assembly_need_not_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("assembly", "الحيّ", "--slug", "quarter").output == "assemblies/quarter/assembly.md\n"
    assert field(tmp_path / "assemblies/quarter/assembly.md", "name") == "الحيّ"
    assert run("minutes").output == f"assemblies/quarter/minutes/{date.today()}.md\n"
    assert problems(tmp_path) == []


def test_a_council_is_begun_with_its_members(root: Path) -> None:
    result = run("assembly", "council", "--kind", "council", "--members", "north,lile-du-milieu")
    assert result.output == "assemblies/council/assembly.md\n"
    council = load(read_tree(root)).assemblies["council"]
    assert (council.kind, [one.assembly.target for one in council.members]) == ("council", ["north", "lile-du-milieu"])
    assert problems(root) == []
    assert run("assembly", "two", "--kind", "council", "--members", "north", "--members", "lile-du-milieu").exit_code == 0
    assert "A council has only the members that are listed" in run("assembly", "three", "--kind", "council").output


def test_a_name_with_a_stroke_is_no_path(tmp_path: Path) -> None:
    assert run("assembly", "Biel/Bienne", "--root", str(tmp_path)).exit_code == 0
    assert field(tmp_path / "assemblies/biel-bienne/assembly.md", "name") == "Biel/Bienne"


def test_a_first_assembly_in_another_folder(tmp_path: Path) -> None:
    assert run("assembly", "Old Town", "--root", str(tmp_path)).exit_code == 0
    assert field(tmp_path / "assemblies/old-town/assembly.md", "name") == "Old Town"


@pytest.mark.parametrize(
    "text", ["a", "Zîn D.", "Water: whose?", "it's", "true", "#1", "- x", "a, b", "[x]", "'q'", "2026", "a #b", "@a", "é!", "ok:", "x "]
)
def test_a_text_is_written_so_that_it_is_read_back(text: str) -> None:
    for written in (f"title: {value(text)}", f"titles: [{value(text)}, other]"):
        node, found = read_yaml(written, "x")
        assert not found, written
        assert isinstance(node, Mapping)
        one = node.entries[0][1]
        assert (one if isinstance(one, Scalar) else one.items[0]).text == text  # type: ignore[union-attr]


def test_names_become_ids() -> None:
    assert [slug(name) for name in ("L'Île-aux-Moines", "Gundê Nû", "Straße 7", "الحي", " -- ")] == [
        "lile-aux-moines", "gunde-nu", "strasse-7", "", "",
    ]  # fmt: skip


def test_what_is_hidden_stays_hidden() -> None:
    assert hidden("a --> b").count("-->") == 1
