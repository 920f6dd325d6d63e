"""The overview pages of a small confederation: every page made, every link led somewhere, every figure right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from posixpath import normpath
from urllib.parse import unquote

import pytest

from minutebook.citing import schema_files
from minutebook.codes import CODES
from minutebook.exports import export_files
from minutebook.exports.people import slug, slugs
from minutebook.load import load
from minutebook.page import Page
from minutebook.pages import PAGES, accountability, changes, decisions, matrix
from minutebook.pages.alphabet import collation, initial
from minutebook.pages.survey import Survey, survey
from minutebook.pages.view import Site
from minutebook.settings import Settings
from minutebook.state import State, reckon
from rendered import render_site

DAY = date(2026, 6, 4)

RECORDS: dict[str, str] = {
    "council/assembly.md": """
name: River Council
kind: council
founded: 2021-01-01
members: [north, south, east, {assembly: west, since: 2021-01-01, suspended: {from: 2026-05-01}}]
rules: {decides_by: consensus, ratification: {requires: two-thirds}, quorum: 4}
""",
    "north/assembly.md": """
name: North Hill
kind: commune
language: en
place: the hill
founded: 2021-01-01
formerly: upper-hill
meets: Every second Monday in the school yard.
rules: {quorum: 10, decides_by: majority, minutes: approved_next, mandates: {max_consecutive: 1, report_within_days: 14}}
offices:
  - {title: co-chair, held_by: [Ada North, Ben North], since: 2025-01-01, chosen_by: lot}
  - {title: co-chair, held_by: Old Chair, since: 2023-01-01, until: 2024-12-31}
""",
    "south/assembly.md": "name: باب الماء\nkind: commune\nlanguage: ar\nfounded: 2021-01-01",
    "east/assembly.md": "name: East <b>Mill</b>\nkind: commune\nfounded: 2021-01-01",
    "west/assembly.md": "name: West End\nkind: commune\nfounded: 2021-01-01",
    "alone/assembly.md": "name: Élan Alone\nkind: commune\nfounded: 2021-01-01",
    "gone/assembly.md": "name: Gone\nkind: commune\nfounded: 2021-01-01\ndissolved: 2024-12-31",
    "council/proposals/water.md": """
title: Water of the valley
to: council
proposed: 2026-02-07
kind: charter
deadline: [2026-05-31, {to: 2026-06-30, by: 2026-04-18}]
topics: [water, الماء]
summary: The springs are held in common.
editions: [{id: 2, date: 2026-03-01, by: 2026-04-18, text: water.2.md}]
""",
    "council/proposals/mill.md": "title: A mill\nto: council\nproposed: 2026-01-10\nrequires: 2\ntopics: grain",
    "council/proposals/mill-change.md": "title: The mill, amended\nto: council\nproposed: 2026-03-10\nrequires: 2\namends: mill",
    "council/proposals/call.md": "title: A call to all\nto: council\nproposed: 2026-01-10\nkind: call\nrequires: none",
    "council/proposals/toll.md": "title: Toll on the bridge\nto: council\nproposed: 2025-01-10\ndeadline: 2025-06-30",
    "north/proposals/roof.md": "title: Mend the roof\nto: north\nproposed: 2026-05-04\n"
    "topics: ['<img src=x onerror=alert(1)>', '\" onmouseover=\"alert(1)', \"100% {{ 7*7 }} %(x)s\"]",
    "council/minutes/2026-04-18.md": """
date: 2026-04-18
present: 7
delegations:
  - {assembly: north, delegates: [Ada North, Ben North], mandate: north/2026-04-01}
  - {assembly: south, delegates: محمد علي}
  - {assembly: east, delegates: Zoë Müller}
decisions:
  - {id: water, on: water, edition: 2, outcome: adopted, positions: {north: against, south: for, east: {position: for, indicative: true}}}
""",
    "north/mandates/2026-04-01.md": """
delegates: [Ada North, Ben North]
to: council
for: council/minutes/2026-04-18
granted: 2026-04-01
chosen_by: election
instructions:
  - {on: council/water, edition: 2, position: for}
""",
    "north/mandates/2026-05-20.md": """
delegates: [Ada North, Cem Ø]
to: council
for: {from: 2026-06-01, until: 2026-12-31}
granted: 2026-05-20
instructions: [{on: council/water, edition: 2, position: [for, abstain]}]
""",
    "north/reports/2026-05-04.md": "mandate: 2026-04-01\nreceived: 2026-05-04\n"
    "disputes: [{minutes: council/2026-04-18, decision: water, says: We said for.}]",
    "north/minutes/2026-05-04.md": """
present: 30
decisions:
  - {id: water, on: council/water, edition: 2, outcome: adopted, votes: {for: 20, against: 5, abstain: 5}}
  - {id: mill, on: council/mill, outcome: adopted, votes: {for: 30, against: 0}}
  - {id: roof, on: roof, outcome: adopted, votes: {for: 29, against: 1}}
  - {id: paint, text: "The door is painted =red.", votes: {for: 16, against: 9}}
""",
    "north/minutes/2026-05-18.md": """
present: 31
decisions:
  - {id: ok, approves: 2026-05-04, outcome: adopted}
  - {id: fix, corrects: {minutes: 2026-05-04, decision: water, votes: {for: 21, against: 5, abstain: 4}, text: One hand was not seen.}, outcome: adopted}
  - {id: undo, revokes: 2026-05-04#paint, because: The door is gone.}
""",
    "north/minutes/2026-06-01.md": "present: 8\ndecisions: [{id: call, on: council/call, outcome: adopted}]",
    "south/minutes/2026-05-02.md": """
decisions:
  - {id: water, on: council/water, edition: 2, outcome: adopted, reservations: تُقرأ الحسابات}
  - {id: mill, on: council/mill, outcome: adopted}
  - {id: change, on: council/mill-change, outcome: adopted}
""",
    "south/minutes/2026-05-03.md": "decisions: [{id: x, on: council/nothing-here, outcome: adopted}]",
    "east/minutes/2026-05-09.md": "decisions: [{on: council/water, edition: 2, outcome: deferred}, {on: council/mill-change, outcome: adopted}]",
    "west/minutes/2026-05-08.md": "decisions: [{id: w, on: council/water, edition: 2, outcome: rejected, votes: {for: 1, against: 9}}]",
    "east/notices/2026-06-08.md": "date: 2026-06-08\nstarts: '19:00'\nplace: the mill\nopen_to: residents\nagenda: [Minutes, {on: council/water}]",
    "west/notices/2026-06-06.md": "date: 2026-06-06\ncancelled: The hall is flooded.",
    "west/notices/2026-05-29.md": "date: 2026-05-29\nstarts: '18:00'",
    "alone/notices/2026-09-01.md": "date: 2026-09-01",
    "gone/oops.md": "date: 1",
}


def files(records: Mapping[str, str]) -> dict[str, bytes]:
    found = {f"assemblies/{path}": f"---\n{text.strip()}\n---\nText of it.\n".encode() for path, text in records.items()}
    found["assemblies/council/proposals/water.2.md"] = b"The second text.\n"
    return found


CONTENT = {
    "index.md": b"# Front\n\nThis book is **invented**. [Rules](about/rules.md) <script>alert(1)</script>\n",
    "about/rules.md": b"---\ntitle: The rules\n---\n# The rules\n\nWhat holds. [Start](../guide/start.md#now), [ledger](/accountability/), [gone](no.md).\n",
    "guide/start.md": b"# Start here\n\n## Now\n\nGo.\n",
}


@pytest.fixture(scope="module")
def state() -> State:
    return reckon(load(files(RECORDS)), DAY)


@pytest.fixture(scope="module")
def site(state: State) -> Site:
    return Site(state, Settings(as_of=DAY, site_name="River book"), CONTENT)


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, Page]:
    found: dict[str, Page] = {}
    for page in render_site(site.state, site.settings, CONTENT):
        assert page.path not in found, f"two pages at {page.path}"
        found[page.path] = page
    return found


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_the_records_are_as_meant(state: State) -> None:
    errors = {
        problem.span.file.removeprefix("assemblies/") for problem in state.records.problems if CODES[problem.code].severity == "error"
    }
    assert errors == {"south/minutes/2026-05-03.md", "gone/oops.md"}


def test_every_kind_of_page_is_made(pages: dict[str, Page]) -> None:
    made = {page.kind for page in pages.values()}
    assert {kind.kind for kind in PAGES} - made <= {"log"}


def test_every_link_leads_to_a_page_and_to_a_place_on_it(site: Site, pages: dict[str, Page]) -> None:
    data = {
        *export_files(site.state, site.settings),
        *dict(schema_files(site.settings)),
        *(file for page in pages.values() for file, _data in page.beside),
    }
    ids = {path: set(re.findall(r'\sid="([^"]+)"', page.content)) for path, page in pages.items()}
    lost: Counter[str] = Counter()
    for path, page in pages.items():
        for href in re.findall(r'<a [^>]*href="([^"]*)"', page.content):
            if href.startswith(("http:", "https:", "mailto:")) or path == "404.html":
                continue
            way, _, anchor = href.partition("#")
            target = path if not way else normpath(f"/{path.rpartition('/')[0]}/{unquote(way)}").lstrip("/")
            target += "/" if way and target and way.endswith(("/", ".")) else ""
            if target in data:
                continue
            if target not in pages:
                lost[f"{path} -> {target}"] += 1
            elif anchor and unquote(anchor) not in ids[target]:
                lost[f"{path} -> {target}#{anchor}"] += 1
    assert not lost


def test_ids_on_a_page_are_unique(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        again = [name for name, count in Counter(re.findall(r'\sid="([^"]+)"', page.content)).items() if count > 1]
        assert not again, path


class Read(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names.update(name for name, _value in attrs)
        if tag not in ("br", "hr", "img", "input", "meta", "link", "path", "rect", "circle", "use", "wbr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("path", "rect", "circle", "use", "br"):
            assert self.open.pop() == tag


def test_no_page_has_inline_style_script_or_another_host(pages: dict[str, Page]) -> None:
    for page in pages.values():
        read = Read(page.content)
        assert not read.open, page.path
        own = {"script"} if page.path in ("search/", "404.html") else set()  # ours, from a file
        assert not (read.tags - own) & {"script", "style", "img", "iframe", "object", "embed", "link", "base"}, page.path
        assert not [
            name
            for name in read.names
            if name.startswith("on") or name in {"style", "src", "srcset", "formaction"} - ({"src"} if own else set())
        ], page.path
        assert "<b>Mill" not in page.content, page.path


def test_the_front_page_says_what_waits_and_for_whom(pages: dict[str, Page]) -> None:
    text = words(pages[""].content)
    assert "Water of the valley" in text
    assert re.search(r"Needs 3 of 4", text)
    assert "This book is invented" in text
    front = pages[""].content
    assert 'href="assemblies/council/proposals/water/#east"' in front
    assert "8 June" in text
    assert "Cancelled. The hall is flooded." in text
    assert "Toll on the bridge" not in text


def test_meetings_of_the_week_begin_with_the_day_of_reckoning(site: Site) -> None:
    view = next(iter(PAGES[0].views(site)))
    assert [(one.day, one.state) for one in view.meetings] == [(date(2026, 6, 6), "cancelled"), (date(2026, 6, 8), "coming")]  # type: ignore[attr-defined]


def test_an_assembly_knows_what_it_has_and_has_not_dealt_with(pages: dict[str, Page]) -> None:
    east = words(pages["assemblies/east/"].content)
    assert "Still to decide" in east
    assert "On the agenda of the next meeting" in east
    assert re.search(r"Nobody speaks for East .* today. River Council . No mandate is recorded", east)
    north = words(pages["assemblies/north/"].content)
    assert "Ada North , term 2 in a row, 1 allowed" in north
    assert "report within 14 days" in north
    assert "Formerly upper-hill" in north
    west = words(pages["assemblies/west/"].content)
    assert "Suspended from River Council since 1 May" in west


def test_what_is_set_aside_is_shown_where_it_matters(pages: dict[str, Page]) -> None:
    assert "1 part of this assembly’s records is set aside" in words(pages["assemblies/south/"].content)
    page = words(pages["aside/"].content)
    assert "nothing-here" in page
    assert "gone/oops.md" in page
    read, published, lost = (int(number) for number in re.findall(r"(\d+) (?:files read|published|set aside)", page))
    assert read == published + lost == len(RECORDS) + 1
    assert lost == 1


def test_a_delegate_page_shows_terms_and_positions(pages: dict[str, Page]) -> None:
    text = words(pages["assemblies/north/delegates/ada-north/"].content)
    assert "More than the rule allows" in text
    assert "Departed" in text
    assert "heard on 4 May" in text
    assert "assemblies/east/delegates/zoe-muller/" in pages
    assert any(re.fullmatch(r"assemblies/south/delegates/delegate-[0-9a-f]{8}/", path) for path in pages)


def test_addresses_of_names_are_ascii_and_stay() -> None:
    assert slug("Zîn Aldar") == "zin-aldar"
    assert slug("Cem Ø") == "cem-o"
    assert slug("محمد علي") == slug("محمد علي")
    assert re.fullmatch("delegate-[0-9a-f]{8}", slug("محمد A."))
    both = slugs(["Jean Léo", "Jean Leo", "J.-L."])
    assert both["Jean Léo"] == "jean-leo"
    assert re.fullmatch("jean-leo-[0-9a-f]{4}", both["Jean Leo"])
    assert slugs(["Jean Léo"])["Jean Léo"] == "jean-leo"


def test_names_are_ordered_by_letters_before_accents() -> None:
    assert sorted(["Zoe", "élan", "Bab", "Élan"], key=collation) == ["Bab", "Élan", "élan", "Zoe"]
    assert [initial(name) for name in ("élan", "’Ain", "9 stones", "باب", "…")] == ["E", "A", "0–9", "ب", "–"]


def test_the_ledger_has_each_finding_once_with_its_record(site: Site, pages: dict[str, Page]) -> None:
    page = pages["accountability/"].content
    assert page.count('class="mb-find"') == len(site.state.ledger)
    for finding in site.state.ledger:
        assert f'id="{finding.problem.code}"' in page
    text = words(page)
    assert "the mandate says for" in text
    assert "reported back on 4 May" in text
    assert "rule allows 1" in text


def test_changes_show_the_original_and_the_correction(pages: dict[str, Page]) -> None:
    html = pages["changes/"].content
    assert "from <del>20</del> to <ins>21</ins> for" in html
    assert "One hand was not seen." in html
    assert "The door is gone." in html
    assert re.search(r"<del><time[^>]*>31 May 2026</time></del>", html)
    assert "edition 2 of the text" in html
    plain, approved = html.split("Minutes approved once")
    assert "approves the minutes" not in plain
    assert "4 May 2026" in words(approved)


def test_the_book_has_charters_first_and_what_amended_a_text(pages: dict[str, Page]) -> None:
    text = words(pages["decisions/"].content)
    assert "Amended by The mill, amended" in text
    assert "Adopted by North Hill" in text


def test_the_calendar_joins_notices_to_minutes(site: Site) -> None:
    s = survey(site)
    awaited = [one for one in s.past if one.minutes is None]
    assert [(one.assembly, one.day) for one in awaited] == [("west", date(2026, 5, 29))]


def test_every_problem_code_has_its_page(pages: dict[str, Page]) -> None:
    for code in CODES.values():
        text = words(pages[f"about/problems/{code.code}/"].content)
        assert "What to do" in text
        assert text.isprintable()


def test_texts_of_content_become_pages_and_link_to_each_other(pages: dict[str, Page]) -> None:
    rules = pages["about/rules/"]
    assert rules.title == "The rules"
    assert 'href="../../guide/start/#s_now"' in rules.content
    assert 'href="../../accountability/"' in rules.content
    assert "no.md" not in rules.content
    assert "The rules" in words(pages["about/"].content)


def test_the_page_not_found_links_from_the_root(state: State) -> None:
    page = next(p for p in render_site(state, Settings(as_of=DAY, site_url="https://example.org/book/"), {}) if p.path == "404.html")
    assert 'href="/book/assemblies/"' in page.content


@pytest.mark.parametrize("wide", [2, 24])
def test_the_matrix_has_every_row_of_every_proposal(site: Site, monkeypatch: pytest.MonkeyPatch, wide: int) -> None:
    monkeypatch.setattr(matrix, "WIDE", wide)
    views = list(matrix.matrix_pages(site))
    asked = {(one.proposal.id, row.assembly) for one in Survey(site).shared for row in one.rows}
    shown = Counter(
        cell.to for view in views for table in view.tables for line in table.lines for cell in line.cells if cell.key
    )  # fmt: skip
    assert set(shown.values()) == {1}
    assert len(shown) == len(asked)
    if wide == 2:
        across = views[0].across
        assert sum(share.asked for one in across for share in one.shares) == len(asked)
        assert all(len(table.columns) <= wide for view in views for table in view.tables)


def test_a_confederation_without_records_has_every_page() -> None:
    found = {page.path for page in render_site(reckon(load({}), DAY), Settings(as_of=DAY), {})}
    for path in ("", "assemblies/", "proposals/", "ratifications/", "decisions/", "accountability/", "calendar/", "data/", "changes/", "topics/",
                 "search/", "aside/", "about/", "about/problems/", "404.html"):  # fmt: skip
        assert path in found


def test_headings_of_overviews_begin_with_one_h1_and_skip_no_level(pages: dict[str, Page]) -> None:
    for page in pages.values():
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page.content)]
        if page.kind in ("proposal", "mandate", "minutes", "notice", "report"):
            continue
        assert levels.count(1) == 1, page.path
        assert levels[0] == 1, page.path
        assert all(after - before <= 1 for before, after in pairwise(levels)), (page.path, levels)


def test_a_long_log_has_a_page_for_each_year_and_month(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decisions, "FEW", 2)
    monkeypatch.setattr(decisions, "LATEST", 1)
    monkeypatch.setattr(decisions, "MANY", 3)
    book = next(decisions.book(site))
    assert [line.day for line in book.log] == [date(2026, 6, 1)]
    views = list(decisions.log_pages(site))
    assert [view.path for view in views if view.path.count("/") < 4] == [
        "decisions/2026/", "decisions/2026/06/", "decisions/2026/05/", "decisions/2026/04/",
    ]  # fmt: skip
    assert all(view.total <= 3 or view.inner for view in views)
    shown = Counter(line.to for view in views for day in view.days for line in day.acts)
    assert len(shown) == len(site.state.verdicts)
    assert set(shown.values()) == {1}
    assert [span.count for span in views[0].inner] == [1, len(site.state.verdicts) - 2, 1]


def test_a_long_ledger_has_a_page_for_each_year_and_month(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accountability, "MANY", 3)
    monkeypatch.setattr(accountability, "SHOWN", 2)
    views = list(accountability.ledger_pages(site))
    paths = [view.path for view in views]
    assert paths[:2] == ["accountability/", "accountability/2026/"]
    assert len(set(paths)) == len(paths)
    whole = [view for view in views if view.shown == view.total]
    assert sum(view.shown for view in whole) == len(site.state.ledger)
    assert views[0].shown == 2
    assert views[0].total == len(site.state.ledger)


def test_many_changes_and_many_proposals_have_pages_by_year(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "MANY", 1)
    views = list(changes.changes_pages(site))
    assert [view.path for view in views][:2] == ["changes/", "changes/2026/"]
    shown = {view.path: sum(len(year.approvals) + sum(len(day.changes) for day in year.days) for year in view.found) for view in views}
    assert sum(shown[view.path] for view in views[1:] if shown[view.path] == view.total) == views[0].total
    monkeypatch.setattr(matrix, "LONG", 1)
    sheets = list(matrix.matrix_pages(site))
    assert [view.path.removeprefix("ratifications/") for view in sheets] == ["", "_2026/", "_2026/_2/", "_2026/_3/", "_2025/"]
    shown = [line.standing.proposal.id for view in sheets for table in view.tables for line in table.lines]
    assert sorted(shown) == sorted(one.proposal.id for one in Survey(site).shared)


FOLLOWED: dict[str, str] = {
    "council/assembly.md": "name: River Council\nkind: council\nmembers: [north, south, old, upper, lower, {assembly: late, since: 2026-05-01}]",
    "north/assembly.md": "name: North Hill\nkind: commune\nfounded: 2021-01-01",
    "south/assembly.md": "name: South\nkind: commune\nfounded: 2021-01-01",
    "late/assembly.md": "name: Latecomers\nkind: commune\nfounded: 2021-01-01",
    "old/assembly.md": "name: Old Banks\nkind: commune\nfounded: 2021-01-01\ndissolved: 2026-03-31",
    "upper/assembly.md": "name: Upper Bank\nkind: commune\nfounded: 2026-04-01\nsucceeds: old",
    "lower/assembly.md": "name: Lower Bank\nkind: commune\nfounded: 2026-04-01\nsucceeds: old",
    "council/proposals/water.md": "title: Water\nto: council\nproposed: 2026-02-07",
    "north/mandates/2026-04-01.md": "delegates: Ada\nto: council\nfor: council/minutes/2026-04-18\ngranted: 2026-04-01\n"
    "instructions: [{on: council/water, position: against, unless: the wells are named, accept: a text that names who repairs}]",
    "council/minutes/2026-04-18.md": "delegations: [{assembly: north, delegates: Ada, mandate: north/2026-04-01}, {assembly: south, delegates: Bo}]\n"
    "decisions: [{id: water, on: water, outcome: adopted, positions: {north: {position: for, under: 1}, south: for}}]",
    "north/reports/2026-04-28.md": "mandate: 2026-04-01\ndate: 2026-04-28\ndisputes: [{minutes: council/2026-04-18, decision: water, says: We did not.}]",
    "north/minutes/2026-05-17.md": "decisions: [{id: no, disowns: 2026-04-01, outcome: adopted, votes: {for: 33, against: 8}}]",
    "council/minutes/2026-05-20.md": "decisions: [{id: fix, corrects: {minutes: 2026-04-18, decision: water, text: Three said so.}, outcome: adopted}]",
    "upper/minutes/2026-04-14.md": "decisions: [{id: w, on: council/water, outcome: adopted, votes: {for: 9, against: 1}}]",
    "late/minutes/2026-05-14.md": "decisions: [{id: w, on: council/water, outcome: adopted, votes: {for: 9, against: 1}}, {text: The bell is rung.}]",
}


@pytest.fixture(scope="module")
def followed() -> dict[str, str]:
    records = {f"assemblies/{path}": f"---\n{text}\n---\nText.\n".encode() for path, text in FOLLOWED.items()}
    return {page.path: words(page.content) for page in render_site(reckon(load(records), DAY), Settings(as_of=DAY), {})}


def test_the_ledger_tells_what_followed_a_dispute_and_a_claim(followed: dict[str, str]) -> None:
    text = followed["accountability/"]
    assert "contest these minutes. Report . Since then: the council corrected it on 20 May 2026" in text
    assert "its assembly disagreed on 17 May 2026 (33 for, 8 against)" in text


def test_a_finding_gives_the_whole_instruction(followed: dict[str, str]) -> None:
    for path in ("accountability/", "assemblies/north/delegates/ada/"):
        assert re.search(r"(?i)against , unless the wells are named , and may accept a text that names who repairs", followed[path]), path


def test_only_where_delegations_decide_a_position_is_not_counted(followed: dict[str, str]) -> None:
    text = followed["accountability/"]
    assert "Where delegations decide, it is not counted." in text
    assert "It is shown and not counted" not in text


def test_successors_speak_through_the_row_of_their_predecessor(followed: dict[str, str]) -> None:
    lower, upper = followed["assemblies/lower/"], followed["assemblies/upper/"]
    assert re.search(r"Still to decide .* Water .* Through the row of Old Banks", lower)
    assert re.search(r"What we have decided .* Water Ratified through the row of Old Banks", upper)
    assert "Our own affairs" not in upper


def test_a_decision_that_is_not_counted_is_no_matter_of_its_own(followed: dict[str, str]) -> None:
    decided, own = followed["assemblies/late/"].split("Our own affairs")
    assert "Not counted: it joined after those who decide were counted." in decided
    assert "The bell is rung" in own
    assert "Water" not in own.split("Minutes 1 meeting")[0]
