"""What pages say of decisions, delegates and what is missing: words that can be quoted, and that say the same everywhere."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from minutebook.load import load
from minutebook.page import Page
from minutebook.pages.marks import MARKS
from minutebook.pages.wording import FINDINGS, OUTCOMES, day_words
from minutebook.settings import Settings
from minutebook.state import reckon
from pagecheck import faults
from rendered import render_site
from test_pages_records import files, pages, words

DAY = date(2026, 6, 4)

RIVER = {
    "river/assembly.md": """
        name: River Council
        kind: council
        members: [north, south, {assembly: bab, by: river/2026-03-14#bab}, old, {assembly: gone, until: 2026-01-31}, up]
        rules: {ratification: {requires: 3}}
    """,
    "up/assembly.md": "name: Upstream\nkind: council\nmembers: [north]\n",
    "north/assembly.md": "name: North\nkind: commune\nrules: {minutes: approved_next, quorum: 5, mandates: {report_within_days: 14}}\n",
    "south/assembly.md": "name: South\nkind: commune\n",
    "bab/assembly.md": "name: باب الماء\nkind: commune\nlanguage: ar\n",
    "old/assembly.md": "name: Old Banks\nkind: commune\ndissolved: 2026-03-31\n",
    "gone/assembly.md": "name: Gone\nkind: commune\n",
    "river/proposals/water.md": "title: Water\nto: river\nproposed: 2026-02-01\ntopics: [springs]\ndeadline: 2026-12-31\n---\nIt is common.\n",
    "river/proposals/fund.md": "title: Fund\nto: river\nproposed: 2026-02-01\n---\nSix lines.\n",
    "river/proposals/gate.md": "title: Gate\nto: river\nproposed: 2026-02-01\ndecided_by: delegations\nrule_by: river/2026-03-14\n---\nOpen it.\n",
    "river/minutes/2026-03-14.md": """
        title: Session of 14 March 2026
        delegations:
          - {assembly: north, delegates: [Ada, Bo], mandate: north/spring}
          - {assembly: south, delegates: [Cy], mandate: south/spring}
        decisions:
          - id: water
            on: water
            outcome: adopted
            positions: {north: {position: divided, by: {Ada: for, Bo: against}}, south: {position: for, indicative: true}}
          - {id: gate, on: gate, outcome: adopted, positions: {south: for}}
          - {id: bab, text: 'Bab takes its seat.', outcome: adopted}
    """,
    "north/mandates/spring.md": """
        delegates: [Ada, Bo]
        to: river
        for: river/2026-03-14
        granted: 2026-03-01
        instructions: [{on: river/water, position: for}]
    """,
    "north/mandates/winter.md": "delegates: [Ada]\nto: river\nfor: {from: 2025-12-01, until: 2025-12-31}\ngranted: 2025-11-30\n",
    "south/mandates/spring.md": """
        delegates: [Cy]
        to: river
        for: {from: 2026-03-01, until: 2026-12-31}
        granted: 2026-02-20
        instructions: [{on: river/water, position: refer}, {on: river/gate, position: for}]
    """,
    "south/reports/spring.md": "mandate: spring\ndate: 2026-03-20\nreceived: 2026-03-28\n---\nWe said for, and take it home.\n",
    "north/minutes/2026-05-20.md": """
        present: 12
        decisions:
          - {id: water, on: river/water, outcome: adopted, votes: {for: 9, against: 3}}
          - {id: fund, on: river/fund, outcome: abstained}
          - {id: bench, text: The bench is mended., outcome: adopted, method: consensus}
    """,
    "south/minutes/2026-03-28.md": "decisions: [{id: fund, on: river/fund, outcome: adopted, part: 'line 3, clinic', votes: {for: 8, against: 1}}]\n",
    "south/minutes/2026-02-20.md": "decisions: [{grants: spring, outcome: adopted}]\n",
    "south/minutes/2026-04-02.md": "decisions: [{on: river/fund, outcome: deferred}]\n",
    "south/notices/2026-05-29.md": "agenda: [the bench]\n",
    "bab/minutes/2026-05-02.md": """
        decisions:
          - {id: channel, text: 'تُصلح القناة قبل الربيع.', outcome: adopted, votes: {for: 9, against: 0}}
          - {on: river/water, outcome: adopted, condition: the wells are named, votes: {for: 9, against: 0}}
    """,
}


@pytest.fixture(scope="module")
def river() -> dict[str, Page]:
    return pages(RIVER, DAY)


def test_the_records_are_sound(river: dict[str, Page]) -> None:
    assert [problem.message for problem in load(files(RIVER)).problems] == []
    paths = frozenset(river)
    looked = {path: page for path, page in river.items() if page.kind in ("minutes", "mandate", "proposal")}
    assert {path: found for path, page in looked.items() if (found := faults(page, paths))} == {}


def test_what_is_past_has_its_year_and_what_comes_this_year_does_without() -> None:
    assert day_words(date(2026, 6, 3), DAY) == "3 June 2026"
    assert day_words(DAY, DAY) == "4 June 2026"
    assert day_words(date(2026, 12, 31), DAY) == "31 December"
    assert day_words(date(2027, 1, 1), DAY) == "1 January 2027"


def test_every_outcome_and_finding_has_a_mark_and_every_finding_its_own() -> None:
    assert {mark for mark, _word in (*OUTCOMES.values(), *FINDINGS.values())} <= set(MARKS)
    assert max(Counter(mark for mark, _word in FINDINGS.values()).values()) == 1


def test_a_decision_that_is_not_yet_approved_is_marked_provisional_on_its_card(river: dict[str, Page]) -> None:
    html = river["assemblies/north/minutes/2026-05-20/"].content
    assert re.search(r'data-st="provisional">.{0,120}Ratified, provisional', html)
    assert "Adopted, provisional" in html
    assert 'data-st="ratified">' not in html
    assert "Ratified, provisional" in words(river["assemblies/north/"].content)


def test_a_decision_on_a_part_is_never_a_plain_ratification(river: dict[str, Page]) -> None:
    html = river["assemblies/south/minutes/2026-03-28/"].content
    assert words(html).count("A part only: adopted") == 2
    assert 'data-st="ratified"' not in html
    line = "South adopted a part of Fund (line 3, clinic), 8 for, 1 against. On a part only: it does not speak for the whole."
    assert line in words(river["decisions/"].content)
    history = words(river["assemblies/river/proposals/fund/"].content)
    assert "South adopts a part of it, 8 for, 1 against." in history


def test_a_council_puts_to_the_assemblies_what_they_decide_and_adopts_the_rest(river: dict[str, Page]) -> None:
    minutes = words(river["assemblies/river/minutes/2026-03-14/"].content)
    assert "1 Put to the assemblies Water 2 Adopted Gate 3 Adopted Bab takes its seat." in minutes
    log = words(river["decisions/"].content)
    assert "River Council put Water to the assemblies." in log
    assert "River Council adopted Gate ." in log
    assert "River Council , adopted: Bab takes its seat" in log


def test_a_decision_in_one_line_is_a_sentence(river: dict[str, Page]) -> None:
    log = words(river["decisions/"].content)
    assert "South deferred Fund ." in log
    assert "South gave a mandate to Cy (to River Council) ." in log
    assert "North , adopted: The bench is mended , by consensus. Provisional." in log
    assert "باب الماء ratified Water , 9 for, 0 against. On a condition that is not met yet." in log
    own = words(river["assemblies/south/"].content)
    assert "Gave a mandate to Cy (to River Council) . Minutes" in own


def test_words_that_run_the_other_way_stand_apart_with_their_full_stop(river: dict[str, Page]) -> None:
    html = river["assemblies/bab/"].content
    assert '<span class="mb-words" lang="ar" dir="rtl">تُصلح القناة قبل الربيع.</span> 9 for, 0 against.' in html
    assert '<span class="mb-words"' not in river["assemblies/north/"].content


def test_a_vote_groups_who_stood_where_and_tells_departures_apart(river: dict[str, Page]) -> None:
    text = words(river["assemblies/river/minutes/2026-03-14/"].content)
    assert "no binding position With indicative ones: 1 for" in text
    assert "1 For indicative South kept Its assembly has still to answer" in text
    assert "1 Divided North : Ada : for (kept); Bo : against (departed) divided instructed: for" in text


def test_what_is_decided_and_what_is_still_to_decide_add_up(river: dict[str, Page]) -> None:
    text = words(river["assemblies/north/"].content)
    waiting, decided = text.split("What we have decided")
    assert "0 ratified, 3 needed Fund Abstained, 20 May 2026 ." in waiting.split("Still to decide")[-1]
    decided = decided.split("Our own affairs")[0]
    assert "1 ratified, provisional 1 abstained" in decided
    assert "Fund Abstained still to decide" in decided
    table = re.search(r'<table class="mb-table mb-rows mb-rows--own".*?</table>', river["assemblies/north/"].content, re.S)
    assert table
    assert table[0].count("<tr") == 1 + 2


def test_an_assembly_answers_first(river: dict[str, Page]) -> None:
    north = words(river["assemblies/north/"].content)
    assert "Who speaks for us nobody today Still to decide 2 proposals Decided on 2 proposals , the latest on 20 May 2026" in north
    assert (
        "Nobody speaks for North today. River Council . Last: Ada and Bo , 14 March 2026 ( mandate ). Upstream . No mandate is recorded."
        in north
    )
    assert "Both mandates recorded" in north
    south = words(river["assemblies/south/"].content)
    assert "Who speaks for us Cy at River Council Still to decide 2 proposals , the first by 31 December" in south
    assert "The one mandate recorded" in south
    assert "Commune, sends delegates to River Council" in south


def test_a_council_names_who_belongs_and_who_is_gone(river: dict[str, Page]) -> None:
    html = river["assemblies/river/"].content
    text = words(html)
    assert "Who belongs 3 communes and 1 council send delegations" in text
    assert re.search(r"No delegate mandated today (?:North|باب الماء)", text)
    assert "not recorded" not in text.split("Members")[1].split("Proposals to this council")[0]
    assert "Gone , until 31 January 2026" in text
    assert "Old Banks , dissolved 31 March 2026" in text
    assert "Dissolved 31 March 2026" in words(river["assemblies/old/"].content)
    assert text.index("Proposals to this council") < text.index("Open Fund")
    assert "Resolution, put on 1 February 2026" in text
    everybody = words(river["assemblies/"].content)
    assert "Dissolved Old Banks , 31 March 2026" in everybody
    assert "Old Banks" not in everybody.split("Dissolved")[0]


def test_the_secretary_sees_what_is_missing(river: dict[str, Page]) -> None:
    south = words(river["assemblies/south/"].content)
    assert "For the secretary Whether the records came through. Minutes missing 29 May 2026 Approvals overdue none" in south
    north = words(river["assemblies/north/"].content)
    assert "Minutes missing none Approvals overdue none Reports overdue 28 March 2026 , 14 January 2026 Records set aside none" in north
    assert "For the secretary" not in words(river["assemblies/old/"].content)


def test_two_notices_of_one_meeting_leave_no_minutes_missing() -> None:
    called = "agenda: [the bench]\n"
    records = RIVER | {"north/notices/2026-05-20.md": called, "north/notices/2026-05-20-again.md": called}
    assert "Minutes missing none" in words(pages(records, DAY)["assemblies/north/"].content)


@pytest.mark.parametrize("has", [True, False])
def test_pages_lead_to_the_guide_where_there_is_one(has: bool) -> None:
    guide = {"guide/secretaries.md": b"# For secretaries\n\n## Correct what is published\n\nAt the next meeting.\n"} if has else {}
    built = {page.path: page.content for page in render_site(reckon(load(files(RIVER)), DAY), Settings(as_of=DAY), guide)}
    for path in ("assemblies/north/", "assemblies/north/minutes/2026-05-20/"):
        assert ("guide/secretaries/#s_correct-what-is-published" in built[path]) is has


def test_who_departed_in_a_divided_delegation_is_in_the_ledger_by_name(river: dict[str, Page]) -> None:
    html = river["accountability/"].content
    text = words(html)
    assert "North : Bo said against on Water at River Council , the delegation being divided; the mandate says for ." in text
    assert "Ada said" not in text
    anchors = re.findall(r'<article class="mb-find" id="([^"]+)"', html)
    assert len(set(anchors)) == len(anchors)
    assert "1 departed" in words(river["assemblies/north/delegates/bo/"].content)
    assert "Departed" not in words(river["assemblies/north/delegates/ada/"].content)


def test_a_position_is_open_until_the_assembly_itself_has_answered(river: dict[str, Page]) -> None:
    html = river["accountability/"].content
    assert "Since then: reported back on 28 March 2026 . Kept; its assembly has still to answer, after 82 days." in words(html)
    assert re.search(r'id="indicative-awaiting-[^>]* data-s="open"', html)
    for path in ("assemblies/river/proposals/water/", "assemblies/south/mandates/spring/", "assemblies/south/delegates/cy/"):
        assert "Its assembly has still to answer" in words(river[path].content), path


def test_a_line_of_the_ledger_says_nothing_twice_and_links_one_word(river: dict[str, Page]) -> None:
    text = words(river["accountability/"].content)
    assert (
        "North ( Ada and Bo ): the report was due on 28 March 2026 and none is recorded as received. Mandate . Overdue for 68 days." in text
    )
    assert "1 line " in text
    assert "1 line, the latest" not in text
    assert "Public ledger, as of 4 June 2026. Minutebook, https://valley.example/accountability/" in text


def test_a_delegate_says_whether_they_are_mandated_today(river: dict[str, Page]) -> None:
    assert "Mandated today at River Council , until 31 December ( mandate )." in words(river["assemblies/south/delegates/cy/"].content)
    assert "Not mandated today." in words(river["assemblies/north/delegates/ada/"].content)
    assert "Nobody is mandated today." in words(river["assemblies/north/delegates/"].content)
    assert "Mandated today: Cy ." in words(river["assemblies/south/delegates/"].content)


def test_a_proposal_says_whose_members_decide_and_leads_to_its_topics(river: dict[str, Page]) -> None:
    page = river["assemblies/river/proposals/water/"]
    assert "communes of River Council, those that were members on 1 February 2026" in words(page.content)
    assert 'href="../../../../topics/springs/"' in page.content
