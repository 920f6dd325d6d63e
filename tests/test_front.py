"""The front page and the lists it shares with others: in the order people ask, the same everywhere, every mark with its word."""

from __future__ import annotations

import re
from collections import deque
from datetime import date
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote

import pytest
from markupsafe import Markup

from minutebook.files import read_tree
from minutebook.load import load
from minutebook.page import Page
from minutebook.pages import home, ratification
from minutebook.pages.awaited import brief
from minutebook.pages.bar import Bar
from minutebook.pages.decisions import book
from minutebook.pages.done import deed, done, part_of, told
from minutebook.pages.explained import GROUPS
from minutebook.pages.lines import act_line
from minutebook.pages.marks import MARKS
from minutebook.pages.samples import samples
from minutebook.pages.survey import survey
from minutebook.pages.view import Site
from minutebook.pages.wording import MANDATE_STATES, OUTCOMES, RESULTS, STATES, STATUSES
from minutebook.problems import Severity
from minutebook.rules.force import PENDING
from minutebook.settings import Settings
from minutebook.state import reckon
from rendered import render_site

ROOT = Path(__file__).parent.parent
DAY = date(2026, 6, 4)

RECORDS = {
    "council/assembly.md": "name: River Council\nkind: council\nmembers: [north, south, east]\nrules: {ratification: {requires: two-thirds}}",
    "north/assembly.md": "name: North Hill\nkind: commune\nlanguage: en\nrules: {minutes: approved_next}",
    "north/assembly.ar.md": "name: تل الشمال",
    "south/assembly.md": "name: Bab\nkind: commune\nlanguage: ar",
    "east/assembly.md": "name: East Mill\nkind: commune\nlanguage: fr",
    "old/assembly.md": "name: Old Banks\nkind: commune\nfounded: 2020-01-01\ndissolved: 2024-12-31",
    "council/proposals/water.md": "title: Water\nto: council\nproposed: 2026-02-07\ndeadline: 2026-12-31",
    "council/proposals/mill.md": "title: A mill\nto: council\nproposed: 2026-01-10\nin_force: 2027-01-01",
    "council/proposals/bell.md": "title: A bell\nto: council\nproposed: 2026-01-10",
    "council/proposals/toll.md": "title: A toll\nto: council\nproposed: 2026-01-11\nrequires: unanimity\ndeadline: 2026-07-31",
    "east/proposals/four.md": "title: Le four\nto: council\nproposed: 2026-03-01",
    "east/proposals/four.en.md": "title: The oven",
    "north/proposals/roof.md": "title: The roof\nto: north\nproposed: 2026-03-01",
    "council/minutes/2026-04-18.md": "delegations: [{assembly: north, delegates: Ada, mandate: north/2026-04-01}]\n"
    "decisions: [{id: w, on: water, outcome: adopted, positions: {north: against}}]",
    "north/mandates/2026-04-01.md": "delegates: [Ada]\nto: council\nfor: council/minutes/2026-04-18\ngranted: 2026-04-01\n"
    "instructions: [{on: council/water, position: for}]",
    "north/mandates/2026-05-20.md": "delegates: [Ada]\nto: council\nfor: {from: 2026-06-01, until: 2026-12-31}\ngranted: 2026-05-20\n"
    "instructions: [{on: council/water, position: for}]",
    "north/minutes/2026-05-04.md": "decisions: [{id: mill, on: council/mill, outcome: adopted}, {id: bell, on: council/bell, outcome: adopted},"
    " {id: roof, on: roof, outcome: adopted}, {id: part, on: council/water, part: the first line, outcome: adopted},"
    " {id: no, recalls: 2026-05-20, outcome: rejected}]",
    "north/minutes/2026-05-18.md": "decisions: [{id: ok, approves: 2026-05-04, outcome: adopted}]",
    "south/minutes/2026-05-05.md": "decisions: [{on: council/mill, outcome: adopted}, {on: council/bell, outcome: adopted},"
    " {on: council/water, outcome: adopted, condition: the wells are named}, {text: تُفتح القاعة, outcome: deferred}]",
    "east/minutes/2026-05-06.md": "decisions: [{on: council/toll, outcome: rejected}, {on: council/water, outcome: deferred}]",
    "south/notices/2026-06-09.md": "date: 2026-06-09\nstarts: '19:30'\nplace: قاعة الماء\nopen_to: الجميع\n"
    "agenda: ['الحساب، والجدار', {on: council/water}, Third, Fourth]",
    "east/notices/2026-06-06.md": "date: 2026-06-06\nstarts: '18:00'\nplace: le moulin\nagenda: [{on: council/water}]\ncancelled: Crue.",
    "north/notices/2026-06-08.md": "date: 2026-06-08\nstarts: '20:00'",
    "north/notices/2026-06-20.md": "date: 2026-06-20",
}


@pytest.fixture(scope="module")
def site() -> Site:
    records = {f"assemblies/{path}": f"---\n{text}\n---\nText.\n".encode() for path, text in RECORDS.items()}
    loaded = load(records)
    assert not [one for one in loaded.problems if one.code.startswith(("un", "wrong", "missing"))]
    return Site(reckon(loaded, DAY), Settings(as_of=DAY, site_name="River book"))


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, Page]:
    return {page.path: page for page in render_site(site.state, site.settings, {})}


@pytest.fixture(scope="module")
def demonstration() -> Site:
    day = date(2026, 11, 24)
    return Site(reckon(load(read_tree(ROOT)), day), Settings(as_of=day))


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", re.sub(r"</?(?:b|bdi|a|span|time)\b[^>]*>", "", html)).split())


def section(html: str, id: str) -> str:
    return html.split(f'id="{id}"', 1)[1].split("</section>", 1)[0]


def test_the_front_page_answers_in_the_order_people_ask(pages: dict[str, Page]) -> None:
    front = pages[""].content
    assert re.findall(r'<section id="([a-z]+)"', front) == ["what", "assemblies", "open", "meetings", "decided", "ledger"]
    assert words(section(front, "what")).find("Each place decides in its own assembly, the commune.") >= 0
    assert re.findall(r"<li><a[^>]*>(.*?)</a>", section(front, "assemblies"))[:3] == ["<bdi>Bab</bdi>", '<bdi lang="fr" dir="ltr">East Mill</bdi>',
        "<bdi>North Hill</bdi>"]  # fmt: skip
    assert "تل الشمال" in section(front, "assemblies")
    assert "Old Banks" not in section(front, "assemblies")


def test_from_the_front_page_every_common_question_is_answered_within_three_steps(site: Site, pages: dict[str, Page]) -> None:
    """Who speaks for a commune and with which mandate; did it ratify, in which minutes; who departed; its row; what it has to decide; the next meeting."""
    steps = {"": 0}
    queue = deque([""])
    where = {""}
    while queue:
        path = queue.popleft()
        for href in re.findall(r'<a [^>]*href="([^"#]*)(?:#[^"]*)?"', pages[path].content):
            target = normpath(f"/{path}{unquote(href)}").lstrip("/") + "/" if href else path
            if target in pages and target not in steps:
                steps[target] = steps[path] + 1
                queue.append(target)
        where |= {path + href for href in re.findall(r'href="([^"]*#[^"]*)"', pages[path].content)}
    assert steps["assemblies/north/"] == 1
    assert steps["assemblies/north/mandates/2026-05-20/"] <= 2
    assert steps["assemblies/north/minutes/2026-05-04/"] <= 2
    assert steps["accountability/"] == 1
    assert 'href="accountability/#departed"' in pages[""].content
    assert 'href="assemblies/council/proposals/water/#east"' in pages[""].content
    assert 'href="assemblies/north/notices/2026-06-08/"' in pages[""].content


def test_home_and_the_proposals_page_agree_on_those_still_to_decide(demonstration: Site) -> None:
    s = survey(demonstration)
    seen = 0
    for one in demonstration.state.proposals.values():
        told = [(item.assembly.text, item.meets) for item in brief(s, one, waits=True).awaited]
        page = ratification.ratification(demonstration, one).waiting
        assert told == [(item.row.assembly.text, item.notice.day if item.notice else None) for item in page], one.proposal.id
        assert told == sorted(told, key=lambda item: item[1] or date.max)
        assert bool(told) <= (one.state in PENDING)
        seen += len(told)
    assert seen > 20


def test_an_unmet_condition_and_a_part_leave_an_assembly_awaited(site: Site) -> None:
    told = brief(survey(site), site.state.proposals["council/proposals/water"], waits=True).awaited
    assert [(item.assembly.text, item.meets) for item in told] == [
        ("North Hill", date(2026, 6, 8)),
        ("Bab", date(2026, 6, 9)),
        ("East Mill", None),
    ]


def test_every_mark_of_a_strip_has_its_word_beneath(pages: dict[str, Page]) -> None:
    strips = 0
    for page in pages.values():
        for strip, key in re.findall(
            r'(<div class="mb-bar mb-bar--s".*?</div>)\s*(<ul class="mb-key mb-key--s">.*?</ul>)?', page.content, re.DOTALL
        ):
            strips += 1
            assert set(re.findall(r'data-st="([a-z-]+)"', strip)) == set(re.findall(r'data-st="([a-z-]+)"', key)), page.path
    assert strips >= 3


def test_what_fails_says_so_with_its_last_day(pages: dict[str, Page]) -> None:
    waiting = words(section(pages[""].content, "open"))
    assert re.search(r"A toll Failing: needs 3 of 3; 1 has rejected, so that at most 2 .* The last day is 31 July\.", waiting)


def test_what_was_carried_comes_before_the_votes_of_single_communes(pages: dict[str, Page]) -> None:
    decided = words(section(pages[""].content, "decided"))
    assert re.search(r"Carried 5 May(?: 2026)? A mill Carried in force from 1 January 2027; 2 ratified, 2 needed", decided)
    assert decided.index("In force 2 ratified, 2 needed") < decided.index("In the assemblies")


def test_a_title_in_another_language_says_which_and_what_it_means(pages: dict[str, Page]) -> None:
    for path in ("", "proposals/", "search/"):
        assert re.search(r"Le four.{0,20}The oven \(title in French\)", words(pages[path].content)), path


def test_a_meeting_is_told_line_by_line(pages: dict[str, Page]) -> None:
    for path, items in (("", 3), ("calendar/", 4)):
        html = pages[path].content
        bab = html.split("<bdi>Bab</bdi></a> <small>Arabic</small>", 1)[1].split("</div>", 1)[0]
        assert bab.count("<li") == items + (path == "")
        assert '<li lang="ar" dir="rtl"><bdi lang="ar" dir="rtl">الحساب، والجدار</bdi></li>' in bab
        assert 'Open to: <bdi lang="ar" dir="rtl">الجميع</bdi>' in bab
        north = html.split("<bdi>North Hill</bdi></a></h3>", 1)[1].split("</div>", 1)[0]
        assert "Who may come is not recorded." in north
    assert "Meetings in the next seven days" in pages[""].content
    assert "20 June" not in section(pages[""].content, "meetings")


def test_a_cancelled_meeting_is_struck_and_has_no_agenda(pages: dict[str, Page]) -> None:
    for path in ("", "calendar/"):
        one = re.search(r'<p class="mb-day"><s>Saturday<b>6</b>June</s></p>(.*?)</div>', pages[path].content, re.DOTALL)
        assert one
        assert re.search(r"<b>Cancelled\.</b> .*Crue\..*<s>18:00</s>", one[1], re.DOTALL)
        assert "Water" not in one[1]
        assert "moulin" not in one[1]


def test_a_decision_is_one_sentence_with_its_verb() -> None:
    assert done("deferred", "Flood watch", "Saltmarsh") == "Saltmarsh deferred Flood watch"
    assert done("amended", "Water") == "Sent back, with amendments, Water"
    assert done("rescinded, own", "The roof", "North") == "North rescinded The roof"
    assert told("adopted", "The till is counted", "Saltmarsh") == "Saltmarsh, adopted: The till is counted"
    assert told("deferred", "The till") == "Deferred: The till"
    assert deed("recalls", "Ada", adopted=True) == "recalled Ada"
    assert deed("recalls", "Ada", adopted=False) == "to recall Ada"
    assert part_of(Markup("<b>P</b>"), "<i>") == "a part of <b>P</b> (&lt;i&gt;)"
    for key in OUTCOMES:
        assert "%(" not in done(key, "what", "who")
        assert str(done(key, "what", "who")).startswith("who")


def test_lines_of_decisions_tell_what_was_only_put_to_the_vote_or_to_the_assemblies(site: Site, pages: dict[str, Page]) -> None:
    lines = words(pages["decisions/"].content)
    assert "North Hill, rejected: to recall Ada (to River Council)." in lines
    assert "North Hill recalled" not in lines
    assert "River Council put Water to the assemblies." in lines
    assert "North Hill adopted a part of Water (the first line). On a part only: it does not speak for the whole." in lines
    assert "North Hill approved the minutes of 4 May 2026." in lines
    assert "East Mill deferred Water." in lines
    s = survey(site)
    looks = {id.partition("#")[2]: act_line(s, verdict).look for id, verdict in site.state.verdicts.items() if id.startswith("north/")}
    assert (looks["part"], looks["mill"], looks["roof"]) == ("part", "ratified", "adopted")


def test_the_book_tells_what_is_in_force_from_what_is_to_come(site: Site, pages: dict[str, Page]) -> None:
    view = next(book(site))
    assert (view.texts, view.communal, len(view.coming)) == (2, 1, 1)
    assert "2 texts in force (1 of communes for themselves), 1 to come;" in words(pages["decisions/"].content)
    assert "A mill" in section(pages["decisions/"].content, "coming")


def test_the_index_has_every_name_once_and_counts_them(site: Site, pages: dict[str, Page]) -> None:
    html = pages["search/"].content
    shown = re.search(r"<span data-count>(\d+)</span>", html)
    people = sum(map(len, site.delegates.values()))
    assert shown
    assert html.count("<li data-item>") == int(shown[1]) == len(site.state.confederation.assemblies) + len(site.state.proposals) + people
    assert re.search(r"Old Banks.{0,10}dissolved on 31 December 2024", words(html))
    assert re.search(r"Old Banks, (?:dissolved on )?31 December 2024", words(pages["assemblies/"].content))
    assert "Old Banks" not in section(pages["assemblies/"].content, "a-z")


def test_data_shows_examples_of_this_book(pages: dict[str, Page]) -> None:
    text = words(section(pages["data/"].content, "assemblies"))
    assert "4 rows" not in text
    assert "5 rows" in text
    assert "roquebelle" not in text
    assert "the date at the top of the page" in text


def test_marks_and_states_within_a_text_are_shown_and_nothing_else() -> None:
    html = (
        '<p title="{mark ratified}">{mark ratified} {mark kept} {state open for adoption} {mandate recalled} '
        "{mark no-such} {state x} {other y} <code>{mark kept}</code></p>"
    )
    (shown,) = samples(html)
    assert shown.startswith('<p title="{mark ratified}"><span class="mb-sample" data-st="ratified"><svg')
    assert '<span class="mb-sample" data-res="kept"><svg' in str(shown)
    assert '<span class="mb-stamp mb-stamp--s" data-state="open">Open for adoption</span>' in str(shown)
    assert str(shown).endswith("{mark no-such} {state x} {other y} <code>{mark kept}</code></p>")
    before, bar, after = samples("<p>a</p><p>{bar}</p><p>b</p>")
    assert (before, after) == ("<p>a</p>", "<p>b</p>")
    assert isinstance(bar, Bar)
    assert (bar.counted, bar.need, bar.missing, len(bar.boxes)) == (3, 4, 1, 6)


def test_how_to_read_shows_every_mark_and_every_state() -> None:
    text = (ROOT / "content/about/reading.md").read_text()
    named = set(re.findall(r"\{mark ([a-z-]+)\}", text))
    assert named <= set(MARKS)
    assert {mark for mark, _word in (*STATUSES.values(), *OUTCOMES.values(), *RESULTS.values())} <= named
    assert set(re.findall(r"\{state ([a-z ]+)\}", text)) == set(STATES)
    assert set(re.findall(r"\{mandate ([a-z ]+)\}", text)) == set(MANDATE_STATES)
    assert "{bar}" in text
    assert {"## Provisional", "## Indicative", "## Edition"} <= set(text.splitlines())


def test_every_problem_stands_in_one_group() -> None:
    from minutebook.codes import CODES

    grouped = [code for _title, codes in GROUPS for code in codes]
    assert len(grouped) == len(set(grouped))
    assert set(grouped) == {code.code for code in CODES.values() if code.severity is not Severity.FINDING}


def test_a_text_that_leads_a_folder_names_each_page_once(site: Site) -> None:
    content = {
        "about/index.md": b"# About\n\n[The rules](rules.md), [aside](../aside/).\n",
        "about/rules.md": b"# Rules\n\nText.\n",
        "about/more.md": b"# More\n\n" + b"wordy " * 60 + b"\n",
    }
    about = next(page for page in render_site(site.state, site.settings, content) if page.path == "about/").content
    assert about.count(">The rules<") == 1
    assert ">Rules<" not in about
    assert ">Records set aside<" not in about
    assert re.search(r'href="more/">More</a><br><span class="mb-note">(?:wordy )+…</span>', about)


def test_home_shows_few_of_many(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "FULL", 1)
    monkeypatch.setattr(home, "OPEN", 2)
    monkeypatch.setattr(home, "SHORT", 2)
    view = next(home.home(site))
    assert (len(view.open), len(view.also), view.more) == (1, 1, 1)
    assert view.names == ()
    assert [link.text for link in view.councils] == ["River Council"]


def test_sentences_say_what_is_so(built: Path) -> None:
    """What said too much in the demonstration once, or left out what a reader had to know."""

    def page(path: str) -> str:
        return (built / path / "index.html").read_text("utf-8")

    def words(html: str) -> str:
        return " ".join(re.sub("<[^>]+>", " ", html).split())

    def row(path: str, id: str) -> str:
        html = page(path)
        found = html[html.index(f'<tr id="{id}"') :]
        return words(found[: found.index("</tr>")])

    taken_back = row("assemblies/sarrel-council/proposals/charter", "les-ormeaux")
    assert "which stands" in taken_back
    assert "Acceded" not in taken_back
    assert "Acceded after it was carried" in words(page("assemblies/sarrel-council/proposals/charter"))
    assert "Next meeting:" in row("assemblies/sarrel-council/proposals/bridge-watch", "marsa-al-zaytun")

    commune = words(page("assemblies/saltmarsh"))
    waiting = commune[commune.index("proposals wait for this assembly") :]
    assert "Common fund for 2027 Provisionally carried" in waiting
    assert "One school calendar for the whole valley Failing" in waiting
    lifted = commune[commune.rindex("End of the suspension of La Vernaie") :]
    assert "By its delegation, under its mandate: position at Sarrel Council" in lifted[:150]

    assert "9 ratified, 12 needed, by 31 December" in words(page("ratifications"))
