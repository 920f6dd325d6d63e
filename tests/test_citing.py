"""What a page comes with: every citation parses elsewhere, the facts agree with the tables, and no title gets out of its place."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from operator import itemgetter
from typing import Any

import bibtexparser
import jsonschema
import pytest
from pyld import jsonld
from schema_org.registry import CLASS_METADATA, ENUM_MEMBERS, PROPERTY_BY_SCHEMA

from minutebook.catalogues import catalogue
from minutebook.citing import Beside, beside
from minutebook.citing.csl import bibtex_file, csl_file
from minutebook.citing.embed import badge_snippet, card_snippet
from minutebook.citing.face import face_of
from minutebook.citing.letters import drawable, lines, width
from minutebook.citing.linked import called as meeting_called
from minutebook.citing.linked import force
from minutebook.citing.picture import drawing, picture_file
from minutebook.citing.schema import page_schema
from minutebook.citing.work import plain, work_of
from minutebook.exports import export_files
from minutebook.load import load
from minutebook.pages import PAGES, Site, View, assembly, called, mandate, minutes, ratification
from minutebook.pages.data import data
from minutebook.pages.described import script_safe
from minutebook.pages.past import past_pages
from minutebook.pages.speech import long_date, speaking
from minutebook.settings import Settings
from minutebook.state import reckon

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from citeproc import (
        DATES,
        NAMES,
        NUMBERS,
        VARIABLES,
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

KINDS = {"proposal": ratification.views, "minutes": minutes.views, "mandate": mandate.views, "assembly": assembly.assembly_pages}
HOSTILE = "</script><script>alert(1)</script> \"q\" 'a' {b}} \\input{x} % & # $ _ ~ ^ ]]> <!-- ${7*7} {{ x }} @misc{y,"


def views(site: Site) -> Iterator[tuple[str, View]]:
    for kind, pages in KINDS.items():
        yield from ((kind, view) for view in pages(site))


@pytest.fixture(scope="module")
def made(book: Site) -> dict[str, tuple[str, View, Beside]]:
    """What comes with every page of the demonstration, by its path."""
    return {view.path: (kind, view, beside(book, view)) for kind, view in views(book)}


@pytest.fixture(scope="module")
def facts(made: dict[str, tuple[str, View, Beside]]) -> dict[str, dict[str, Any]]:
    """The index.json of every page, by the page's path."""
    return {path: json.loads(dict(one.files)[f"{path}index.json"]) for path, (_kind, _view, one) in made.items()}


@pytest.fixture(scope="module")
def tables(book: Site) -> dict[str, list[dict[str, str]]]:
    """The data tables as their CSV has them."""
    found = dict(export_files(book.state, book.settings))
    return {
        name.removeprefix("data/").removesuffix(".csv"): list(csv.DictReader(io.StringIO(data.decode(), newline="")))
        for name, data in found.items()
        if name.endswith(".csv")
    }


def cell(value: Any) -> str:
    """A value as the CSV has it."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def hostile(offline: bool = False) -> Site:
    title = json.dumps(HOSTILE, ensure_ascii=False)
    found = {
        "assemblies/council/assembly.md": "name: Council\nkind: council\nmembers: [north]",
        "assemblies/north/assembly.md": f"name: {title}\nkind: commune\nplace: {title}",
        "assemblies/council/proposals/water.md": f"title: {title}\nto: council\nproposed: 2026-01-10\nsummary: {title}",
        "assemblies/north/minutes/2026-02-01.md": f"title: {title}\ndecisions: [{{id: w, on: council/water, outcome: adopted}}]",
        "assemblies/north/mandates/2026-02-01.md": f"title: {title}\nto: council\ndelegates: [{title}]\nfor: {{from: 2026-02-01, until: 2026-12-01}}",
    }
    state = reckon(load({path: f"---\n{text}\n---\n".encode() for path, text in found.items()}), date(2026, 6, 4))
    return Site(state, Settings(as_of=date(2026, 6, 4), site_url="https://example.org/", site_name=HOSTILE, offline=offline))


class Head(HTMLParser):
    """Reads a head: its meta elements, and what stands in scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.meta: dict[str, str] = {}
        self.scripts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        if tag == "meta":
            self.meta[given.get("name") or given.get("property") or ""] = given.get("content") or ""

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] == "script" and data.strip():
            self.scripts.append(data)


def render(items: list[dict[str, Any]]) -> list[str]:
    """The items as citeproc writes them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = CiteProcJSON(items)
        style = CitationStylesBibliography(CitationStylesStyle("harvard-cite-them-right", validate=False), source, formatter.plain)
        for item in items:
            style.register(Citation([CitationItem(item["id"])]))
        return [str(entry) for entry in style.bibliography()]


def test_every_page_has_its_files(made: dict[str, tuple[str, View, Beside]]) -> None:
    assert {kind for kind, _view, _one in made.values()} == set(KINDS)
    for path, (kind, _view, one) in made.items():
        more = {"embed.html", "badge.svg", "card.png"} if kind in ("proposal", "assembly") else set()
        assert {name.removeprefix(path) for name, _data in one.files} == {"cite.json", "cite.bib", "index.json"} | more


def test_csl_json_is_read_by_citeproc(made: dict[str, tuple[str, View, Beside]]) -> None:
    items = [json.loads(dict(one.files)[f"{path}cite.json"])[0] for path, (_kind, _view, one) in made.items()]
    assert len({item["id"] for item in items}) == len(items)
    known = {name.replace("_", "-") for name in (*VARIABLES, *NAMES, *DATES, *NUMBERS)} | {"id", "type", "language"}
    assert {name for item in items for name in item} <= known
    told = render(items)
    assert len(told) == len(items)
    for item in items:
        assert any(item["title"].split()[0] in entry and item["author"][0]["literal"].split()[-1] in entry for entry in told), item["id"]


def test_bibtex_parses_and_says_the_same(made: dict[str, tuple[str, View, Beside]]) -> None:
    book = b"\n".join(dict(one.files)[f"{path}cite.bib"] for path, (_kind, _view, one) in made.items()).decode()
    library = bibtexparser.parse_string(book)
    assert library.failed_blocks == []
    assert len(library.entries) == len(made)
    for (path, (_kind, view, one)), entry in zip(made.items(), library.entries, strict=True):
        item = json.loads(dict(one.files)[f"{path}cite.json"])[0]
        assert entry["url"] == item["URL"] == f"https://sarrel.example/{path}"
        assert untex(entry["title"].strip("{}")) == item["title"] == plain(view.title)


def untex(text: str) -> str:
    """What TeX shows."""
    words = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^"}
    return re.sub(r"\\(?:(text[a-z]+)\{\}|(.))", lambda found: words[found[1]] if found[1] else found[2], text)


def test_a_citation_file_holds_no_hostile_title() -> None:
    site = hostile()
    assert {kind for kind, _view in views(site)} == set(KINDS)
    for kind, view in views(site):
        work = work_of(site, view)
        assert work is not None
        library = bibtexparser.parse_string(bibtex_file(site, work).decode())
        assert library.failed_blocks == []
        assert len(library.entries) == 1, kind
        entry = library.entries[0]
        assert entry["title"].count("{") == entry["title"].count("}")
        if kind != "assembly" or work.id == "north":
            assert untex(entry["title"][1:-1]) == plain(HOSTILE)
        assert json.loads(csl_file(site, work))[0]["title"] == work.title


def test_meta_elements_say_what_zotero_and_others_ask_for(made: dict[str, tuple[str, View, Beside]]) -> None:
    for path, (kind, view, one) in made.items():
        meta = Head(one.head).meta
        assert meta["citation_title"] == meta["DC.title"] == meta["og:title"] == plain(view.title)
        assert meta["citation_public_url"] == meta["DC.identifier"] == meta["og:url"] == f"https://sarrel.example/{path}"
        assert meta["citation_author"]
        assert ("citation_technical_report_institution" in meta) == (kind != "assembly")
        pictured = kind in ("proposal", "assembly")
        assert meta["twitter:card"] == ("summary_large_image" if pictured else "summary")
        assert meta.get("og:image") == (f"https://sarrel.example/{path}card.png" if pictured else None)


def test_every_page_that_can_be_linked_to_says_what_it_is(book: Site) -> None:
    others = {kind.kind: next(kind.views(book), None) for kind in PAGES}
    seen = set()
    for kind, view in others.items():
        if view is None or work_of(book, view):
            continue
        meta = Head(beside(book, view).head).meta
        if kind == "404":
            assert not meta
            continue
        seen.add(kind)
        assert meta["og:type"] == "website"
        assert meta["og:title"] == plain(view.full_title)
        assert meta.get("og:description", "") == plain(view.description)
        assert meta["og:url"] == f"https://sarrel.example/{view.path}"
        assert meta["og:site_name"] == book.settings.site_name
    assert {"home", "data", "past"} <= seen, seen


TERMS = {
    "proposal": ("Legislation", {"name", "url", "legislationIdentifier", "legislationLegalForce", "legislationResponsible", "dateCreated"}),
    "mandate": ("CreativeWork", {"name", "url", "author", "mentions", "creativeWorkStatus"}),
    "minutes": ("Event", {"name", "startDate", "endDate", "eventStatus", "organizer"}),
    "assembly": ("Organization", {"name", "url"}),
}


def test_linked_data_has_the_terms(made: dict[str, tuple[str, View, Beside]]) -> None:
    seen = set()
    for kind, view, one in made.values():
        (script,) = Head(one.head).scripts
        found = json.loads(script)
        type_, names = TERMS[kind]
        assert (found["@context"], found["@type"]) == ("https://schema.org", type_)
        assert names <= set(found), (view.path, names - set(found))
        seen |= set(found)
        if kind == "proposal":
            assert found["legislationLegalForce"].removeprefix("https://schema.org/") in ("InForce", "NotInForce", "PartiallyInForce")
    assert {"legislationPassedBy", "legislationAmends", "parentOrganization", "member", "about", "temporalCoverage"} <= seen


def ancestors(type_: str) -> set[str]:
    """A type of schema.org, and all it is a kind of."""
    return {type_}.union(*(ancestors(one) for one in CLASS_METADATA[type_].parents))


DATE = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d([+-]\d\d:\d\d)?")


def fits(value: Any, ranges: set[str]) -> bool:
    """Whether a value is of one of the types that schema.org has for its property."""
    if isinstance(value, dict):
        return bool(ancestors(value["@type"]) & ranges)
    if isinstance(value, bool):
        return "Boolean" in ranges
    listed = [f"https://schema.org/{one}" for name in ranges & set(ENUM_MEMBERS) for one in ENUM_MEMBERS[name]]
    return (
        "Text" in ranges
        or ("URL" in ranges and value.startswith("https://"))
        or (bool(ranges & {"Date", "DateTime"}) and DATE.fullmatch(value) is not None)
        or ("DateTime" in ranges and MOMENT.fullmatch(value) is not None)
        or value in listed
    )


def check_terms(found: dict[str, Any]) -> None:
    """Every type and property against the vocabulary of schema.org: it is there, for this type, with a value of this kind."""
    kinds = ancestors(found["@type"])
    for name, value in found.items():
        if name.startswith("@"):
            continue
        known = PROPERTY_BY_SCHEMA[name]
        assert set(known.domains) & kinds, (found["@type"], name)
        assert known.superseded_by is None, name
        for one in value if isinstance(value, list) else [value]:
            assert fits(one, set(known.ranges)), (found["@type"], name, one)
            if isinstance(one, dict):
                check_terms(one)


def local(url: str, options: object = None) -> dict[str, Any]:
    """The context of schema.org, as far as it is the same for all terms; nothing is fetched."""
    assert url == "https://schema.org"
    context = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}, "eventStatus": {"@type": "@id"}}
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": context}, "contentType": "application/ld+json"}


def test_linked_data_is_read_and_every_term_is_one_of_schema_org(made: dict[str, tuple[str, View, Beside]], book: Site) -> None:
    heads = [one.head for _kind, _view, one in made.values()]
    heads += [beside(book, view).head for view in called.notices(book)]
    heads += [view.head for view in data(book)]
    seen = set()
    for head in heads:
        (script,) = Head(head).scripts
        found = json.loads(script)
        check_terms(found)
        (read,) = jsonld.expand(found, {"documentLoader": local})
        assert read["@type"] == [f"https://schema.org/{found['@type']}"]
        assert {name.removeprefix("https://schema.org/") for name in read} - {"@type", "@id"} == set(found) - {"@context", "@type", "@id"}
        if "startDate" in found and "endDate" in found:
            assert found["startDate"][:10] <= found["endDate"][:10]
            assert len(found["endDate"]) == 10 or found["startDate"] < found["endDate"]
        seen.add(found["@type"])
    assert seen == {"Legislation", "CreativeWork", "Event", "Organization", "Dataset"}


@pytest.mark.parametrize(
    "wrong",
    [{"@type": "Event", "legislationDate": "2026-01-01"}, {"@type": "Event", "startDate": "soon"}, {"@type": "Event", "eventStatus": "no"}],
)
def test_a_term_that_does_not_fit_is_found(wrong: dict[str, str]) -> None:
    with pytest.raises(AssertionError):
        check_terms(wrong)


def test_a_meeting_that_ends_past_midnight_ends_on_the_next_day(book: Site) -> None:
    view = next(view for view in called.notices(book) if view.record.starts and not view.record.moved_to)
    late = replace(view, record=replace(view.record, starts="19:00", ends="01:00", timezone="Africa/Nairobi"))
    day = view.record.day
    told = meeting_called(book, late)
    assert (told["startDate"], told["endDate"]) == (f"{day}T19:00+03:00", f"{day + timedelta(days=1)}T01:00+03:00")
    nowhere = meeting_called(book, replace(late, record=replace(late.record, timezone="Nowhere/Atall")))
    assert nowhere["startDate"] == f"{day}T19:00"


def test_a_locale_is_named_only_with_its_territory(book: Site) -> None:
    view = next(ratification.views(book))
    for tag, told in {"pt-BR": "pt_BR", "zh-Hant-TW": "zh_TW", "kmr": None, "fr": None, "kmr-Latn": None}.items():
        with speaking(tag, catalogue("en")):
            assert Head(beside(book, view).head).meta.get("og:locale") == told


def test_legal_force_follows_the_rules(book: Site) -> None:
    told = {view.standing.proposal.id: (view, force(view)) for view in ratification.views(book)}
    assert {word for _view, word in told.values()} == {"InForce", "NotInForce", "PartiallyInForce"}
    for view, word in told.values():
        one = view.standing
        if one.state in ("open", "failing", "lapsed", "withdrawn", "repealed", "expired", "set aside", "carried"):
            assert word == "NotInForce", one.proposal.id
        if one.state == "in force" and one.rule.binds == "all":
            assert word == "InForce", one.proposal.id
        if one.state == "open for adoption" and 0 < one.ratified < len(one.rows):
            assert word == "PartiallyInForce", one.proposal.id


def test_notices_tell_the_status_of_the_meeting(book: Site) -> None:
    found = {}
    for view in called.notices(book):
        event = json.loads(Head(beside(book, view).head).scripts[0])
        found[view.record.id] = event["eventStatus"].rpartition("/")[2]
        assert event["startDate"][:10] == view.day.isoformat()
        assert ("previousStartDate" in event) == (view.moved_from is not None)
    words = {"EventCancelled": lambda record: record.cancelled, "EventRescheduled": lambda record: record.moved_to and not record.cancelled}
    for word, holds in words.items():
        ids = {one.id for one in book.state.confederation.notices.values() if holds(one)}
        assert ids == {id for id, told in found.items() if told == word}
        assert ids, f"the demonstration has no {word}"


def test_the_schema_takes_every_page_and_nothing_else(facts: dict[str, dict[str, Any]], book: Site) -> None:
    schema = page_schema(book.settings)
    jsonschema.Draft202012Validator.check_schema(schema)
    held = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    for path, one in facts.items():
        assert [f"{path}: {fault.json_path}: {fault.message}" for fault in held.iter_errors(one)] == []
    one = next(one for one in facts.values() if one["kind"] == "proposal")
    rows = one["proposal"]["rows"]
    for wrong in (
        one | {"version": 2},
        one | {"more": 1},
        one | {"kind": "minutes"},
        {name: value for name, value in one.items() if name != "as_of"},
        one | {"proposal": one["proposal"] | {"rows": [*rows, rows[0] | {"status": "maybe"}]}},
    ):
        assert list(held.iter_errors(wrong)) != []


def test_everything_in_the_schema_is_explained(book: Site) -> None:
    def bare(shape: Any, at: str) -> Iterator[str]:
        for name, inner in shape.get("properties", {}).items():
            if "$ref" not in inner and not inner.get("description"):
                yield f"{at}.{name}"
            yield from bare(inner, f"{at}.{name}")
        if isinstance(shape.get("items"), dict):
            yield from bare(shape["items"], at)

    schema = page_schema(book.settings)
    assert [*bare(schema, ""), *(one for name, shape in schema["$defs"].items() for one in bare(shape, name))] == []


SAME = {
    "ratifications": ("status", "date", "edition", "for", "against", "abstain", "method", "provisional", "counted", "minutes", "url"),
    "proposals": (
        "state",
        "needed",
        "electorate",
        "ratified",
        "rejected",
        "undecided",
        "carried_on",
        "lapsed_on",
        "in_force_from",
        "deadline",
    ),
    "decisions": ("date", "proposal", "outcome", "for", "against", "abstain", "blocked", "quorate", "provisional", "url"),
    "mandates": ("council", "granted", "status", "ended_on", "ended_by"),
    "positions": ("position", "indicative", "result", "answered", "mandate"),
}


def test_the_facts_agree_with_the_tables(facts: dict[str, dict[str, Any]], tables: dict[str, list[dict[str, str]]]) -> None:
    of = {kind: {one["id"]: one[kind] for one in facts.values() if one["kind"] == kind} for kind in KINDS}
    found = {
        "ratifications": {(row["proposal"], row["assembly"]): row for one in of["proposal"].values() for row in one["rows"]},
        "proposals": {(id,): one for id, one in of["proposal"].items()},
        "decisions": {(row["id"],): row for one in of["minutes"].values() for row in one["decisions"]},
        "mandates": {(id,): one for id, one in of["mandate"].items()},
        "positions": {(row["decision"], row["assembly"]): row for one in of["minutes"].values() for row in one["positions"]},
    }
    keys = {"ratifications": ("proposal", "assembly"), "proposals": ("id",), "decisions": ("id",), "mandates": ("id",)}
    for name, key in keys.items():
        rows = {tuple(row[column] for column in key): row for row in tables[name]}
        assert set(rows) == set(found[name]), name
        for id, row in rows.items():
            told = {column: cell(found[name][id][column]) for column in SAME[name]}
            assert told == {column: row[column].replace("'", "") if column == "answered" else row[column] for column in SAME[name]}, id
    positions = sorted(tuple(row[column] for column in ("minutes", "assembly", *SAME["positions"])) for row in tables["positions"])
    told_so = [
        tuple(cell(row[column]) for column in ("minutes", "assembly", *SAME["positions"]))
        for one in of["minutes"].values()
        for row in one["positions"]
    ]
    assert sorted(told_so) == positions


def test_an_assembly_s_rows_are_those_of_the_proposals(facts: dict[str, dict[str, Any]]) -> None:
    theirs = [row for one in facts.values() if one["kind"] == "proposal" for row in one["proposal"]["rows"]]
    own = [row for one in facts.values() if one["kind"] == "assembly" for row in one["assembly"]["rows"]]
    key = itemgetter("proposal", "assembly")
    assert sorted(theirs, key=key) == sorted(own, key=key)


def test_the_facts_agree_with_the_page(made: dict[str, tuple[str, View, Beside]], facts: dict[str, dict[str, Any]]) -> None:
    for path, (kind, view, _one) in made.items():
        if isinstance(view, ratification.RatificationView):
            shown = {row.anchor: (row.row.status, row.counted) for row in view.table.rows if row.row and not row.depth}
            assert shown == {row["assembly"]: (row["status"], row["counted"]) for row in facts[path]["proposal"]["rows"]}
        if isinstance(view, assembly.AssemblyView):
            assert len(view.sent) >= len(facts[path]["assembly"]["mandates"])
            assert [one.standing.proposal.id for one in view.waiting] == [one["proposal"] for one in facts[path]["assembly"]["waiting"]]
        if isinstance(view, mandate.MandateView):
            assert len(view.pairs) == len(facts[path]["mandate"]["instructions"])
        assert facts[path]["citation"] == plain(view.citation), kind


def test_hostile_titles_are_harmless_in_a_head_and_a_card() -> None:
    site = hostile()
    for kind, view in views(site):
        one = beside(site, view)
        head = Head(one.head)
        assert set(head.tags) <= {"meta", "link", "script"}
        assert len(head.scripts) == head.tags.count("script") == 1, kind
        assert json.loads(head.scripts[0])["name"] == plain(view.title)
        files = dict(one.files)
        for name in ("embed.html", "badge.svg"):
            if f"{view.path}{name}" in files:
                text = files[view.path + name].decode()
                assert "<script" not in text
                assert Head(text).tags.count("script") == 0
                assert Head(text).tags.count("style") == 1
        assert "<script" not in drawing(face, False) if (face := face_of(site, view)) else True
        if f"{view.path}index.json" in files:
            assert json.loads(files[f"{view.path}index.json"])["title"] == plain(view.title)


def test_nothing_ends_the_script_that_data_stands_in() -> None:
    text = '</script> <!-- & \u2028\u2029 \\ "'
    safe = script_safe({"a": text})
    assert not set("<>&\u2028\u2029") & set(safe)
    assert json.loads(safe) == {"a": text}


def test_a_hostile_title_stays_an_attribute_of_what_is_copied() -> None:
    for snippet, tags in ((card_snippet, ["iframe"]), (badge_snippet, ["a", "img"])):
        assert Head(snippet("https://example.org/", HOSTILE)).tags == tags


def test_an_offline_site_has_files_and_no_cards(book: Site) -> None:
    site = Site(book.state, replace(book.settings, offline=True), book.content)
    view = next(ratification.views(site))
    one = beside(site, view)
    assert one.head == ""
    assert {name.removeprefix(view.path) for name, _data in one.files} == {"cite.json", "cite.bib", "index.json"}


def test_only_the_first_language_has_the_data_and_each_its_cards(book: Site) -> None:
    site = Site(book.state, book.settings.speaking("ar"), book.content)
    with speaking("ar", catalogue("ar")):
        view = next(ratification.views(site))
        names = {name for name, _data in beside(site, view).files}
    assert names == {f"ar/{view.path}{name}" for name in ("embed.html", "badge.svg", "card.png")}


def test_the_past_is_not_cited_as_the_present(book: Site) -> None:
    view = next(past_pages(book))
    one = beside(book, view)
    told = Head(one.head).meta
    assert set(told) == {"og:type", "og:title", "og:description", "og:site_name", "og:url"}
    assert view.then
    assert told["og:title"] == f"{plain(view.title)} ({long_date(view.then.site.day)})"
    assert one == Beside(one.head)


def test_pictures_are_png_of_the_right_size_the_same_every_time_and_of_the_language(book: Site) -> None:
    drawn = {}
    for language in ("en", "ar"):
        site = Site(book.state, book.settings.speaking(language), book.content)
        with speaking(language, catalogue(language)):
            face = face_of(site, next(view for view in ratification.views(site) if view.standing.state == "open"))
            assert face is not None
            drawn[language] = picture_file(face, language == "ar")
            assert picture_file(face, language == "ar") == drawn[language]
    for picture in drawn.values():
        assert picture[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", picture[16:24]) == (1200, 630)
        assert len(picture) < 100_000
    assert drawn["en"] != drawn["ar"]


def test_letters_are_measured_and_broken_within_their_room() -> None:
    long = "Water of the valley held in common by everybody who lives along the river " * 4
    found = lines(long, 60, 1000, 3, bold=True)
    assert len(found) == 3
    assert found[-1].endswith("…")
    assert all(width(line, 60, bold=True) <= 1000 for line in found)
    assert lines("W" * 200, 60, 1000, 3)[0].endswith("…")
    assert drawable("Ratifié, Şûra, ماء سارٍ, ڕێکخراو, Вода, Ύδωρ")
    assert not drawable("水")


def test_arabic_letters_are_measured_as_they_are_joined() -> None:
    assert width("ببب", 100) < 3 * width("ب", 100)
    assert width("ددد", 100) == pytest.approx(3 * width("د", 100))
    assert width("لا", 100) < width("ل", 100) + width("ا", 100)
    assert width("ب\u200cب", 100) == pytest.approx(2 * width("ب", 100))
    assert width("بَب", 100) == pytest.approx(width("بب", 100) + width("َ", 100))
    for text, drawn in {"الجمعية": 300, "3 مقترحات تنتظر": 681, "9 من 18، والمطلوب 12": 934}.items():  # measured in a picture
        assert drawn <= width(text, 100) < drawn * 1.04
