"""Feeds and calendars: held against their standards by other people's parsers, and against what the pages say."""

from __future__ import annotations

import io
import json
import re
from bisect import bisect
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import feedparser
import icalendar
import jsonschema
import pytest
import vobject
from dateutil.tz import tzical

from minutebook.codes import severity_of
from minutebook.feeds import feed_files
from minutebook.feeds.feed import MOST
from minutebook.feeds.zones import described
from minutebook.files import read_tree
from minutebook.load import load
from minutebook.page import Page
from minutebook.problems import Severity
from minutebook.settings import Settings
from minutebook.shell.config import ConfigError, read_config
from minutebook.state import reckon
from rendered import render_site
from test_links import SITE, Links

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 24)
ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT12:00:00Z")
TAG_URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d){0,2}:[A-Za-z0-9/#?=._~:%-]+")
HOSTILE = '<script>alert(1)</script> & ]]> "x" \\nATTENDEE:mailto:x@y.z;,'

# RFC 4287, 4.1.1 and 4.1.2: the children of a feed and of an entry, how many of each there may be, and their attributes.
GRAMMAR = {
    "feed": {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "subtitle": (0, 1), "rights": (0, 1), "generator": (0, 1), "author": (1, 99),
             "link": (1, 99), "entry": (0, MOST)},
    "entry": {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "published": (0, 1), "summary": (0, 1), "content": (0, 1), "author": (1, 99),
              "link": (1, 99), "category": (0, 99)},
    "author": {"name": (1, 1), "uri": (0, 1), "email": (0, 1)},
}  # fmt: skip
ATTRIBUTES = {"link": {"href", "rel", "type", "hreflang", "title", "length"}, "category": {"term", "scheme", "label"}, "content": {"type"}}
TEXT = {"type": "string", "minLength": 1}
URI = {"type": "string", "pattern": "^https://[!-~]+$"}
MOMENT = {"type": "string", "pattern": f"^{RFC_3339.pattern}$"}
AUTHORS = {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["name"], "properties": {"name": TEXT}}}
JSON_FEED = {  # jsonfeed.org/version/1.1, with what we always say required
    "type": "object", "additionalProperties": False,
    "required": ["version", "title", "home_page_url", "feed_url", "language", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"}, "title": TEXT, "home_page_url": URI, "feed_url": URI, "description": TEXT,
        "authors": AUTHORS, "language": TEXT,
        "items": {"type": "array", "maxItems": MOST, "items": {
            "type": "object", "additionalProperties": False, "required": ["id", "url", "title", "content_text", "date_published"],
            "properties": {
                "id": {"type": "string", "pattern": f"^{TAG_URI.pattern}$"}, "url": URI, "title": TEXT, "summary": TEXT,
                "content_text": TEXT, "content_html": TEXT, "date_published": MOMENT, "date_modified": MOMENT, "authors": AUTHORS, "language": TEXT,
                "tags": {"type": "array", "items": TEXT, "uniqueItems": True},
            },
        }},
    },
}  # fmt: skip

RECORDS: Mapping[str, str] = {
    "council/assembly.md": "name: River Council\nkind: council\nlanguage: en\nmembers: [north, bab]\nrules: {ratification: {requires: unanimity}}",
    "north/assembly.md": "name: North Hill\nkind: commune\nlanguage: en",
    "bab/assembly.md": "name: باب الماء\nkind: commune\nlanguage: ar",
    "council/proposals/water.md": "title: Water in common\nto: council\nproposed: council/2026-02-07\ntopics: [water]\nsummary: Whose it is.\n"
    "deadline: [2026-06-30, {to: 2026-12-31, by: council/2026-05-02#longer}]\n---\nThe springs belong to no one.",
    "council/proposals/mill.md": "title: A mill\nto: council\nproposed: 2026-02-08\ndeadline: 2026-10-31\n---\nOne mill.",
    "council/proposals/boat.md": "title: A boat\nto: council\nproposed: 2026-02-08\ndeadline: 2026-12-20\n---\nOne boat.",
    "council/notices/2026-02-07.md": "starts: '10:00'\ntimezone: Europe/Paris",
    "council/minutes/2026-02-07.md": "decisions: [{id: w, on: water, outcome: adopted}]",
    "council/minutes/2026-05-02.md": "decisions: [{id: longer, text: The last day is put off, outcome: adopted}]",
    "north/minutes/2026-03-02.md": "present: 30\ndecisions:\n- {id: w, on: council/water, outcome: rejected, votes: {for: 12, against: 13}}\n"
    "- {id: m, on: council/mill, outcome: adopted}\n- {id: b, on: council/boat, outcome: adopted}\n"
    "- {id: g, text: The guest room is painted, outcome: adopted}",
    "north/minutes/2026-04-06.md": "present: 30\ndecisions:\n- {id: fix, outcome: adopted, corrects: {minutes: 2026-03-02, decision: w,"
    " outcome: adopted, votes: {for: 13, against: 12}, text: The count was read wrongly.}}\n- {id: call, recalls: spring, outcome: adopted}",
    "north/mandates/spring.md": "delegates: [Ann]\nto: council\nfor: {from: 2026-03-02, until: 2026-12-31}\ngranted: 2026-03-02\n"
    "instructions: [{on: council/water, position: for}]",
    "bab/minutes/2026-09-02.md": "present: 30\ndecisions:\n- {id: b, on: council/boat, outcome: adopted}\n"
    "- {id: k, text: يبقى النبع مفتوحًا لأهل القرية كلهم في كل وقت من أوقات السنة بلا مقابل, outcome: adopted}",
    "north/notices/2026-12-01.md": "starts: '19:00'\nends: '01:00'\ntimezone: Europe/Paris\nplace: the school\nagenda: [on: council/water]",
    "north/notices/2026-12-08.md": "starts: '19:00'\ntimezone: Europe/Paris\ncancelled: Snow.",
    "north/notices/2026-12-15.md": "starts: '19:00'\ntimezone: Nowhere/Atall\nmoved_to: 2026-12-16\nonline: https://meet.example/north",
    "bab/notices/2026-12-03.md": "title: دعوة إلى مجلس باب الماء في بيت المناحل يوم الخميس الثالث من شهر ديسمبر بعد صلاة العصر\nplace: بيت المناحل",
}  # fmt: skip


def made(records: Mapping[str, str] = RECORDS, day: date = DAY, **settings: Any) -> dict[str, bytes]:
    files = {
        f"assemblies/{path}": (f"---\n{text}\n" if "\n---\n" in text else f"---\n{text}\n---\n").encode() for path, text in records.items()
    }
    confederation = load(files)
    assert not [f"{one.code}: {one.record}: {one.message}" for one in confederation.problems if severity_of(one.code) is Severity.ERROR]
    assert not confederation.aside
    given = {"site_name": "River book", "site_url": "https://river.example/", "languages": ("en", "fr", "ar")} | settings
    return dict(feed_files(reckon(confederation, day), Settings(as_of=day, **given)))


@pytest.fixture(scope="module")
def small() -> dict[str, bytes]:
    return made()


@pytest.fixture(scope="module")
def demonstration() -> dict[str, bytes]:
    return dict(feed_files(reckon(load(read_tree(ROOT)), DAY), read_config(ROOT).settings(DAY)))


def entries(data: bytes) -> dict[str, ET.Element]:
    found = ET.fromstring(data).findall(f"{ATOM}entry")
    by_id = {one.findtext(f"{ATOM}id", ""): one for one in found}
    assert len(by_id) == len(found)
    return by_id


def titles(data: bytes) -> list[str]:
    return [one.findtext(f"{ATOM}title", "") for one in entries(data).values()]


def events(data: bytes) -> dict[str, icalendar.Event]:
    found = icalendar.Calendar.from_ical(data).walk("VEVENT")
    by_uid = {str(one["UID"]): one for one in found}
    assert len(by_uid) == len(found)
    return by_uid


# ------------------------------------------------------------------ the standards


def hold(element: ET.Element) -> None:
    """An Atom element against the grammar of RFC 4287."""
    assert element.tag.startswith(ATOM)
    name = element.tag.removeprefix(ATOM)
    assert set(element.attrib) - {XML_LANG} <= ATTRIBUTES.get(name, set())
    counts = {child: sum(one.tag == ATOM + child for one in element) for child in GRAMMAR.get(name, {})}
    assert len(element) == sum(counts.values()), f"a child that may not stand in {name}"
    for child, (least, most) in GRAMMAR.get(name, {}).items():
        assert least <= counts[child] <= most, (name, child, counts[child])
    if name in ("feed", "entry"):
        ways = [(one.get("rel"), one.get("type"), one.get("hreflang")) for one in element.findall(f"{ATOM}link")]
        assert len(set(ways)) == len(ways)
        assert any(rel == "alternate" for rel, *_ in ways)
        terms = [one.get("term") for one in element.findall(f"{ATOM}category")]
        assert len(set(terms)) == len(terms)
        assert name == "feed" or any(element.findtext(f"{ATOM}{part}") for part in ("summary", "content"))
    match name:
        case "updated" | "published":
            assert RFC_3339.fullmatch(element.text or "")
        case "id":
            assert TAG_URI.fullmatch(element.text or "")
        case "link":
            assert re.fullmatch(r"https://[!-~]+", element.get("href", ""))
        case "title" | "name" | "subtitle" | "summary" | "content" | "rights":
            assert (element.text or "").strip()
    for one in element:
        hold(one)


def test_every_atom_feed_holds_to_rfc_4287_and_is_read(demonstration: dict[str, bytes], small: dict[str, bytes]) -> None:
    found = {
        path: data
        for path, data in (demonstration | {f"small/{path}": data for path, data in small.items()}).items()
        if path.endswith(".atom")
    }
    assert len(found) > 300
    for path, data in found.items():
        hold(root := ET.fromstring(data))
        parsed = feedparser.parse(data)
        assert not parsed.bozo, (path, parsed.get("bozo_exception"))
        assert parsed.version == "atom10"
        assert parsed.feed.language == root.get(XML_LANG)
        assert [one.id for one in parsed.entries] == list(entries(data))
        dates = [one.updated for one in parsed.entries]
        assert dates == sorted(dates, reverse=True)
        language = path.removeprefix("small/").split("/")[0]
        assert parsed.feed.language == (language if language in ("fr", "ar", "kmr") else "en")


def test_every_json_feed_holds_to_its_schema_and_says_what_atom_says(demonstration: dict[str, bytes]) -> None:
    validator = jsonschema.Draft202012Validator(JSON_FEED)
    for path, data in demonstration.items():
        if path.endswith(".json"):
            feed = json.loads(data)
            validator.validate(feed)
            beside = demonstration[path.removesuffix("json") + "atom"]
            assert [(one["id"], one["title"]) for one in feed["items"]] == list(zip(entries(beside), titles(beside), strict=True))
            assert feed["feed_url"] == f"https://sarrel.example/{path}"


def test_every_calendar_is_read_by_two_parsers(demonstration: dict[str, bytes], small: dict[str, bytes]) -> None:
    found = [data for files in (demonstration, small) for path, data in files.items() if path.endswith(".ics")]
    assert len(found) > 100
    for data in found:
        calendar = icalendar.Calendar.from_ical(data)
        assert calendar.errors == []
        assert calendar["VERSION"] == "2.0"
        other = vobject.readOne(data.decode(), validate=True)
        mine = events(data)
        assert {one.uid.value for one in getattr(other, "vevent_list", [])} == set(mine)
        zones = {zone["TZID"] for zone in calendar.walk("VTIMEZONE")}
        for one in mine.values():
            assert one.errors == []
            assert one["STATUS"] in ("CONFIRMED", "TENTATIVE", "CANCELLED")
            assert one["DTSTAMP"].dt.utcoffset() == timedelta(0)
            assert one["DTSTAMP"].dt.date() <= DAY
            assert str(one["URL"]) in str(one["DESCRIPTION"])
            assert one["SUMMARY"].params["LANGUAGE"]
            zone = one["DTSTART"].params.get("TZID")
            assert zone is None or zone in zones
            assert "DTEND" not in one or one["DTEND"].dt > one["DTSTART"].dt
        assert zones == {one["DTSTART"].params["TZID"] for one in mine.values() if "TZID" in one["DTSTART"].params}
        for line in data.split(b"\r\n"):
            assert len(line) <= 75
            line.decode()  # no character is cut in two
        assert b"\n" not in data.replace(b"\r\n", b"")


def onsets(part: icalendar.Timezone) -> list[tuple[datetime, timedelta]]:
    """The changes of a time zone as RFC 5545 has them: the moment, from the hour that clocks showed before it, and the offset after it."""
    assert not any("RRULE" in one or "RDATE" in one for one in part.subcomponents)
    return [((one["DTSTART"].dt - one["TZOFFSETFROM"].td).replace(tzinfo=UTC), one["TZOFFSETTO"].td) for one in part.subcomponents]


def check_hours(part: icalendar.Timezone, first: datetime, last: datetime) -> None:
    """A time zone of a calendar against the machine's own, hour by hour, as the standard has it and as dateutil reads it."""
    there, changes = ZoneInfo(part["TZID"]), onsets(part)
    text = f"BEGIN:VCALENDAR\r\n{part.to_ical().decode()}END:VCALENDAR\r\n"
    other = tzical(io.StringIO(text)).get()
    assert changes[0][0] <= first
    moments = [moment for moment, _offset in changes]
    hour = first
    while hour < last:
        offset = hour.astimezone(there).utcoffset()
        assert changes[bisect(moments, hour) - 1][1] == offset, hour
        clock = hour.astimezone(there).replace(tzinfo=None)
        ways = {clock.replace(tzinfo=there, fold=fold).utcoffset() for fold in (0, 1)}
        assert len(ways) == 2 or clock.replace(tzinfo=other).utcoffset() == offset, hour
        hour += timedelta(hours=1)


@pytest.mark.parametrize("name", ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Damascus", "UTC"])
def test_a_time_zone_is_right_at_every_hour_of_its_years(name: str) -> None:
    check_hours(described(name, 2021, 2023), datetime(2021, 1, 2, tzinfo=UTC), datetime(2023, 12, 31, tzinfo=UTC))


def test_clocks_change_at_the_hour_they_showed_before() -> None:
    found = described("Europe/Paris", 2026, 2026)
    told = [(one.name, one["DTSTART"].dt, one["TZOFFSETTO"].td) for one in found.subcomponents[1:]]
    assert told == [
        ("DAYLIGHT", datetime(2026, 3, 29, 2), timedelta(hours=2)),
        ("STANDARD", datetime(2026, 10, 25, 3), timedelta(hours=1)),
    ]
    for year in (1, 1777, 9999):
        assert described("America/New_York", year - 1, year + 1)["TZID"] == "America/New_York"


def test_the_zones_of_a_calendar_cover_its_meetings(demonstration: dict[str, bytes]) -> None:
    data = demonstration["calendar.ics"]
    (part,) = icalendar.Calendar.from_ical(data).walk("VTIMEZONE")
    starts = [one["DTSTART"].dt.astimezone(UTC) for one in events(data).values() if "TZID" in one["DTSTART"].params]
    check_hours(part, min(starts) - timedelta(days=200), max(starts) + timedelta(days=200))


# ------------------------------------------------------------------ what they say


def test_what_happened_is_told(small: dict[str, bytes]) -> None:
    told = titles(small["feed.atom"])
    for title in (
        "North Hill ratified A mill", "North Hill ratified Water in common", "North Hill, adopted: The guest room is painted",
        "North Hill corrected Water in common", "North Hill recalled Ann (to River Council)", "A mill: lapsed", "A boat: carried",
        "Water in common: the last day is put off to 31 December", "River Council put Water in common to the assemblies",
        "River Council put the proposal A mill", "North Hill meets on Tuesday 1 December 2026",
        "North Hill: the meeting of Tuesday 8 December 2026 is cancelled",
    ):  # fmt: skip
        assert title in told
    fixed = entries(small["feed.atom"])["tag:river.example,2026:north/minutes/2026-04-06#fix"]
    assert "rejected → adopted; 12 for, 13 against → 13 for, 12 against." in fixed.findtext(f"{ATOM}summary", "")
    kinds = {term.get("term") for term in ET.fromstring(small["feed.atom"]).iter(f"{ATOM}category")}
    assert {"decision", "correction", "recall", "carried", "lapsed", "extended", "put", "meeting", "cancelled", "water"} <= kinds


def test_titles_say_what_counts_for_less(demonstration: dict[str, bytes]) -> None:
    told = {
        title for path, data in demonstration.items() if path.endswith(".atom") and path.startswith("assemblies/") for title in titles(data)
    }
    for title in (
        "Kaniya Sor ratified Water of the valley, held in common (edition 1)",
        "Gannet Point ratified Water of the valley, held in common (conditional)",
        "Montferrand-le-Bas ratified Water of the valley, held in common (taken back since)",
        "Pont-Sarrel ratified Water of the valley, held in common (provisional)",
        "Rive-Haute ratified Water of the valley, held in common (counts within Les Deux-Rives)",
        "Bab al-Ma ratified Raising the dykes together (counts within Lower Sarrel district)",
        "Gundê Nû ratified No quarry on the Col de Brume (late)",
        "La Vernaie ratified No quarry on the Col de Brume (not counted)",
        "Wadi al-Nahl ratified Common fund, second half of 2026 (not valid: no quorum)",
        "Wadi al-Nahl ratified Flood watch on the bridges this winter",
    ):  # fmt: skip
        assert title in told
    assert "La Vernaie ratified No quarry on the Col de Brume" not in told


def test_every_proposal_is_put_once(demonstration: dict[str, bytes], book: Any) -> None:
    for id, one in book.state.proposals.items():
        owner, _, slug = id.partition("/proposals/")
        items = json.loads(demonstration[f"assemblies/{owner}/proposals/{slug}/feed.json"])["items"]
        put = [item["id"] for item in items if item["tags"][0] == "put"]
        assert len(put) == 1, id
        council = json.loads(demonstration[f"assemblies/{one.rule.to}/feed.json"])["items"]
        assert put[0] in [item["id"] for item in council] or len(council) == MOST, id


def test_a_meeting_is_told_a_fortnight_before() -> None:
    key = "tag:river.example,2026:north/notices/2026-12-15"
    assert key not in entries(made(day=date(2026, 11, 30))["feed.atom"])
    entry = entries(made(day=date(2026, 12, 1))["feed.atom"])[key]
    assert entry.findtext(f"{ATOM}title") == "North Hill: the meeting of Tuesday 15 December 2026 is moved to Wednesday 16 December 2026"
    assert entry.findtext(f"{ATOM}published") == "2026-12-01T12:00:00Z"
    assert "north/notices/2026-12-15@river.example" in events(made(day=date(2026, 11, 1))["calendar.ics"])


def test_a_correction_says_what_it_puts_right(demonstration: dict[str, bytes]) -> None:
    key = "tag:sarrel.example,2026:sarrel-council/minutes/2026-11-14#correct"
    entry = entries(demonstration["assemblies/sarrel-council/feed.atom"])[key]
    assert "…" not in entry.findtext(f"{ATOM}title", "…")
    assert entry.findtext(f"{ATOM}summary") == "The sentence on households was said by three delegations, not by most."


def test_rights_name_the_licence() -> None:
    for settings, told in (
        ({"licence": "CC BY 4.0", "licence_url": "https://x.example/by"}, "CC BY 4.0 https://x.example/by"),
        ({"copyright": "The valley", "licence": "CC BY 4.0"}, "The valley. CC BY 4.0"),
        ({"copyright": "The valley"}, "The valley"),
        ({}, None),
    ):
        assert ET.fromstring(made(**settings)["feed.atom"]).findtext(f"{ATOM}rights") == told


def test_each_feed_has_its_own(small: dict[str, bytes]) -> None:
    north, bab, council = (titles(small[f"assemblies/{name}/feed.atom"]) for name in ("north", "bab", "council"))
    assert "North Hill ratified A mill" in north
    assert "North Hill ratified A mill" not in bab
    assert all("A boat: carried" in one for one in (north, bab, council))
    assert "North Hill recalled Ann (to River Council)" in council
    water = titles(small["assemblies/council/proposals/water/feed.atom"])
    assert water == titles(small["topics/water/feed.atom"])
    assert "North Hill corrected Water in common" in water
    assert not [one for one in water if "mill" in one]
    standing = next(
        one
        for one in entries(small["assemblies/council/proposals/boat/feed.atom"]).values()
        if one.findtext(f"{ATOM}title") == "A boat: carried"
    )
    assert standing.findtext(f"{ATOM}summary") == "Carried, and in force since 2 September 2026; 2 of 2 have ratified, 2 were needed."


def test_titles_are_the_sentences_of_the_pages(demonstration: dict[str, bytes], book: Any) -> None:
    """What the front page says was decided lately stands in the feed in the same words, in every language."""
    settings = book.settings
    rendered = render_site(book.state, settings, {})
    home = {page.lang: page for page in islice(rendered, len(settings.languages))}  # the front page comes first, in each language
    for language in settings.languages:
        said = plain(home[language].content)
        told = titles(demonstration[f"{settings.speaking(language).tree}assemblies/saltmarsh/feed.atom"])
        told += titles(demonstration[f"{settings.speaking(language).tree}assemblies/roquebelle/feed.atom"])
        told += titles(demonstration[f"{settings.speaking(language).tree}feed.atom"])
        shared = [one for one in told if plain(one) in said]
        assert len(shared) >= 4, (language, told[:40])


def plain(html: str) -> str:
    """Words without marks, isolates, and blanks that differ."""
    words = re.sub(r"<[^>]*>", "", html).replace("&amp;", "&").replace("&#39;", "'").replace("&#34;", '"')
    return " ".join(re.sub("[\u2066-\u2069]", "", words).split())


def test_languages(small: dict[str, bytes]) -> None:
    """Ids are the same in every language; titles are in that of the tree, a record's own words in theirs."""
    english, french = entries(small["feed.atom"]), entries(small["fr/feed.atom"])
    assert list(english) == list(french)
    assert ET.fromstring(small["feed.atom"]).findtext(f"{ATOM}id") == ET.fromstring(small["ar/feed.atom"]).findtext(f"{ATOM}id")
    key = "tag:river.example,2026:bab/minutes/2026-09-02#k"
    content = english[key].find(f"{ATOM}content")
    assert content is not None
    assert content.get(XML_LANG) == "ar"
    own = entries(small["ar/feed.atom"])[key].find(f"{ATOM}content")
    assert own is not None
    assert own.get(XML_LANG) is None
    assert own.text == content.text == "يبقى النبع مفتوحًا لأهل القرية كلهم في كل وقت من أوقات السنة بلا مقابل"
    key = "tag:river.example,2026:north/minutes/2026-03-02#m"
    assert english[key].findtext(f"{ATOM}title") != french[key].findtext(f"{ATOM}title")
    links = {one.get("hreflang"): one.get("href") for one in ET.fromstring(small["fr/feed.atom"]).findall(f"{ATOM}link") if one.get("rel") != "self"
             and one.get("type") == "application/atom+xml"}  # fmt: skip
    assert links == {"en": "https://river.example/feed.atom", "ar": "https://river.example/ar/feed.atom"}
    assert set(events(small["calendar.ics"])) == set(events(small["ar/calendar.ics"]))
    item = next(one for one in json.loads(small["feed.json"])["items"] if one["id"].endswith("bab/minutes/2026-09-02#k"))
    assert item["language"] == "ar"  # its title is made of the record's own words
    assert "content_html" not in item
    item = next(one for one in json.loads(small["fr/feed.json"])["items"] if "carried" in one["tags"])
    assert item["language"] == "fr"
    called = next(one for one in json.loads(made(languages=("fr",))["feed.json"])["items"] if one["tags"][0] == "extended")
    assert (called["language"], called["content_html"]) == ("fr", '<div lang="en" dir="ltr"><p>Whose it is.</p></div>')


# ------------------------------------------------------------------ ids that stay


def test_ids_stay_when_an_assembly_is_renamed(small: dict[str, bytes]) -> None:
    moved = {path.replace("north/", "uphill/"): text.replace("north", "uphill") for path, text in RECORDS.items()}
    moved["uphill/assembly.md"] += "\nformerly: [north]"
    once = made(moved)
    assert set(entries(once["feed.atom"])) == set(entries(small["feed.atom"]))
    assert set(events(once["calendar.ics"])) == set(events(small["calendar.ics"]))
    feeds = [ET.fromstring(files[path]).findtext(f"{ATOM}id") for files, path in (
        (once, "assemblies/uphill/feed.atom"), (small, "assemblies/north/feed.atom"))]  # fmt: skip
    assert feeds[0] == feeds[1] == "tag:river.example,2026:north?feed"
    again = {path.replace("uphill/", "top/"): text.replace("uphill", "top") for path, text in moved.items()}
    again["top/assembly.md"] = again["top/assembly.md"].replace("[north]", "[north, uphill]")
    assert set(entries(made(again)["feed.atom"])) == set(entries(small["feed.atom"]))


def test_ids_stay_when_a_record_is_renamed_or_the_site_moves(small: dict[str, bytes]) -> None:
    moved = dict(RECORDS)
    moved["council/proposals/springs.md"] = moved.pop("council/proposals/water.md").replace("title:", "formerly: water\ntitle:")
    assert set(entries(made(moved)["feed.atom"])) == set(entries(small["feed.atom"]))
    elsewhere = made(site_url="https://other.example/book/", tag="river.example,2026")
    assert set(entries(elsewhere["feed.atom"])) == set(entries(small["feed.atom"]))
    assert set(events(elsewhere["calendar.ics"])) == set(events(small["calendar.ics"]))
    assert b"https://other.example/book/assemblies/north/" in elsewhere["feed.atom"]
    assert "tag:other.example,2026:book/north/minutes/2026-03-02#m" in entries(made(site_url="https://other.example/book/")["feed.atom"])


def test_the_same_records_make_the_same_files_on_another_day() -> None:
    """Only what is still to come changes with the day of reckoning; an entry never does by itself."""
    first, later = (made(day=day) for day in (DAY, DAY + timedelta(days=3)))
    assert first == made()
    assert first["assemblies/north/feed.atom"] == later["assemblies/north/feed.atom"]


def test_a_tag_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "assemblies").mkdir()
    (tmp_path / "mkdocs.yml").write_text("plugins: [{minutebook: {tag: 'not a tag'}}]\n")
    with pytest.raises(ConfigError, match="not a host and a year"):
        read_config(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("plugins: [{minutebook: {tag: 'river.example,2026'}}]\n")
    assert read_config(tmp_path).settings(DAY).tag == "river.example,2026"


# ------------------------------------------------------------------ calendars


def test_a_name_of_several_lines_adds_nothing_to_a_calendar() -> None:
    records = {**RECORDS, "north/assembly.md": 'name: "North; Hill, x\\nATTENDEE:mailto:x@y.z"\nkind: commune\nlanguage: en'}
    data = made(records)["assemblies/north/calendar.ics"].decode().replace("\r\n ", "")
    (line,) = [one for one in data.split("\r\n") if one.startswith("X-WR-CALNAME")]
    assert "North\\; Hill\\, x\\nATTENDEE:mailto:x@y.z" in line
    assert "\nATTENDEE" not in data
    assert vobject.readOne(data).vevent


@pytest.mark.parametrize(
    ("written", "leads"),
    [
        ("https://meet.example/north?a=1;b=2,3", True),
        ("https://meet.example/café", True),
        ("https://meet.example/\nATTENDEE:mailto:x@y.z", False),
        ("https://[::1", None),
        ("https://a b", False),
        ("javascript:alert(1)", False),
        ("the school", False),
    ],
)
def test_where_to_join_from_afar_is_an_address_or_only_words(written: str, leads: bool | None) -> None:
    records = {**RECORDS, "north/notices/2026-12-15.md": f"online: {json.dumps(written)}"}
    (event,) = [one for one in events(made(records)["calendar.ics"]).values() if one.get("DTSTART").dt == date(2026, 12, 15)]
    assert str(event["LOCATION"]) == written
    assert leads is None or ("CONFERENCE" in event) is leads
    assert "ATTENDEE" not in event


def test_meetings(small: dict[str, bytes]) -> None:
    found = events(small["assemblies/north/calendar.ics"])
    held = found["north/notices/2026-12-01@river.example"]
    assert held["DTSTART"].dt == datetime(2026, 12, 1, 19, tzinfo=ZoneInfo("Europe/Paris"))
    assert held["DTEND"].dt == datetime(2026, 12, 2, 1, tzinfo=ZoneInfo("Europe/Paris"))
    assert (held["SUMMARY"], held["STATUS"], held["SEQUENCE"], held["LOCATION"]) == ("North Hill meets", "CONFIRMED", 0, "the school")
    assert held["DESCRIPTION"].splitlines() == ["19:00 to 01:00, the school.", "Agenda: Water in common.", held["URL"]]
    off = found["north/notices/2026-12-08@river.example"]
    assert (off["SUMMARY"], off["STATUS"], off["SEQUENCE"]) == ("Cancelled: North Hill", "CANCELLED", 1)
    assert "It does not take place: Snow." in off["DESCRIPTION"]
    moved = found["north/notices/2026-12-15@river.example"]
    assert moved["DTSTART"].dt == datetime(2026, 12, 16, 19)  # no such zone: as it is written
    assert (moved["SUMMARY"], moved["DESCRIPTION"].splitlines()[0]) == ("North Hill meets", "Moved from 15 December 2026.")
    assert (moved["STATUS"], moved["SEQUENCE"]) == ("CONFIRMED", 1)
    called = events(made({**RECORDS, "north/notices/2026-12-15.md": "starts: '19:00'"})["calendar.ics"])[
        "north/notices/2026-12-15@river.example"
    ]
    assert called["SEQUENCE"] == 0
    assert called["UID"] == moved["UID"]


def test_a_council_without_a_time_zone_meets_in_that_of_its_members() -> None:
    records = {
        **RECORDS,
        "council/notices/2026-12-04.md": "title: The Council on 4 December\nstarts: '10:00'",
        "bab/notices/2026-12-05.md": "starts: '09:30'",
    }
    records["council/notices/2026-02-07.md"] = "starts: '10:00'"

    def starts(name: str, **more: str) -> datetime:
        found = events(
            made({**records, **{f"{key}/notices/2026-12-09.md": f"starts: '08:00'\ntimezone: {value}" for key, value in more.items()}})[
                "calendar.ics"
            ]
        )
        start = found[f"{name}@river.example"]["DTSTART"].dt
        assert isinstance(start, datetime)
        return start

    there = ZoneInfo("Europe/Paris")
    assert starts("council/notices/2026-12-04") == datetime(2026, 12, 4, 10, tzinfo=there)
    assert starts("council/notices/2026-12-04", bab="Asia/Amman").tzinfo is None  # its members differ
    assert starts("bab/notices/2026-12-05").tzinfo is None
    assert starts("bab/notices/2026-12-05", bab="Asia/Amman") == datetime(2026, 12, 5, 9, 30, tzinfo=ZoneInfo("Asia/Amman"))


def test_a_day_without_an_hour_is_a_whole_day_and_arabic_is_folded_between_characters(small: dict[str, bytes]) -> None:
    data = small["ar/assemblies/bab/calendar.ics"]
    found = events(data)["bab/notices/2026-12-03@river.example"]
    assert found["DTSTART"].dt == date(2026, 12, 3)
    assert found["DTEND"].dt == date(2026, 12, 4)
    title = "دعوة إلى مجلس باب الماء في بيت المناحل يوم الخميس الثالث من شهر ديسمبر بعد صلاة العصر"
    assert found["SUMMARY"] == "باب الماء: اجتماع"
    assert title in found["DESCRIPTION"]
    assert title.encode() not in data
    assert title.encode() in data.replace(b"\r\n ", b"")


def test_last_days(small: dict[str, bytes]) -> None:
    found = events(small["calendar.ics"])
    water, mill, boat = (found[f"council/proposals/{name}?last-day@river.example"] for name in ("water", "mill", "boat"))
    assert water["SUMMARY"] == "Last day: Water in common"
    assert (water["DTSTART"].dt, water["DTEND"].dt) == (date(2026, 12, 31), date(2027, 1, 1))
    assert (water["TRANSP"], water["STATUS"], water["SEQUENCE"]) == ("TRANSPARENT", "CONFIRMED", 1)
    assert water["DTSTAMP"].dt.date() == date(2026, 5, 2)
    related = {str(one): one.params["RELTYPE"] for one in water["RELATED-TO"]}
    assert related == {"council/notices/2026-02-07@river.example": "PARENT", "north/notices/2026-12-01@river.example": "SIBLING"}
    assert set(related) <= set(found)
    assert (mill["STATUS"], mill["SUMMARY"]) == ("CONFIRMED", "Last day: A mill (lapsed)")  # it lapsed on that day
    assert (boat["STATUS"], boat["SEQUENCE"], boat["SUMMARY"]) == ("CANCELLED", 1, "Last day: A boat (in force)")  # carried before
    before = events(made(day=date(2026, 4, 30))["calendar.ics"])["council/proposals/water?last-day@river.example"]
    assert (before["DTSTART"].dt, before["SEQUENCE"]) == (date(2026, 6, 30), 0)


# ------------------------------------------------------------------ safety


def test_hostile_words_stay_words() -> None:
    quoted = json.dumps(HOSTILE)
    records = dict(RECORDS)
    records["council/proposals/water.md"] = records["council/proposals/water.md"].replace("Water in common", quoted)
    records["north/assembly.md"] = records["north/assembly.md"].replace("North Hill", json.dumps('<b>N</b>" onclick=x'))
    records["north/notices/2026-12-01.md"] += f"\ntitle: {quoted}"
    found = made(records)
    for path, data in found.items():
        if path.endswith(".atom"):
            hold(ET.fromstring(data))
            assert b"<script" not in data
            assert b"<b>" not in data
        elif path.endswith(".ics"):
            assert all(str(one.name) == "VEVENT" and "ATTENDEE" not in one for one in icalendar.Calendar.from_ical(data).walk("VEVENT"))
            assert not re.search(rb"^ATTENDEE", data, re.MULTILINE)
            vobject.readOne(data.decode(), validate=True)
        else:
            json.loads(data)
    assert any("<script>alert(1)</script> & ]]>" in one for one in titles(found["feed.atom"]))
    pages = render(records)
    home = pages["assemblies/council/proposals/water/"].head
    assert "<script>" not in home
    assert home.count('<link rel="alternate"') == 2


# ------------------------------------------------------------------ where they are offered


def render(records: Mapping[str, str] = RECORDS, content: Mapping[str, bytes] | None = None, **settings: Any) -> dict[str, Page]:
    files = {
        f"assemblies/{path}": (f"---\n{text}\n" if "\n---\n" in text else f"---\n{text}\n---\n").encode() for path, text in records.items()
    }
    given = {"site_name": "River book", "site_url": "https://river.example/", "languages": ("en", "fr", "ar")} | settings
    return {page.path: page for page in render_site(reckon(load(files), DAY), Settings(as_of=DAY, past=False, **given), content or {})}


def test_pages_offer_what_is_there(small: dict[str, bytes]) -> None:
    pages = render()
    offered: dict[str, set[str]] = {}
    for path, page in pages.items():
        for where in (page.head, page.content):
            links = {one for one in Links(where).leads if one.rsplit("/", 1)[-1] in ("feed.atom", "feed.json", "calendar.ics")}
            offered.setdefault(path, links)
            assert offered[path] == links, f"the head and the page of {path!r} differ"
    found = {urljoin(SITE + path, link).removeprefix(SITE) for path, links in offered.items() for link in links}
    assert found == set(small)
    assert {one.rsplit("/", 1)[-1] for one in offered["fr/assemblies/north/"]} == {"feed.atom", "feed.json", "calendar.ics"}
    assert len(offered["calendar/"]) == 1
    assert len(offered["fr/topics/water/"]) == len(offered["assemblies/council/proposals/water/"]) == 2
    assert pages[""].head.count('<link rel="alternate" type="') == 3


@pytest.mark.parametrize("content", [{}, {"guide/following.md": b"# Follow the book"}])
def test_what_can_be_followed_leads_to_the_guide_where_there_is_one(content: dict[str, bytes]) -> None:
    pages = render(content=content)
    for path in ("", "fr/calendar/", "assemblies/north/", "topics/water/"):
        found = {urljoin(SITE + path, link).removeprefix(SITE) for link in Links(pages[path].content).leads}
        assert (f"{'fr/' if path.startswith('fr/') else ''}guide/following/" in found) is bool(content)


@pytest.mark.parametrize("settings", [{"offline": True}, {"site_url": ""}])
def test_none_where_none_can_be_followed(settings: dict[str, Any]) -> None:
    assert made(**settings) == {}
    pages = render(**settings)
    assert not [
        path for path, page in pages.items() if "feed.atom" in page.head + page.content or "calendar.ics" in page.head + page.content
    ]


def test_the_largest_are_cut_at_fifty(demonstration: dict[str, bytes]) -> None:
    assert len(entries(demonstration["feed.atom"])) == MOST
    assert replace(Settings(as_of=DAY), site_url="https://x/").reachable
