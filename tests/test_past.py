"""As it stood on a date: every state is found, on its own day, and its page says what a reckoning of that day says."""

from __future__ import annotations

import itertools
import random
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from minutebook import past
from minutebook.confederation import Confederation
from minutebook.exports.addresses import past_address
from minutebook.files import read_tree
from minutebook.load import load
from minutebook.pages import view
from minutebook.pages.view import Site
from minutebook.pages.wording import STATUSES, capital, state_word, status_key
from minutebook.past import Past, Stretch, past_of
from minutebook.settings import Settings
from minutebook.state import reckon
from reference.world_common import FIRST
from reference.worlds import SPAN, make_world, to_files
from rendered import render_site

ROOT = Path(__file__).parents[1]
HISTORY = Path(__file__).parent / "history"
HISTORIES = [
    ("independence-1776", date(1776, 7, 20)),
    ("assemblies-of-assemblies-2019", date(2019, 12, 31)),
    ("articles-of-confederation", date(1781, 3, 10)),
]


def every_day(confederation: Confederation, today: date, monkeypatch: pytest.MonkeyPatch) -> Past:
    """The past as found by looking at every single day."""
    first = past.turns(confederation, today)[0]
    days = tuple(first + timedelta(number) for number in range((today - first).days + 1))
    with monkeypatch.context() as patched:
        patched.setattr(past, "turns", lambda confederation, today: days)
        found = Past(confederation, today)
        assert found.stretches
    return found


@pytest.mark.parametrize(("name", "today"), HISTORIES)
def test_no_state_of_history_is_missed(name: str, today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    confederation = load(read_tree(HISTORY / name))
    assert Past(confederation, today).stretches == every_day(confederation, today, monkeypatch).stretches


@pytest.mark.parametrize("seed", range(60))
def test_no_state_of_a_random_confederation_is_missed(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    world = make_world(seed, 2 + seed % 6, seed % 4, 1 + seed % 4)
    confederation, today = load(to_files(world)), FIRST + timedelta(days=SPAN + 10)
    assert Past(confederation, today).stretches == every_day(confederation, today, monkeypatch).stretches


def test_states_follow_one_another_without_a_gap() -> None:
    found = Past(load(read_tree(HISTORY / "independence-1776")), date(1776, 7, 20)).stretches
    assert "virginia/proposals/independence" in found
    for held in found.values():
        for one, following in itertools.pairwise(held):
            assert one.last == following.first - timedelta(days=1)
            assert following.changes
        assert held[-1].last is None
        assert held[0].changes == ()


def test_independence_as_it_stood_on_the_decisive_days() -> None:
    found = Past(load(read_tree(HISTORY / "independence-1776")), date(1776, 7, 20))
    before, second, ninth = (found.on("virginia/proposals/independence", date(1776, 7, day)) for day in (1, 2, 9))
    assert before is not None
    assert before.state == "open"
    assert second is not None
    assert (second.state, second.ratified) == ("in force", 12)
    assert ninth is not None
    assert ninth.ratified == 13
    assert found.on("virginia/proposals/independence", date(1776, 1, 1)) is None


@pytest.mark.parametrize("seed", range(20))
def test_the_past_is_reckoned_anew_where_records_tell_something_else(seed: int) -> None:
    """One record after the other is changed: in its words, in a fact, or so that it stands elsewhere in its file."""
    chance = random.Random(seed)
    files = to_files(make_world(seed, 3, seed % 3, 2))
    today = FIRST + timedelta(days=SPAN + 10)
    before = past_of(load(files), today)
    for turn in range(8):
        file = chance.choice(sorted(files))
        text = files[file].decode()
        words = chance.choice((text + "\nMore words.\n", text.replace("\n", "\n# line\n", 1)))
        files[file] = (words if turn % 2 else text.replace("adopted", "rejected", 1)).encode()
        confederation = load(files)
        found = past_of(confederation, today)
        assert found.stretches == Past(confederation, today).stretches
        assert found is before or not turn % 2
        before = found
    assert past_of(confederation, today + timedelta(1)) is not before


@cache
def pages() -> tuple[Past, dict[str, str]]:
    """The pages of the worked history of 1776, and its past."""
    name, day = HISTORIES[0]
    state = reckon(load(read_tree(HISTORY / name)), day)
    built = {page.path: page.content for page in render_site(state, Settings(as_of=day), {})}
    return Past(state.records, day), built


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_every_state_has_a_page_and_stands_in_the_list() -> None:
    found, built = pages()
    assert {path for path in built if "/as-of/" in path} == {
        past_address(id, day) for id, held in found.stretches.items() for day in (None, *(one.first for one in held))
    }
    for id, held in found.stretches.items():
        for one in held:
            assert f'href="{one.first}/"' in built[past_address(id)]


def test_a_page_of_the_past_says_what_a_reckoning_of_its_day_says() -> None:
    found, built = pages()
    for id, held in found.stretches.items():
        for one in held:
            then = reckon(found.confederation, one.first)
            shown = built[past_address(id, one.first)]
            told = words(shown)
            if id in then.proposals:
                standing = then.proposals[id]
                rows = dict(re.findall(r'<tr id="([\w-]+)"(.*?)</tr>', shown, re.DOTALL))
                assert {row.assembly for row in standing.rows} <= set(rows)
                for row in standing.rows:
                    assert f'data-st="{STATUSES[status_key(row)][0]}"' in rows[row.assembly]
                assert capital(state_word(standing.state)) in told
            else:
                speaking = [one.mandate for one in then.mandates.values() if one.status == "active" and one.mandate.record.assembly == id]
                assert all(name in told for mandate in speaking for name in mandate.delegates)


def test_pages_of_the_past_say_so_and_lead_on() -> None:
    found, built = pages()
    id = "virginia/proposals/independence"
    held = found.stretches[id]
    for place, one in enumerate(held):
        shown = built[past_address(id, one.first)]
        assert ('rel="prev"' in shown) == (place > 0)
        assert ('rel="next"' in shown) == (place + 1 < len(held))
        assert "The page of today" in shown
    assert f"As it stood from {span(held[0])}." in words(built[past_address(id, held[0].first)])
    assert f"/as-of/{held[-1].first}/" in built["assemblies/virginia/proposals/independence/"]
    assert "as it stood earlier" in built["assemblies/virginia/proposals/independence/"]


def span(one: Stretch) -> str:
    assert one.last is not None
    return f"{one.first.day} {one.first:%B %Y} to {one.last.day} {one.last:%B %Y}"


def test_a_book_may_leave_its_past_out_and_a_very_large_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    state = reckon(load(read_tree(HISTORY / "assemblies-of-assemblies-2019")), date(2019, 12, 31))
    assert Site(state, Settings(as_of=state.day)).shows_past
    monkeypatch.setattr(view, "MOST_WITH_PAST", 2)
    assert not Site(state, Settings(as_of=state.day)).shows_past
    assert Site(state, Settings(as_of=state.day, past=True)).shows_past
    built = list(render_site(state, Settings(as_of=state.day, past=False), {}))
    assert not any("/as-of/" in page.path or "as-of/" in page.content for page in built)
