"""The command line: what each command says, and its exit codes."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path
from textwrap import dedent
from time import sleep

import pytest
from click.testing import CliRunner, Result

from minutebook import __version__
from minutebook.cli import Commands, cli, main
from minutebook.codes import CODES
from minutebook.commands import COMMANDS, faults, progress

ROOT = Path(__file__).parents[1]
DAY = "2026-05-01"

VALLEY = {
    "valley/assembly.md": """
        ---
        name: Valley Council
        kind: council
        members: [north, south, west]
        rules: {ratification: {requires: two-thirds, deadline_days: 120}}
        ---
        """,
    "north/assembly.md": """
        ---
        name: North
        kind: commune
        ---
        """,
    "south/assembly.md": """
        ---
        name: South
        kind: commune
        ---
        """,
    "west/assembly.md": """
        ---
        name: الغرب
        kind: commune
        language: ar
        ---
        """,
    "north/proposals/water.md": """
        ---
        title: Water of the valley
        to: valley
        proposed: 2026-02-07
        ---
        The water is nobody's.
        """,
    "north/minutes/2026-02-20.md": """
        ---
        present: 34
        ---
        # Winter assembly

        ::: decision
        id: water
        on: water
        outcome: adopted
        votes: {for: 31, against: 2, abstain: 1}
        :::
        """,
    "south/minutes/2026-03-02.md": """
        ---
        decisions:
          - {id: water, on: north/water, outcome: rejected, votes: {for: 4, against: 20}}
          - {id: sent, grants: 2026-03-02}
        ---
        """,
    "south/mandates/2026-03-02.md": """
        ---
        delegates: [Ada B., Cem D.]
        to: valley
        for: valley/2026-04-18
        instructions:
          - {on: north/water, position: against, say: The springs are ours.}
          - {topic: the budget, position: refer}
        ---
        """,
    "valley/minutes/2026-04-18.md": """
        ---
        delegations:
          - {assembly: south, delegates: [Ada B.]}
          - {assembly: north, delegates: [Eva F.], mandate: none}
        decisions:
          - {id: water, on: north/water, outcome: noted, indicative: true, positions: {south: for, north: for}}
        ---
        """,
    "west/notices/2026-05-20.md": """
        ---
        starts: '18:30'
        agenda: [{on: north/water}]
        ---
        """,
}

FAULTY = {
    "north/minutes/2026-03-09.md": """
        ---
        decisions:
          - {on: watr, outcome: adopted}
        layout: page
        ---
        """,
}


def write(root: Path, records: dict[str, str]) -> Path:
    for name, text in records.items():
        path = root / "assemblies" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return root


@pytest.fixture
def valley(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write(tmp_path, VALLEY)


@pytest.fixture
def faulty(valley: Path) -> Path:
    return write(valley, FAULTY)


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def show(*arguments: str) -> str:
    result = run("show", "--as-of", DAY, *arguments)
    assert result.exit_code == 0, result.output
    return result.output


def shell(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as installed, in a process of its own."""
    command = [sys.executable, "-c", "from minutebook.cli import main; main()", *arguments]
    return subprocess.run(command, cwd=cwd, env=os.environ | environment, capture_output=True, text=True, check=False)


# ---------------------------------------------------------------------- all commands


def test_every_command_of_the_table_is_there_and_explains_itself() -> None:
    assert Commands(name="x").list_commands(None) == list(COMMANDS)  # type: ignore[arg-type]
    said = run("--help").output
    for name in COMMANDS:
        assert f"  {name} " in said
        assert run(name, "--help").exit_code == 0


def test_version() -> None:
    assert run("--version").output == f"minutebook {__version__}\n"


def test_a_misspelt_command_is_a_usage_error() -> None:
    result = run("shwo")
    assert result.exit_code == 2
    assert "There is no command 'shwo'; did you mean 'show'?" in result.output


def test_starting_up_imports_neither_the_rules_nor_rich_nor_mkdocs() -> None:
    code = "import sys, minutebook.cli\nminutebook.cli.Commands('x').get_command(None, 'check')\nprint(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    for heavy in ("rich", "mkdocs", "jinja2", "babel", "markdown_it", "yaml", "minutebook.load", "minutebook.state"):
        assert heavy not in loaded


@pytest.mark.parametrize("arguments", [("check",), ("show", "north"), ("build",), ("serve",), ("new", "minutes")])
def test_without_records_every_command_says_how_to_begin(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for more in ((), ("--root", str(tmp_path / "nowhere"))):
        result = run(*arguments, *more)
        assert result.exit_code == 2
        assert "assemblies/" in result.output
        assert "minutebook new assembly NAME" in result.output


@pytest.mark.parametrize("wrong", ["2026-02-30", "yesterday", "20260501", "1/5/2026", ""])
@pytest.mark.parametrize("command", [("check",), ("show", "north"), ("build",)])
def test_a_wrong_day_is_a_usage_error(valley: Path, command: tuple[str, ...], wrong: str) -> None:
    result = run(*command, "--as-of", wrong)
    assert result.exit_code == 2
    assert f"{wrong!r} is not a date like 2026-06-30" in result.output


def test_the_root_is_found_from_a_folder_within(valley: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(valley / "assemblies" / "north" / "minutes")
    assert run("check").output == "no problems\n"


def test_what_cannot_be_read_is_said_in_one_line(valley: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(root: Path) -> None:
        raise PermissionError(13, "Permission denied", "assemblies/north")

    monkeypatch.setattr("minutebook.files.read_tree", refuse)
    for arguments in (("check",), ("show", "north")):
        result = run(*arguments)
        assert (result.exit_code, result.output) == (1, "Error: assemblies/north: Permission denied\n")


class Terminal(StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_is_shown_once_it_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "AFTER", 0.05)
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    with progress.Progress("reading records") as told:
        _wait_for("reading records", sys.stderr)
        told("writing pages", 3)
        _wait_for("writing pages 3", sys.stderr)


def _wait_for(words: str, terminal: StringIO) -> None:
    """Wait until a terminal shows some words, however slow the machine is."""
    for _ in range(600):
        if words in terminal.getvalue():
            return
        sleep(0.05)
    raise AssertionError(f"{words!r} is never shown: {terminal.getvalue()!r}")


@pytest.mark.parametrize(("stream", "after"), [(StringIO, 0.0), (Terminal, 60.0)])
def test_there_is_no_progress_without_a_terminal_nor_when_it_is_quick(
    stream: type[StringIO], after: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "AFTER", after)
    monkeypatch.setattr(sys, "stderr", stream())
    with progress.Progress("reading records"):
        sleep(0.1)
    assert sys.stderr.getvalue() == ""


# ---------------------------------------------------------------------- show


def test_show_a_proposal(valley: Path) -> None:
    assert show("north/water") == dedent("""\
        Water of the valley
        north/proposals/water
        Resolution to Valley Council (valley), put on 2026-02-07 by North (north)
        Open as of 2026-05-01

        Needs 2 of 3; 1 has ratified; 1 more by 7 June.
        Rule: two-thirds of the communes; the last day is 2026-06-07
        Two-thirds of 3: 2.
        Can still decide (1): west
        Rejected (1): south

        Assemblies
          assembly  status         date        tally                                      minutes
          north     ratified       2026-02-20  31 for, 2 against, 1 abstained (majority)  north/minutes/2026-02-20#water
          south     rejected       2026-03-02  4 for, 20 against (majority)               south/minutes/2026-03-02#water
          west      on the agenda                                                         west/notices/2026-05-20

        Positions at valley/minutes/2026-04-18#water
          assembly  delegates  instructed  said             result
          north     Eva F.                 for, indicative  indicative; awaiting since 2026-04-18
          south     Ada B.     against     for, indicative  departed; awaiting since 2026-04-18
        """)


def test_show_a_mandate(valley: Path) -> None:
    assert show("south/mandates/2026-03-02") == dedent("""\
        Mandate of South (south) to Valley Council (valley)
        south/mandates/2026-03-02
        Fulfilled as of 2026-05-01; last held on 2026-04-18, ended by valley/minutes/2026-04-18
        Delegates: Ada B., Cem D.
        Granted: 2026-03-02
        For: 2026-04-18

        Instructions
             on                     instructed  said             result                                 minutes
          1  north/proposals/water  against     for, indicative  departed; awaiting since 2026-04-18    valley/minutes/2026-04-18#water
          2  the budget             refer
        1. say: The springs are ours.
        """).replace("departed; awaiting since 2026-04-18    ", "departed; awaiting since 2026-04-18  ").replace(
        "result                                 minutes", "result                               minutes"
    )


def test_show_minutes(valley: Path) -> None:
    assert show("valley/2026-04-18") == dedent("""\
        Saturday 18 April 2026
        valley/minutes/2026-04-18
        Meeting of Valley Council (valley), 2026-04-18
        Published as of 2026-05-01
        Present: not recorded
        Delegations: 2: south, north

        Decisions
          decision  on                     outcome  method    notes
          water     north/proposals/water  noted    majority  indicative

        Positions on water
          assembly  delegates  instructed  said             result
          north     Eva F.                 for, indicative  indicative; awaiting since 2026-04-18
          south     Ada B.     against     for, indicative  departed; awaiting since 2026-04-18
        """)


def test_show_an_assembly(valley: Path) -> None:
    assert show("north") == dedent("""\
        North
        north
        Commune as of 2026-05-01
        Member of: valley
        Minutes: 1, the last of 2026-02-20 (north/minutes/2026-02-20)
        Nobody is mandated to speak for it today

        Ratified
          proposal               its status  date        minutes                         the proposal  last day
          north/proposals/water  ratified    2026-02-20  north/minutes/2026-02-20#water  open          2026-06-07
        """)


def test_show_a_council_and_a_commune_that_has_still_to_decide(valley: Path) -> None:
    assert "Members (3): north, south, west" in show("valley")
    assert "north/proposals/water  open   1         2       3" in show("valley")
    west = show("west")
    assert "الغرب" in west
    assert "Still to decide" in west
    assert "Next meeting: 2026-05-20 18:30 (west/notices/2026-05-20)" in west
    assert "Meeting of الغرب (west) on 2026-05-20, 18:30" in show("west/notices/2026-05-20")


@pytest.mark.parametrize(
    "reference",
    [
        "north/water", "north/proposals/water", "water", "assemblies/north/proposals/water.md", "./assemblies/north/proposals/water.md",
        "assemblies/north/proposals/water", "https://example.org/assemblies/north/proposals/water/", "north/water#text",
    ],
)  # fmt: skip
def test_a_record_may_be_named_in_many_ways(valley: Path, reference: str) -> None:
    assert show(reference).startswith("Water of the valley\n")
    assert show(str(valley / "assemblies/north/proposals/water.md")).startswith("Water of the valley\n")


def test_a_path_may_be_relative_to_where_we_are(valley: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(valley / "assemblies" / "south")
    assert show("mandates/2026-03-02.md").startswith("Mandate of South")
    assert show("../north/proposals/water.md").startswith("Water of the valley")


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("north/watr", "no record `north/watr`; did you mean `north/water`?"),
        ("nroth", "no record `nroth`; did you mean `north`?"),
        ("south/2026-03-02", "could mean several records; write the full id: south/minutes/2026-03-02, south/mandates/2026-03-02"),
        ("", "no record ``"),
        ("assemblies/north/nothing.md", "no record"),
        ("north/minutes/2026-02-30", "no record"),
    ],
)
def test_a_reference_that_leads_nowhere_or_to_several(valley: Path, reference: str, said: str) -> None:
    result = run("show", reference)
    assert result.exit_code == 1
    assert said in result.output


def test_a_name_longer_than_any_file_s_leads_nowhere(valley: Path) -> None:
    result = run("show", "a" * 300)
    assert result.exit_code == 1
    assert "no record" in result.output


def test_show_one_decision(valley: Path) -> None:
    assert show("valley/minutes/2026-04-18#water") == dedent("""\
        Decision water
        valley/minutes/2026-04-18#water
        Of Valley Council (valley), 2026-04-18
        The minutes: published as of 2026-05-01
          decision  on                     outcome  method    notes
          water     north/proposals/water  noted    majority  indicative

        Positions
          assembly  delegates  instructed  said             result
          north     Eva F.                 for, indicative  indicative; awaiting since 2026-04-18
          south     Ada B.     against     for, indicative  departed; awaiting since 2026-04-18
        """)


def test_a_decision_may_be_named_by_its_number_and_says_its_words(valley: Path) -> None:
    write(valley, {"north/minutes/2026-04-20.md": """
        # April

        ::: decision
        text: The mill is closed in May
        outcome: adopted
        reservations: Not on Sundays
        :::
        """})  # fmt: skip
    assert "\nText: The mill is closed in May\nReservations: Not on Sundays\n" in show("north/2026-04-20#decision-1")
    assert show("north/minutes/2026-02-20#decision-1") == show("north/minutes/2026-02-20#water")
    assert show("https://example.org/assemblies/north/minutes/2026-02-20/#water") == show("north/minutes/2026-02-20#water")


def test_a_decision_for_programs(valley: Path) -> None:
    data = json.loads(show("north/minutes/2026-02-20#water", "--json"))
    assert (data["kind_of_record"], data["id"], data["outcome"], data["for"]) == (
        "decision",
        "north/minutes/2026-02-20#water",
        "adopted",
        31,
    )
    assert [row["assembly"] for row in json.loads(show("valley/2026-04-18#water", "--json"))["positions"]] == ["north", "south"]


def test_a_decision_that_is_not_there(faulty: Path) -> None:
    result = run("show", "north/minutes/2026-02-20#x")
    assert result.exit_code == 1
    assert "`north/minutes/2026-02-20` has no decision `x`; decisions in these minutes: water" in result.output
    aside = run("show", "north/minutes/2026-03-09#decision-1")
    assert aside.exit_code == 1
    assert "these minutes mark no decision that can be shown" in aside.output
    assert "set aside: decisions 1, assemblies/north/minutes/2026-03-09.md:3; `minutebook check" in aside.output


def test_a_name_that_several_assemblies_use(valley: Path) -> None:
    write(valley, {"west/minutes/2026-02-20.md": "# Meeting"})
    result = run("show", "2026-02-20")
    assert result.exit_code == 1
    assert "write the full id: north/minutes/2026-02-20, west/minutes/2026-02-20" in result.output


def test_a_record_of_a_later_day(valley: Path) -> None:
    result = run("show", "valley/2026-04-18", "--as-of", "2026-04-01")
    assert result.exit_code == 1
    assert "dated after 2026-04-01, the day of reckoning" in result.output


def test_a_record_that_is_set_aside_says_why(valley: Path) -> None:
    write(valley, {"north/proposals/bad.md": "---\ntitle: Bad\nto: vally\nproposed: 2026-02-07\n---\n"})
    result = run("show", "north/bad")
    assert result.exit_code == 1
    assert "north/proposals/bad is set aside" in result.output
    assert "assemblies/north/proposals/bad.md:3: no record `vally`" in result.output


def test_a_part_that_is_set_aside_is_mentioned(faulty: Path) -> None:
    assert "Set aside: decisions 1, assemblies/north/minutes/2026-03-09.md:3" in show("north/2026-03-09")


@pytest.mark.parametrize(
    "reference", ["north/water", "south/mandates/2026-03-02", "valley/2026-04-18", "north", "valley", "west/notices/2026-05-20"]
)
def test_show_for_programs(valley: Path, reference: str) -> None:
    data = json.loads(show(reference, "--json"))
    assert data["as_of"] == DAY
    assert data["file"].startswith("assemblies/")
    assert data["id"].split("/")[0] == reference.split("/")[0]


def test_show_a_proposal_for_programs_has_the_columns_of_the_data_files(valley: Path) -> None:
    data = json.loads(show("water", "--json"))
    assert (data["needed"], data["electorate"], data["ratified"], data["rejected"], data["state"]) == (2, 3, 1, 1, "open")
    assert [(row["assembly"], row["status"], row["for"]) for row in data["ratifications"]] == [
        ("north", "ratified", 31), ("south", "rejected", 4), ("west", "on the agenda", None),
    ]  # fmt: skip
    assert data["conditions"][0]["missing"] == 1
    assert data["summary"].startswith("Needs 2 of 3; 1 has ratified; 1 more by 7 June.")


def test_the_day_of_the_site_is_the_day_unless_another_is_given(valley: Path) -> None:
    (valley / "mkdocs.yml").write_text("site_name: Valley\nplugins: [{minutebook: {as_of: 2026-02-10}}]\n")
    assert "as of 2026-02-10" in run("show", "water").output
    assert "as of 2026-05-01" in show("water")
    (valley / "mkdocs.yml").write_text("theme: [\n")
    assert run("show", "water").exit_code == 0


def test_plain_text_where_there_is_no_terminal_and_no_colour_where_none_is_wanted(valley: Path) -> None:
    assert "\x1b" not in shell("show", "water", cwd=valley, FORCE_COLOR="").stdout
    assert "\x1b" not in shell("check", cwd=valley, NO_COLOR="1").stdout


def on_a_terminal(*arguments: str, cwd: Path, **environment: str) -> str:
    """What the command prints where there is a terminal."""
    here, there = pty.openpty()
    command = [sys.executable, "-c", "from minutebook.cli import main; main()", *arguments]
    settings = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm", "COLUMNS": "60"}
    with subprocess.Popen(command, cwd=cwd, env=settings | environment, stdout=there, stderr=there) as process:
        os.close(there)
        said = b""
        with contextlib.suppress(OSError):  # the other end is closed: the command is done
            while part := os.read(here, 4096):
                said += part
        os.close(here)
    assert process.returncode in (0, 1)
    return said.decode()


def test_colours_and_the_width_of_a_terminal(faulty: Path) -> None:
    said = on_a_terminal("show", "water", cwd=faulty)
    assert "\x1b[32mratified" in said
    assert "\x1b[31m" in on_a_terminal("check", cwd=faulty).replace("1;31m", "31m")
    for arguments in (("show", "water"), ("check",)):
        bare = on_a_terminal(*arguments, cwd=faulty, NO_COLOR="1")
        assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", bare)
    assert max(len(line) for line in bare.splitlines()) < 120


def test_what_a_terminal_would_obey_is_written_as_its_number(valley: Path) -> None:
    write(valley, {"east/assembly.md": '---\nname: "East\\e[2J"\nkind: commune\n---\n'})
    assert "\x1b" not in run("show", "east").output + run("check").output


def test_a_terminal_without_unicode_is_no_reason_for_a_traceback(valley: Path) -> None:
    done = shell("show", "west", cwd=valley, PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr


# ---------------------------------------------------------------------- check


def test_check_says_nothing_is_wrong(valley: Path) -> None:
    result = run("check")
    assert (result.exit_code, result.output) == (0, "no problems\n")


def test_check_for_people(faulty: Path) -> None:
    result = run("check")
    assert result.exit_code == 1
    assert result.output == dedent("""\
        error[unknown-reference]: no record `watr`
          assemblies/north/minutes/2026-03-09.md:3:10
           3 |   - {on: watr, outcome: adopted}
             |          ^^^^ not found
           = help: did you mean `water`?

        warning[field-ignored]: the field `layout` is not ours and is ignored
          assemblies/north/minutes/2026-03-09.md:4:1
           4 | layout: page
             | ^^^^^^ ignored
           = help: remove it, or name it `x-…` to have it kept and shown

        1 error, 1 warning in 1 file
        """)


def test_check_for_programs(faulty: Path) -> None:
    result = run("check", "--format", "json")
    assert result.exit_code == 1
    data = json.loads(result.output)
    assert data["summary"] == {"errors": 1, "warnings": 1, "findings": 0}
    assert data["problems"][0] == {
        "code": "unknown-reference",
        "severity": "error",
        "message": "no record `watr`",
        "label": "not found",
        "help": "did you mean `water`?",
        "file": "assemblies/north/minutes/2026-03-09.md",
        "line": 3,
        "column": 10,
        "end_line": 3,
        "end_column": 14,
        "assembly": "north",
        "record": "north/minutes/2026-03-09",
        "related": [],
    }


def test_check_for_github(faulty: Path) -> None:
    result = run("check", "--format", "github")
    assert result.exit_code == 1
    file = "file=assemblies/north/minutes/2026-03-09.md"
    assert result.output == (
        f"::error {file},line=3,endLine=3,col=10,endColumn=14,title=error[unknown-reference]"
        "::no record `watr`%0Anot found%0Ahelp: did you mean `water`?\n"
        f"::warning {file},line=4,endLine=4,col=1,endColumn=7,title=warning[field-ignored]"
        "::the field `layout` is not ours and is ignored%0Aignored%0Ahelp: remove it, or name it `x-…` to have it kept and shown\n"
    )


def test_check_for_code_scanning(faulty: Path) -> None:
    result = run("check", "--format", "sarif")
    assert result.exit_code == 1
    run_ = json.loads(result.output)["runs"][0]
    assert [(one["ruleId"], one["level"]) for one in run_["results"]] == [("unknown-reference", "error"), ("field-ignored", "warning")]
    place = run_["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "assemblies/north/minutes/2026-03-09.md"
    assert place["region"] == {"startLine": 3, "startColumn": 10, "endLine": 3, "endColumn": 14}


@pytest.mark.parametrize(
    ("paths", "code"),
    [
        (["assemblies/north/minutes/2026-03-09.md"], 1),
        (["assemblies/north"], 1),
        (["assemblies/north/"], 1),
        (["assemblies"], 1),
        (["."], 1),
        (["assemblies/south", "assemblies/north/minutes"], 1),
        (["assemblies/south"], 0),
        (["assemblies/north/minutes/2026-02-20.md"], 0),
    ],
)
def test_check_only_some_paths(faulty: Path, paths: list[str], code: int) -> None:
    for given in (paths, [str(faulty / path) for path in paths]):
        result = run("check", *given)
        assert result.exit_code == code, result.output
        assert ("unknown-reference" in result.output) == bool(code)


def test_check_only_some_paths_reads_all_records(valley: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(valley / "assemblies" / "south" / "minutes")
    assert run("check", "2026-03-02.md").output == "no problems\n"


def test_check_paths_that_hold_no_records(valley: Path) -> None:
    (valley / "content").mkdir()
    write(valley / "demo", VALLEY)
    for path, said in (
        ("nothing.md", "There is no file or folder nothing.md"),
        ("content", "content holds no records"),
        ("demo", "--root demo"),
        ("/usr", "is not in the confederation at"),
    ):
        result = run("check", path)
        assert result.exit_code == 2
        assert said in result.output


def test_check_names_files_as_seen_from_here(faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(faulty.parent)
    assert f"  {faulty.name}/assemblies/north/minutes/2026-03-09.md:3:10\n   3 |   - " in run("check", "--root", faulty.name).output


def test_warnings_and_findings_do_not_fail(valley: Path) -> None:
    write(valley, {"west/minutes/2026-04-01.md": "---\nlayout: page\n---\n# Meeting\n"})
    result = run("check")
    assert result.exit_code == 0
    assert "1 warning in 1 file" in result.output


def test_findings_are_shown_when_asked_for(valley: Path) -> None:
    assert "finding" not in run("check", "--as-of", DAY).output
    result = run("check", "--as-of", DAY, "--findings")
    assert result.exit_code == 0
    assert "finding[departed]" in result.output


def test_check_formats_are_few(valley: Path) -> None:
    assert run("check", "--format", "xml").exit_code == 2


# ---------------------------------------------------------------------- explain


@pytest.mark.parametrize("code", list(CODES))
def test_every_code_is_explained(code: str) -> None:
    said = run("explain", code).output
    assert said.startswith(f"{CODES[code].severity.value}[{code}]: {CODES[code].title}\n")
    assert CODES[code].fix in said


def test_explain_lists_all_codes() -> None:
    said = run("explain").output
    assert all(f"  {code} " in said for code in CODES)


def test_explain_an_unknown_code() -> None:
    result = run("explain", "inquorat")
    assert result.exit_code == 2
    assert "There is no problem code 'inquorat'; did you mean 'inquorate'?" in result.output


# ---------------------------------------------------------------------- build and serve


def test_build_publishes_a_folder_with_nothing_but_records(valley: Path) -> None:
    result = run("build", "--as-of", DAY, "--out", "out")
    assert result.exit_code == 0, result.output
    assert f"as of {DAY}" in result.output
    assert (valley / "out/data/proposals.csv").read_text(encoding="utf-8").count("north/proposals/water") > 0


def test_build_sets_aside_what_is_wrong_and_says_so(faulty: Path) -> None:
    result = run("build", "--as-of", DAY)
    assert result.exit_code == 0, result.output
    assert "1 error, 1 warning; `minutebook check` says where" in result.output
    assert (faulty / "site/data/findings.csv").is_file()


def test_a_strict_build_publishes_nothing(faulty: Path) -> None:
    result = run("build", "--strict")
    assert result.exit_code == 1
    assert "error[unknown-reference]" in result.output
    assert "nothing was published" in result.output
    assert not (faulty / "site").exists()


def test_build_does_not_take_the_root_of_the_disk_for_a_site(valley: Path) -> None:
    result = run("build", "--out", "/")
    assert result.exit_code == 2
    assert "/ is the root of the disk; name a folder for the site" in " ".join(result.output.split())


@pytest.mark.parametrize("day", ["0001-01-01", "9000-12-31"])
def test_a_site_of_the_first_and_of_the_last_day(valley: Path, day: str) -> None:
    assert run("build", "--as-of", day).exit_code == 0


def test_build_with_a_configuration_that_is_wrong(valley: Path) -> None:
    (valley / "mkdocs.yml").write_text("theme: readthedocs\n")
    result = run("build")
    assert result.exit_code == 2
    assert "mkdocs.yml" in result.output


def test_serve_refuses_a_port_that_is_none(valley: Path) -> None:
    assert run("serve", "--port", "0").exit_code == 2


# ---------------------------------------------------------------------- faults of the programme


@pytest.fixture
def broken(valley: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that meets what nobody foresaw."""

    def fails(*_: object) -> None:
        raise ValueError("odd\nthing")

    monkeypatch.setattr("minutebook.commands.loading.reckoned", fails)
    monkeypatch.setattr(sys, "argv", ["minutebook", "show", "north"])


def test_a_fault_of_the_program_is_one_line(broken: None, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == faults.EXIT
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "Error: this is a fault of the programme, not of your records: ValueError (odd thing). "
        "With MINUTEBOOK_TRACEBACK=1 the same command shows where, which helps whoever mends it.\n"
    )


def test_the_trace_is_shown_when_asked_for(broken: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv(faults.TRACE, "1")
    with pytest.raises(SystemExit):
        main()
    err = capsys.readouterr().err
    assert err.startswith("Traceback (most recent call last):")
    assert err.endswith("ValueError (odd thing).\n")


# ---------------------------------------------------------------------- the guides

GUIDE = ROOT / "content/guide"


def fenced(name: str) -> list[str]:
    """What stands between lines of three backticks in a guide."""
    return (GUIDE / name).read_text(encoding="utf-8").split("```\n")[1::2]


def test_what_the_guide_tells_to_type_works_in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    typed = [line.split()[1:] for line in fenced("start.md")[0].splitlines() if line.startswith("minutebook ")]
    assert typed[-1][0] == "build"
    for arguments in typed:
        result = run(*arguments)
        assert result.exit_code == 0, result.output
    assert run("check").output == "no problems\n"
    assert "Members (2): north, south" in show("council")


def test_what_the_guide_for_secretaries_writes_are_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "assemblies", tmp_path / "assemblies")
    form, plain, facts, mandate, correction, withheld = fenced("secretaries.md")
    home = tmp_path / "assemblies/roquebelle"
    (home / "mandates/guide.md").write_text(mandate)
    for day, text in (("2026-05-13", form), ("2026-05-14", plain), ("2026-05-15", facts), ("2026-05-20", correction)):
        (home / f"minutes/{day}.md").write_text(text)
    assert run("check", "--as-of", "2026-12-20").output == "no problems\n"
    assert "corrected by roquebelle/minutes/2026-05-20#decision-1" in show("roquebelle/2026-05-13#decision-1", "--as-of", "2026-12-20")
    assert "Granted as of 2026-12-20" in show("roquebelle/mandates/guide", "--as-of", "2026-12-20")
    typed = shlex.split(withheld.replace("A Name", "Zîn Aldar"))[1:]
    assert "The name was replaced in 7 files.\n" in run(*typed, "--yes").output
    assert "name withheld 1" in show("gunde-nu/2026-04-18")


# ---------------------------------------------------------------------- as installed


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check"], 1),
        (["check", "assemblies/south"], 0),
        (["check", "--format", "xml"], 2),
        (["check", "nowhere"], 2),
        (["show", "water"], 0),
        (["show", "nothing"], 1),
        (["show"], 2),
        (["explain", "inquorate"], 0),
        (["explain", "nothing"], 2),
        (["build", "--strict"], 1),
        (["build", "--as-of", "soon"], 2),
        (["build", "--as-of", "9999-12-31"], 2),
        (["build", "--out", "/"], 2),
        (["show", "a" * 300], 1),
        (["show", "north/minutes/2026-02-20#x"], 1),
        (["check", "a" * 300], 2),
        (["check", "--root", "a" * 300], 2),
        (["nothing"], 2),
        (["--version"], 0),
    ],
)
def test_exit_codes(faulty: Path, arguments: list[str], code: int) -> None:
    done = shell(*arguments, cwd=faulty)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
