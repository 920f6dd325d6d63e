"""Pages of records: proposals, mandates, minutes, notices and reports of a small confederation written here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from minutebook.files import read_tree
from minutebook.load import load
from minutebook.page import Page, relative
from minutebook.pages.curve import Course, Moment, draw
from minutebook.pages.editions import changes
from minutebook.pages.sentence import sentence
from minutebook.pages.view import Site
from minutebook.pages.wording import arithmetic
from minutebook.rules.history import Count, counts
from minutebook.settings import Settings
from minutebook.state import reckon
from pagecheck import faults
from realminutes import REAL, real_minutes
from rendered import render_site

DAY = date(2026, 6, 4)
ROOT = Path(__file__).parents[1]

KINDS = ("proposal", "mandate", "minutes", "notice", "report")

VALLEY = {
    "valley/assembly.md": """
        name: Valley Council
        kind: council
        members: [north, south, mill, {assembly: bab, since: 2026-01-01}, {assembly: late, since: 2026-05-01}]
        rules: {quorum: 2, ratification: {requires: unanimity, deadline_days: 120}}
    """,
    "north/assembly.md": "name: Northby\nkind: commune\nrules: {quorum: 5}\n",
    "south/assembly.md": "name: Sud-sur-l’Eau\nkind: commune\nlanguage: fr\nrules: {minutes: approved_next}\n",
    "mill/assembly.md": "name: Mill\nkind: commune\nrules: {mandates: {report_within_days: 14}}\n",
    "bab/assembly.md": "name: باب الماء\nkind: commune\nlanguage: ar\n",
    "late/assembly.md": "name: Latecomers\nkind: commune\n",
    "valley/proposals/water.md": """
        title: Water in common
        to: valley
        proposed: 2026-02-01
        kind: charter
        editions: [{id: 2, date: 2026-03-01, text: water.2.md}]
        ---
        The springs belong to no one.

        The Council sets the shares.
    """,
    "valley/proposals/water.2.md": "---\n---\nThe springs belong to no one.\n\nThe communes set the shares together.\n",
    "valley/proposals/water.fr.md": "---\ntitle: L’eau en commun\n---\n# L’eau\n\nLes sources n’appartiennent à personne.\n",
    "north/proposals/roof.md": "title: The roof\nto: north\nproposed: 2026-03-01\n---\nMend it.\n",
    "north/minutes/2026-02-10.md": """
        present: 20
        decisions:
          - {id: water, on: valley/water, edition: 1, outcome: adopted, votes: {for: 12, against: 3, abstain: 1}}
    """,
    "north/minutes/2026-03-10.md": """
        present: 20
        decisions:
          - {id: water, on: valley/water, edition: 2, outcome: adopted, votes: {for: 15, against: 3}, reservations: "not in *drought*"}
          - {on: roof, outcome: adopted, votes: {for: 11, against: 9}}
          - {grants: 2026-04-01, votes: {for: 14, against: 0}}
    """,
    "north/minutes/2026-04-20.md": """
        present: 3
        decisions:
          - {on: valley/water, edition: 2, outcome: rescinded, votes: {for: 3, against: 0}}
    """,
    "south/minutes/2026-03-20.md": """
        title: Assemblée du 20 mars
        present: {total: 14, women: 8}
        ---
        # Assemblée du 20 mars

        ## L’eau

        Nous avons lu le texte. [La proposition](../../valley/proposals/water.md) et <script>alert(1)</script>.

        ::: decision
        id: eau
        on: valley/water
        edition: 2
        outcome: adopted
        votes: {for: 9, against: 1}
        :::

        ## Le reste

        ::: decision
        text: Le four est réparé.
        withheld: un nom d’enfant
        :::
    """,
    "mill/minutes/2026-03-25.md": """
        decisions:
          - {id: water, on: valley/water, edition: 2, outcome: adopted, votes: {for: 20, against: 2}}
          - {grants: spring, votes: {for: 20, against: 0}}
    """,
    "mill/minutes/2026-05-02.md": """
        decisions:
          - {id: back, on: valley/water, edition: 2, outcome: rescinded, votes: {for: 12, against: 8}, because: Nobody repairs the ditch.}
          - {id: recall, recalls: spring, because: They judged for themselves., votes: {for: 15, against: 2}}
    """,
    "bab/minutes/2026-05-20.md": "---\n---\n# اجتماع\n\nلم نقرر شيئا.\n",
    "bab/notices/2026-06-20.md": "starts: '18:00'\nplace: hall\nagenda: [minutes, {on: valley/water}]\n",
    "valley/minutes/2026-04-18.md": """
        present: 6
        delegations:
          - {assembly: north, delegates: [Ada], mandate: north/2026-04-01}
          - {assembly: mill, delegates: [Bo, {name: Cy, until: 2026-04-18, because: left early}], mandate: mill/spring, quota: met}
          - {assembly: bab, delegates: [Dima], mandate: none}
          - {name: Fishers, delegates: [Eve], observer: true}
        decisions:
          - id: water
            on: water
            edition: 2
            outcome: adopted
            positions: {north: for, mill: {position: against, by: {Bo: against, Cy: for}}, bab: {position: for, indicative: true}}
        statements:
          - {assembly: mill, delegate: Bo, on: water, said: It leaks.}
        ---
        # Council

        All met.
    """,
    "north/mandates/2026-04-01.md": """
        delegates: Ada
        to: valley
        for: valley/minutes/2026-04-18
        instructions: [{on: valley/water, edition: 2, position: for}, {topic: the road, say: We lend the grader.}]
    """,
    "mill/mandates/spring.md": """
        delegates: [Bo, Cy]
        to: valley
        for: {from: 2026-04-01, until: 2026-07-01}
        instructions: [{on: valley/water, edition: 2, position: [for, abstain]}]
    """,
    "mill/reports/april.md": """
        mandate: spring
        date: 2026-04-25
        received: 2026-05-02
        disputes: [{minutes: valley/2026-04-18, decision: water, says: Cy was out of the room.}]
        ---
        We judged for ourselves.
    """,
}  # fmt: skip


def files(records: Mapping[str, str]) -> dict[str, bytes]:
    """Records as files; front matter is fenced where the text does not begin with a fence."""
    found = {}
    for path, text in records.items():
        text = dedent(text).lstrip("\n")
        if not text.startswith("---"):
            front, mark, body = text.partition("---\n")
            text = f"---\n{front}---\n{body if mark else ''}"
        found[f"assemblies/{path}"] = text.encode()
    return found


def site(records: Mapping[str, str], day: date = DAY) -> Site:
    return Site(reckon(load(files(records)), day), Settings(as_of=day, site_url="https://valley.example/"))


def pages(records: Mapping[str, str], day: date = DAY) -> dict[str, Page]:
    built = site(records, day)
    return {page.path: page for page in render_site(built.state, built.settings, {})}


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture(scope="module")
def valley() -> dict[str, Page]:
    return pages(VALLEY)


def test_the_records_of_these_tests_are_sound() -> None:
    problems = load(files(VALLEY)).problems
    assert [p.message for p in problems if p.code in ("unknown-reference", "wrong-value", "missing-field", "unknown-field")] == []


def test_every_page_is_sound_html(valley: dict[str, Page]) -> None:
    paths = frozenset(valley)
    found = {path: wrong for path, page in valley.items() if page.kind in KINDS and (wrong := faults(page, paths))}
    assert found == {}


def test_the_ratification_page_says_the_sentence_first(valley: dict[str, Page]) -> None:
    page = valley["assemblies/valley/proposals/water/"]
    assert page.title == "Water in common"
    assert page.description == "Lapsed: the last day was 1 June 2026; 2 had ratified, 4 needed."
    open_page = pages(VALLEY, date(2026, 5, 20))["assemblies/valley/proposals/water/"]
    assert open_page.description == "Needs 4 of 4; 2 have ratified; 2 more by 1 June."
    assert "Needs 4 of 4 ; 2 have ratified; 2 more by 1 June ." in words(open_page.content)


def test_rows_have_anchors_and_say_why_they_count_or_not(valley: dict[str, Page]) -> None:
    html = valley["assemblies/valley/proposals/water/"].content
    for assembly in ("north", "south", "mill", "bab", "late"):
        assert html.count(f'id="{assembly}"') == 1
        assert f'href="#{assembly}"' in html
    text = words(html)
    assert "Ratified with reservations" in text
    assert "not in drought" in text
    assert "Counts for nothing: the quorum was not met." in text
    assert "Counts provisionally: the minutes are not yet approved." in text
    assert "Joined after the day that counts" in text
    assert "3 → 2" in text
    assert "2 → 0" not in text
    assert "1 → 0" in text


def test_the_curve_falls_where_the_count_fell() -> None:
    built = site(VALLEY)
    course = built.state.courses["valley/proposals/water"]
    found = counts(built.state.membership, built.state.mandates_in, course, DAY)
    numbers = {count.day.isoformat(): (count.edition, count.number) for count in found}
    assert numbers["2026-02-10"] == (1, 1)
    assert numbers["2026-03-01"] == (2, 0)
    assert numbers["2026-03-25"] == (2, 3)
    assert numbers["2026-05-02"] == (2, 2)
    assert found[-1].day == DAY


def test_the_count_over_time_ends_where_the_state_stands() -> None:
    for folder in sorted((ROOT / "tests" / "history").iterdir()):
        if (folder / "assemblies").is_dir():
            state = reckon(load(read_tree(folder)), date(2026, 1, 1))
            for id, one in state.proposals.items():
                last = counts(state.membership, state.mandates_in, state.courses[id], state.day)[-1]
                assert last.standing == {row.assembly for row in one.rows if row.counted}, id


def test_text_editions_and_translations_are_shown(valley: dict[str, Page]) -> None:
    html = valley["assemblies/valley/proposals/water/"].content
    assert "<del>Council sets " in html
    assert "<ins>communes set " in html
    assert 'lang="fr" dir="ltr"' in html
    assert "the original counts" in html


def test_changes_keep_what_is_the_same() -> None:
    found = list(changes("One two three.\n\nSame.", "One four three.\n\nSame.\n\nNew."))
    assert [(str(one.before), str(one.after)) for one in found] == [
        ("One <del>two </del>three.", "One <ins>four </ins>three."), ("", "<ins>New.</ins>"),
    ]  # fmt: skip
    assert "<b>" not in next(changes("<b>bold", "<i>slanted")).before


def test_a_council_vote_is_shown_beside_its_mandates(valley: dict[str, Page]) -> None:
    text = words(valley["assemblies/valley/proposals/water/"].content)
    assert "Said: 1 for , 1 against With indicative ones: 2 for, 1 against" in text
    assert "Departed" in text
    assert "Cy was out of the room." in text
    minutes = valley["assemblies/valley/minutes/2026-04-18/"]
    shown = words(minutes.content)
    assert "No mandate in force" in shown
    assert "Observer" in shown
    assert "It leaks." in shown
    assert "left early" in shown
    assert "Contested by the delegates of Mill" in shown


def test_decisions_stand_in_their_place_in_the_text(valley: dict[str, Page]) -> None:
    html = valley["assemblies/south/minutes/2026-03-20/"].content
    places = [html.index(part) for part in ("Nous avons lu", 'id="eau"', "Le reste", 'id="decision-2"')]
    assert places == sorted(places)
    assert "<script>" not in html
    assert 'href="../../../valley/proposals/water/"' in html
    assert html.count("Assemblée du 20 mars</h") == 1
    text = words(html)
    assert "Part of this item is not published." in text
    assert "Provisional until the assembly approves them" in text
    assert "14 , 8 women" in text or "14, 8 women" in text


def test_minutes_without_front_matter_are_pages_too(valley: dict[str, Page]) -> None:
    page = valley["assemblies/bab/minutes/2026-05-20/"]
    assert page.title == "اجتماع"
    assert 'lang="ar" dir="rtl"' in page.content


def test_source_text_keeps_its_empty_lines() -> None:
    records = VALLEY | {"bab/minutes/2026-05-22.md": "---\n---\n# M\n\n```\none\n\n\ntwo\n```\n"}
    assert "one\n\n\ntwo" in pages(records)["assemblies/bab/minutes/2026-05-22/"].content


def test_an_inquorate_decision_is_struck(valley: dict[str, Page]) -> None:
    html = valley["assemblies/north/minutes/2026-04-20/"].content
    assert "not valid: no quorum" in html.lower()
    assert "quorum of 5 not met" in html


def test_the_mandate_page_follows_it_to_its_recall(valley: dict[str, Page]) -> None:
    page = valley["assemblies/mill/mandates/spring/"]
    text = words(page.content)
    assert page.description == "Recalled on 2 May 2026, after 38 days. Of one instruction: 1 departed."
    assert "60 days early" in text
    assert "Would have ended" in text
    assert "They judged for themselves." in text
    assert "We judged for ourselves." in text
    assert "The position is not among those the instruction names." in text
    other = words(valley["assemblies/north/mandates/2026-04-01/"].content)
    assert "1 kept" in other
    assert "nothing in the minutes can be held against it" in other


def test_notices_and_reports_have_pages(valley: dict[str, Page]) -> None:
    notice = words(valley["assemblies/bab/notices/2026-06-20/"].content)
    assert "in 16 days" in notice
    assert "Water in common" in notice
    report = words(valley["assemblies/mill/reports/april/"].content)
    assert "Cy was out of the room." in report


def test_a_part_that_is_set_aside_is_said_so_where_it_matters() -> None:
    spoilt = VALLEY | {"bab/minutes/2026-05-21.md": "decisions:\n  - {on: valley/water, edition: 2, outcome: perhaps}\n"}
    built = pages(spoilt, date(2026, 5, 25))
    assert "1 record that could change this count is set aside" in words(built["assemblies/valley/proposals/water/"].content)
    assert "set aside and not counted" in words(built["assemblies/bab/minutes/2026-05-21/"].content)


def test_a_block_that_is_set_aside_leaves_a_note_in_its_place() -> None:
    spoilt = VALLEY | {"bab/minutes/2026-05-21.md": "---\n---\nBefore.\n\n::: decision\noutcome: perhaps\n:::\n\nAfter.\n"}
    text = words(pages(spoilt)["assemblies/bab/minutes/2026-05-21/"].content)
    assert re.search(r"Before\. This part of the record is set aside and not counted\..* After\.", text)


def bare(extra: str = "", requires: str = "two-thirds") -> dict[str, str]:
    """Four communes and one proposal, with more of its front matter."""
    records = {f"{name}/assembly.md": f"name: {name.title()}\nkind: commune\n" for name in ("a", "b", "c", "d")}
    records["v/assembly.md"] = "name: Valley\nkind: council\nmembers: [a, b, c, d]\n"
    records["v/proposals/p.md"] = f"title: P\nto: v\nproposed: 2026-01-01\nrequires: {requires}\n{extra}\n---\nText.\n"
    return records


def decided(**outcomes: str) -> dict[str, str]:
    """Decisions of communes, each on its own day from 1 March on."""
    days = (date(2026, 3, day) for day in range(1, 28))
    return {
        f"{name}/minutes/{day}.md": f"decisions: [{{on: v/p, outcome: {outcome}, votes: {{for: 5, against: {9 if outcome == 'rejected' else 1}}}}}]\n"
        for (name, outcome), day in zip(outcomes.items(), days, strict=False)
    }  # fmt: skip


@pytest.mark.parametrize(
    ("extra", "requires", "outcomes", "told"),
    [
        ("", "two-thirds", {}, "Needs 3 of 4; 0 have ratified; 3 more are needed."),
        ("deadline: 2026-12-31", "two-thirds", {"a": "adopted"}, "Needs 3 of 4; 1 has ratified; 2 more by 31 December."),
        ("", "two-thirds", {"a": "adopted", "b": "adopted"}, "Needs 3 of 4; 2 have ratified; one more is needed."),
        ("", "2", {"a": "adopted", "b": "adopted"}, "Carried, and in force since 2 March 2026; 2 of 4 have ratified, 2 were needed."),
        (
            "in_force: 2027-01-01",
            "2",
            {"a": "adopted", "b": "adopted"},
            "Carried on 2 March 2026, in force from 1 January 2027; 2 of 4 have ratified, 2 were needed.",
        ),
        (
            "expires: 2026-04-01",
            "1",
            {"a": "adopted"},
            "Expired, in force from 1 March 2026 to 1 April 2026; 1 of 4 has ratified, 1 was needed.",
        ),
        (
            "",
            "two-thirds",
            {"a": "rejected", "b": "rejected"},
            "Failing: needs 3 of 4; 2 have rejected, so that at most 2 can be reached, unless somebody decides again.",
        ),
        (
            "deadline: 2026-12-31",
            "unanimity",
            {"a": "rejected"},
            "Failing: needs 4 of 4; 1 has rejected, so that at most 3 can be reached, unless somebody decides again. The last day is 31 December.",
        ),
        ("deadline: 2026-04-01", "3", {"a": "adopted"}, "Lapsed: the last day was 1 April 2026; 1 had ratified, 3 needed."),
        ("", "none", {"a": "adopted"}, "1 of 4 has ratified it, and it binds those that do."),
        ("turnout: 3", "1", {"a": "adopted"}, "Needs 1 of 4; 1 has ratified; enough, but: Turnout: 1 has decided, 3 needed."),
        (
            "votes: two-thirds",
            "1",
            {"b": "rejected", "a": "adopted"},
            "Needs 1 of 4; 1 has ratified; enough, but: Votes: 10 for, 10 against, not enough for two-thirds.",
        ),
    ],
)
def test_the_sentence_is_right_for_every_state(extra: str, requires: str, outcomes: dict[str, str], told: str) -> None:
    built = site(bare(extra, requires) | decided(**outcomes))
    one = built.state.proposals["v/proposals/p"]
    assert sentence(built, one).text == told


def test_rivals_and_repeals_are_named() -> None:
    records = bare("", "1") | decided(a="adopted")
    records["v/proposals/q.md"] = "title: Q\nto: v\nproposed: 2026-01-01\nrequires: 1\ninstead_of: p\n---\nOther.\n"
    records["v/proposals/r.md"] = "title: R\nto: v\nproposed: 2026-04-01\nrequires: 1\nrepeals: p\n---\nEnd.\n"
    records["b/minutes/2026-05-01.md"] = "decisions: [{on: v/r, outcome: adopted, votes: {for: 3, against: 0}}]\n"
    built = site(records)
    assert (
        sentence(built, built.state.proposals["v/proposals/q"]).text
        == "Set aside for a rival: only one of them can be carried, and on 1 March 2026 that was P."
    )
    assert (
        sentence(built, built.state.proposals["v/proposals/p"]).text
        == "Repealed: in force from 1 March 2026 to 30 April 2026. Repealed by R."
    )
    page = words(pages(records)["assemblies/v/proposals/p/"].content)
    assert "Rival of Q , of these only one can be carried" in page
    assert "Repealed by R" in page


def test_more_than_forty_assemblies_are_one_rectangle_a_status() -> None:
    names = [f"c{number:03}" for number in range(60)]
    records = {f"{name}/assembly.md": f"name: {name}\nkind: commune\n" for name in names}
    records["v/assembly.md"] = f"name: Valley\nkind: council\nmembers: [{', '.join(names)}]\n"
    records["v/proposals/p.md"] = "title: P\nto: v\nproposed: 2026-01-01\n---\nText.\n"
    records |= {
        f"{name}/minutes/2026-02-{1 + place % 27:02}.md": "decisions: [{on: v/p, outcome: adopted, votes: {for: 5, against: 1}}]\n"
        for place, name in enumerate(names[:20])
    }
    html = pages(records)["assemblies/v/proposals/p/"].content
    assert 'class="mb-bars"' in html
    assert html.count("<rect data-st=") == 2


def test_tiers_show_members_beneath_their_council() -> None:
    records = bare("electorate: tiers", "majority")
    records["v/assembly.md"] = "name: Valley\nkind: council\nmembers: [up, d]\n"
    records["up/assembly.md"] = "name: Upper\nkind: council\nmembers: [a, b, c]\n"
    records |= decided(a="adopted", b="adopted", d="adopted")
    html = pages(records)["assemblies/v/proposals/p/"].content
    assert html.index('id="up"') < html.index('id="a"')
    assert 'class="mb-inner" data-depth="1"' in html
    assert "By its members" in html


def test_the_arithmetic_is_said_in_words() -> None:
    assert arithmetic("two-thirds", 13) == "Two-thirds of 13 is 8⅔, rounded up: 9."
    assert arithmetic("three-quarters", 18) == "Three-quarters of 18 is 13½, rounded up: 14."
    assert arithmetic("two-thirds", 12) == "Two-thirds of 12: 8."
    assert arithmetic("majority", 13) == "More than half of 13: 7."
    assert arithmetic("4/7", 13) == "4/7 of 13 is 7 3/7, rounded up: 8."
    assert arithmetic(9, 13) == ""


def test_the_curve_keeps_within_its_frame() -> None:
    course = Course(
        (Count(date(2025, 1, 1), 1, frozenset(), 5), Count(date(2026, 6, 1), 1, frozenset({"a"}), 5)),
        (Moment(date(2025, 2, 1), "Edition 2"), Moment(date(2025, 2, 3), "Council vote"), Moment(date(2026, 12, 31), "Last day", "c-acc")),
        (), 3, 5, date(2026, 6, 4), date(2026, 12, 31), date(2026, 6, 4),
    )  # fmt: skip
    for wide in (True, False):
        drawing = draw(course, wide=wide)
        assert all(0 <= text.x <= drawing.width and 0 <= text.y <= drawing.height for text in drawing.texts)
        edition, vote = (next(t for t in drawing.texts if t.words == name) for name in ("Edition 2", "Council vote"))
        assert edition.y != vote.y


def test_ways_between_pages_are_relative() -> None:
    assert relative("assemblies/a/", "assemblies/b/minutes/x/#y") == "../b/minutes/x/#y"
    assert relative("assemblies/a/", "assemblies/a/#y") == "#y"
    assert relative("", "data/") == "data/"
    assert relative("assemblies/a/", "") == "../../"


def test_hostile_words_do_no_harm() -> None:
    hostile = "<img src=x onerror=alert(1)> [x](javascript:alert(1)) ![y](https://spy.example/p.png) {{ 7*7 }}"
    decision = f"{{on: v/p, outcome: adopted, reservations: '{hostile}', votes: {{for: 3, against: 0}}}}"
    instruction = f"{{topic: '{hostile}', say: '{hostile}'}}"
    period = "{from: 2026-01-01, until: 2026-12-31}"
    records = bare() | {
        "a/assembly.md": f"name: '{hostile}'\nkind: commune\n",
        "a/minutes/2026-03-01.md": f"title: '{hostile}'\ndecisions:\n  - {decision}\n---\n# {hostile}\n",
        "a/mandates/m.md": f"delegates: ['{hostile}']\nto: v\nfor: {period}\ninstructions: [{instruction}]\n",
    }
    for page in pages(records).values():
        if page.kind not in ("404",):
            assert [f for f in faults(page) if "onerror" in f or "javascript" in f] == []
            assert "<img src=x" not in page.content
            assert 'spy.example/p.png"' not in page.content
            assert "49" not in words(page.content).replace("149", "")


@pytest.mark.skipif(not REAL.is_dir(), reason="real minutes are not there")
def test_real_minutes_as_people_wrote_them_are_pages() -> None:
    files, day = real_minutes(), date(2030, 1, 1)
    built = [page for page in render_site(reckon(load(files), day), Settings(as_of=day), {}) if page.kind == "minutes"]
    assert len(built) == len(files) - 1
    wrong = {page.path: found for page in built if (found := [f for f in faults(page) if "after h" not in f])}
    assert wrong == {}


def test_the_demonstration_is_sound() -> None:
    if not (ROOT / "assemblies").is_dir():
        pytest.skip("the demonstration is not there")
    state = reckon(load(read_tree(ROOT)), date(2026, 11, 24))
    built = list(render_site(state, Settings(as_of=state.day), {}))
    paths = frozenset(page.path for page in built)
    wrong = {page.path: found for page in built if page.kind in KINDS and (found := faults(page, paths))}
    assert wrong == {}


def rows_of(html: str) -> dict[str, str]:
    """The rows of a ratification page in words, by the assembly's id."""
    return {name: words(row) for name, row in re.findall(r'<tr id="([\w-]+)"[^>]*>(.*?)</tr>', html, re.S)}


def test_a_silent_row_says_what_was_decided_and_does_not_count() -> None:
    vote = "votes: {for: 9, against: 1}"
    records = bare() | {
        "v/assembly.md": """
            name: Valley
            kind: council
            members:
              - a
              - b
              - c
              - {assembly: d, suspended: {from: 2026-02-01}}
              - e
              - {assembly: f, since: 2026-04-01}
        """,
        "b/assembly.md": "name: B\nkind: commune\nrules: {quorum: 10}\n",
        "e/assembly.md": "name: E\nkind: commune\n",
        "f/assembly.md": "name: F\nkind: commune\n",
        "a/minutes/2026-03-01.md": f"decisions: [{{on: v/p, outcome: adopted, part: the *ditch*, {vote}}}]\n",
        "b/minutes/2026-03-02.md": f"present: 4\ndecisions: [{{on: v/p, outcome: rejected, {vote}}}]\n",
        "c/minutes/2026-03-03.md": f"decisions: [{{id: p, on: v/p, outcome: adopted, indicative: true, {vote}}}]\n",
        "d/minutes/2026-03-04.md": f"decisions: [{{on: v/p, outcome: adopted, {vote}}}]\n",
        "e/minutes/2026-03-05.md": f"decisions: [{{id: p, on: v/p, outcome: adopted, {vote}}}]\n",
        "e/minutes/2026-03-20.md": f"decisions: [{{revokes: 2026-03-05#p, {vote}}}]\n",
        "f/minutes/2026-03-06.md": f"decisions: [{{on: v/p, outcome: adopted, {vote}}}]\n",
    }
    html = pages(records)["assemblies/v/proposals/p/"].content
    rows = rows_of(html)
    told = {
        "a": "No decision on the whole: adopted a part of it on 1 March 2026 ( the ditch ), 9 for, 1 against.",
        "b": "No decision that counts: rejected on 2 March 2026 , 9 for, 1 against, without a quorum.",
        "c": "No decision that counts: ratified on 3 March 2026 , 9 for, 1 against, as an indication only.",
        "d": "No decision that counts: ratified on 4 March 2026 , 9 for, 1 against, while suspended.",
        "e": "No decision that counts: ratified on 5 March 2026 , 9 for, 1 against, and revoked since.",
        "f": "No decision that counts: ratified on 6 March 2026 , 9 for, 1 against, before it joined.",
    }
    for name, sentence_told in told.items():
        assert "Not recorded" in rows[name]
        assert sentence_told in rows[name]
        assert "read them" not in rows[name]
    assert re.search(r"a/minutes/2026-03-01/#[^\"]+\">1 March", html)


@pytest.mark.parametrize("ending", ["lapsed", "withdrawn", "set aside", "carried"])
def test_a_closed_proposal_cites_no_later_meeting(ending: str) -> None:
    extra = {"lapsed": "deadline: 2026-03-10", "set aside": "instead_of: q"}.get(ending, "")
    records = bare(extra, "1" if ending == "carried" else "two-thirds") | {
        "a/minutes/2026-03-05.md": "present: 5\n",
        "a/minutes/2026-05-01.md": "present: 5\n",
        "b/minutes/2026-05-02.md": "present: 5\n",
        "c/notices/2026-05-03.md": "agenda: [{on: v/p}]\n",
        "d/minutes/2026-03-10.md": "decisions: [{on: v/q, outcome: adopted, votes: {for: 5, against: 1}}]\n",
        "v/proposals/q.md": "title: Q\nto: v\nproposed: 2026-01-01\nrequires: 1\n---\nOther.\n",
    }
    if ending == "withdrawn":
        records["v/minutes/2026-03-10.md"] = "decisions: [{on: p, outcome: withdrawn}]\n"
    if ending == "carried":
        records["d/minutes/2026-03-10.md"] = "decisions: [{on: v/p, outcome: adopted, votes: {for: 5, against: 1}}]\n"
    built = site(records)
    assert built.state.proposals["v/proposals/p"].state == ("in force" if ending == "carried" else ending)
    html = pages(records)["assemblies/v/proposals/p/"].content
    rows = rows_of(html)
    closing = "was carried" if ending == "carried" else "closed"
    assert f"The last meeting before it {closing} was on 5 March 2026; its minutes mark no decision on it: read them" in rows["a"]
    for name in ("b", "c"):
        assert f"No decision before it {closing}." in rows[name]
        assert "May" not in rows[name]
        assert "Minutes Link" not in rows[name]
    assert "/minutes/2026-05-0" not in html
    assert "/notices/2026-05-03" not in html


def test_successors_are_shown_within_the_row_they_fill() -> None:
    records = bare() | {
        "v/assembly.md": """
            name: Valley
            kind: council
            members:
              - a
              - b
              - c
              - {assembly: d, until: 2026-02-01}
              - {assembly: up, since: 2026-02-02}
              - {assembly: down, since: 2026-02-02}
        """,
        "d/assembly.md": "name: D\nkind: commune\ndissolved: 2026-02-01\n",
        "up/assembly.md": "name: Up\nkind: commune\nfounded: 2026-02-02\nsucceeds: d\n",
        "down/assembly.md": "name: Down\nkind: commune\nfounded: 2026-02-02\nsucceeds: d\n",
    }
    records |= decided(up="adopted", a="adopted")
    html = pages(records)["assemblies/v/proposals/p/"].content
    rows = rows_of(html)
    assert (
        "Dissolved on 1 February 2026. Its row is filled when all its successors agree: Down not yet, Up has ratified (1 March 2026)."
        in rows["d"]
    )
    assert "read them" not in rows["d"]
    for name in ("up", "down"):
        assert "Within the row of D, not counted on its own." in rows[name]
    text = words(html)
    assert (
        "1 March 2026 0 Up ratifies, 5 for, 1 against. Minutes The count stays: it is within the row of D, "
        "which is filled when all its successors agree." in text
    )
    assert "2 March 2026 1 A ratifies" in text
    filled = words(pages(records | decided(up="adopted", down="adopted"))["assemblies/v/proposals/p/"].content)
    assert "Down has ratified (2 March 2026), Up has ratified (1 March 2026)" in filled


COUNCIL = bare() | {
    "a/mandates/m.md": """
        delegates: Ada
        to: v
        for: v/minutes/2026-04-18
        granted: 2026-04-01
        instructions: [{on: v/p, position: for}]
    """,
    "b/mandates/m.md": """
        delegates: Bo
        to: v
        for: v/minutes/2026-04-18
        granted: 2026-04-01
        instructions: [{on: v/p, position: against, unless: the wells are *named*}]
    """,
    "d/mandates/m.md": """
        delegates: Di
        to: v
        for: v/minutes/2026-04-18
        granted: 2026-04-01
        instructions: [{on: v/p, position: against, unless: the dyke is built}]
    """,
    "d/minutes/2026-05-01.md": "decisions: [{id: back, disowns: m, votes: {for: 9, against: 2}}]\n",
    "v/minutes/2026-04-18.md": """
        delegations:
          - {assembly: a, delegates: [Ada], mandate: a/m}
          - {assembly: b, delegates: [Bo], mandate: b/m}
          - {assembly: c, delegates: [Cy], mandate: none}
          - {assembly: d, delegates: [Di], mandate: d/m}
          - {name: Fishers, delegates: [Eve], observer: true}
          - {name: Herders, delegates: [Fay], observer: true}
        decisions:
          - id: p
            on: p
            outcome: adopted
            positions: {a: for, b: for, c: {position: for, indicative: true}, d: {position: for, under: 1}}
    """,
}


def test_a_vote_shows_what_was_stated_and_what_a_mandate_covers() -> None:
    built = pages(COUNCIL)
    more = "With indicative ones: 4 for Within their mandate: 1 for"
    assert f"Said: 3 for {more}" in words(built["assemblies/v/proposals/p/"].content)
    minutes = words(built["assemblies/v/minutes/2026-04-18/"].content)
    assert f"3 for {more}" in minutes
    assert (
        "3 For A B departed instructed: against; unless the wells are named D departed instructed: against; unless the dyke is built"
        in minutes
    )
    assert "4 delegations, 3 with a mandate in force; 2 observers" in minutes


def test_a_claim_is_upheld_or_disowned_and_an_exception_stands_beside_the_result() -> None:
    built = pages(COUNCIL)
    html = built["assemblies/v/proposals/p/"].content
    assert "Its assembly disagreed on 1 May 2026" in words(html)
    assert 'href="../../../d/minutes/2026-05-01/#back"' in html
    assert "Decided by its assembly" not in html
    upheld = COUNCIL | {"d/minutes/2026-05-01.md": "decisions: [{id: back, upholds: m, votes: {for: 9, against: 2}}]\n"}
    assert "Kept The exception applied: its assembly agreed on 1 May 2026" in words(pages(upheld)["assemblies/v/proposals/p/"].content)
    departed = words(built["assemblies/b/mandates/m/"].content)
    assert "Departed The position is not among those the instruction names, and its exception was not claimed." in departed
    assert "B instructed Against unless: the wells are named" in departed
