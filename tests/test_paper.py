"""Paper: a proposal, a decision and a notice of a meeting are printed as one sheet, with the way back to the record."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pypdfium2
import pytest
import zxingcpp
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from minutebook.files import read_tree
from minutebook.load import load
from minutebook.markdown import plain
from minutebook.page import Page, uri
from minutebook.pages.bar import MOST_BOXES
from minutebook.pages.paper import Printed as Address
from minutebook.pages.paper import _strokes, qr_code
from minutebook.pages.ratification import ratification
from minutebook.pages.view import Site
from minutebook.settings import Settings
from minutebook.shell.site import build_site
from minutebook.state import State, reckon
from pagecheck import faults
from rendered import render_site

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 24)
BOOK = "https://sarrel.example/"
A4 = (595, 842)
STAMP = 470
"""Where the stamps begin that stand beside the sentence, in points."""

WATER = "assemblies/sarrel-council/proposals/water-in-common/"
FUND = "assemblies/sarrel-council/proposals/common-fund-2026-h1/"
SEATS = "assemblies/sarrel-council/proposals/charter-first-amendment/"
CHANNEL = "assemblies/lower-sarrel/proposals/lower-channel-repair/"
ROOF = "assemblies/montferrand-le-bas/proposals/wash-house-roof/"
CHARTER = "assemblies/sarrel-council/proposals/charter/"
COUNCIL = "assemblies/sarrel-council/minutes/2026-04-18/"
COMMUNE = "assemblies/montferrand-le-bas/minutes/2026-06-01/"
NOTICE = "assemblies/kaniya-sor/notices/2026-11-26/"


@cache
def state() -> State:
    return reckon(load(read_tree(ROOT)), DAY)


@cache
def pages(site_url: str = BOOK) -> dict[str, Page]:
    return {page.path: page for page in render_site(state(), Settings(as_of=DAY, site_url=site_url), {})}


def squeezed(text: str) -> str:
    """Letters and figures alone: where lines end, a PDF does not tell blanks and hyphens as they were written."""
    return re.sub(r"[\W_]+", "", text)


# ------------------------------------------------------------------ codes

FOOT = re.compile(r'<div class="mb-sheet"[^>]*>.*?<b dir="ltr">(?P<address>.*?)</b>(?P<rest>.*?)<div class="mb-sign">', re.DOTALL)
STROKE = re.compile(r"([Mm])(-?[\d.]+) (-?[\d.]+)|h(\d+)")
SIDE = re.compile(r'viewBox="0 0 (\d+) \1"')


def feet(html: str) -> Iterator[tuple[str, str]]:
    """The address and the QR code of every sheet on a page."""
    for found in FOOT.finditer(html):
        yield unescape(found["address"].replace("<wbr>", "")), found["rest"]


def decoded(pixels: bytes, width: int) -> list[str]:
    """What the codes of a grey picture say."""
    return [one.text for one in zxingcpp.read_barcodes(memoryview(pixels).cast("B", (len(pixels) // width, width)))]


def drawn(svg: str, scale: int = 4) -> tuple[bytes, int]:
    """The picture of a QR code's SVG, drawn as its path says."""
    side = SIDE.search(svg)
    assert side
    width = int(side[1]) * scale
    picture = bytearray(b"\xff" * width * width)
    path = re.search(r' d="([^"]*)"', svg)
    assert path
    x = y = 0
    for how, right, down, run in STROKE.findall(path[1]):
        if run:
            for line in range(y * scale, (y + 1) * scale):
                picture[line * width + x * scale : line * width + (x + int(run)) * scale] = bytes(int(run) * scale)
            x += int(run)
        else:
            at = (0, 0) if how == "M" else (x, y)
            x, y = at[0] + int(float(right)), at[1] + int(float(down))
    return bytes(picture), width


def test_every_proposal_decision_and_notice_carries_its_own_address() -> None:
    known = state().confederation
    found = [address for path, page in pages().items() if "/as-of/" not in path for address, _code in feet(page.content)]
    records = {f"{BOOK}assemblies/{id}/" for id in (*known.proposals, *known.notices)}
    decisions = {f"{BOOK}assemblies/{act.minutes.id}/#{act.decision.anchor}" for act in known.acts}
    assert sorted(found) == sorted(records | decisions)
    assert len(found) > 400
    past = {path: feet(page.content) for path, page in pages().items() if "/proposals/" in path and re.search(r"/as-of/\d", path)}
    assert len(past) > 300
    assert all([address for address, _code in found] == [BOOK + path] for path, found in past.items())


def test_every_code_says_the_address_beside_it() -> None:
    for page in pages().values():
        for address, code in feet(page.content):
            assert decoded(*drawn(code)) == [address]


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1, max_size=300))
@example("a" * 1200)
@example("HTTPS://BOOK.EXAMPLE/0123456789")
def test_a_code_says_what_it_is_made_of(text: str) -> None:
    assert decoded(*drawn(qr_code(text))) == [text]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=100))
@example("¡")
@example("région/σύμβουλος/дом/دفتر/\t%2F?a=b#c")
def test_an_address_in_any_letters_is_read_back(text: str) -> None:
    address = f"https://mühle.example:8080/{text}"
    (found,) = decoded(*drawn(Address(text, address).code))
    assert found.isascii()
    assert found.startswith("https://xn--mhle-0ra.example:8080/")
    assert unquote(found.partition("8080/")[2]) == unquote(text)


def test_an_address_in_plain_letters_stays_as_it_is() -> None:
    for address in (BOOK, f"{BOOK}assemblies/a/minutes/2026-03-02/#d-2", "http://127.0.0.1:8000/a/?b=c&d=%20", "https://book.example"):
        assert uri(address) == address


def test_a_code_can_be_read_though_a_part_is_lost() -> None:
    """A seventh of what it holds, at most; here a blot within the code, away from its corners."""
    picture, width = drawn(qr_code(f"{BOOK}assemblies/sarrel-council/proposals/water/"), 8)
    blotted = bytearray(picture)
    for line in range(width * 9 // 20, width * 11 // 20):
        blotted[line * width + width * 9 // 20 : line * width + width * 11 // 20] = bytes(width * 11 // 20 - width * 9 // 20)
    assert blotted != picture
    assert decoded(bytes(blotted), width) == [f"{BOOK}assemblies/sarrel-council/proposals/water/"]


def test_a_row_without_a_dark_module_is_passed_over() -> None:
    """No text is known whose code has such a row, and none that cannot have."""
    assert _strokes(b"\0\xff\0" + b"\xff\xff\xff" + b"\xff\0\xff", 3) == "h1m1 0h1m-2 2h1"


def test_a_code_is_made_where_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of a past state is the proposal's with another address: the code of the first is not to be made for nothing."""
    made: list[str] = []
    monkeypatch.setattr("minutebook.pages.paper.qr_code", lambda text: made.append(text) or Markup(""))
    view = ratification(Site(state(), Settings(as_of=DAY, site_url=BOOK)), next(iter(state().proposals.values())))
    assert made == []
    assert view.printed.code == ""
    assert made == [view.printed.full]


def test_where_the_book_does_not_know_its_address_there_is_the_path_and_no_code() -> None:
    page = pages("")[WATER]
    assert [address for address, _code in feet(page.content)] == [f"/{WATER}"]
    assert "mb-qr" not in page.content


def test_a_code_has_a_name_and_weighs_little() -> None:
    html = pages()[WATER].content
    code = re.search(r'<div class="mb-qr" role="img" aria-label="[^"]+">.*?</div>', html)
    assert code
    assert len(zlib.compress(html.encode(), 6)) - len(zlib.compress(html.replace(code[0], "").encode(), 6)) < 1500
    assert "style=" not in code[0]


def test_the_sheets_are_sound_html() -> None:
    assert [faults(pages()[path]) for path in (WATER, ROOF, COUNCIL, COMMUNE, NOTICE)] == [[]] * 5


# ------------------------------------------------------------------ who has decided what


def test_every_assembly_is_named_once_under_its_status() -> None:
    for standing in state().proposals.values():
        view = ratification(Site(state(), Settings(as_of=DAY)), standing)
        assert [(len(share.names), share.key) for share in view.shares] == list(view.bar.tally)
        assert len({name.to for share in view.shares for name in share.names}) == len(standing.rows)


def many() -> dict[str, bytes]:
    """Records of a proposal that is put to more assemblies than are named."""
    names = [f"c{number}" for number in range(MOST_BOXES + 1)]
    records = {f"assemblies/{name}/assembly.md": f"---\nname: {name}\nkind: commune\n---\n".encode() for name in names}
    records["assemblies/land/assembly.md"] = f"---\nname: Land\nkind: council\nmembers: [{', '.join(names)}]\n---\n".encode()
    records["assemblies/land/proposals/water.md"] = b"---\ntitle: Water\nto: land\nproposed: 2026-02-07\n---\nThe springs are free.\n"
    return records


def test_too_many_assemblies_are_not_named() -> None:
    there = reckon(load(many()), DAY)
    page = next(page for page in render_site(there, Settings(as_of=DAY), {}) if page.kind == "proposal")
    assert "mb-who" not in page.content


# ------------------------------------------------------------------ printed


@pytest.fixture(scope="module")
def printer(chromium: Any, stick: Path) -> Printer:
    return Printer(chromium, stick)


class Printed:
    """A printed document: its pages with their size and words, and what the codes on them say."""

    def __init__(self, data: bytes) -> None:
        document = pypdfium2.PdfDocument(data)
        self.sizes = [tuple(round(side) for side in page.get_size()) for page in document]
        self.texts = [page.get_textpage().get_text_bounded() for page in document]
        self.beside = document[0].get_textpage().get_text_bounded(right=STAMP)
        self.codes: list[str] = []
        self.grounds: list[int] = []
        for page in document:
            bitmap = page.render(scale=3, grayscale=True)
            pixels = bytes(bitmap.buffer)
            self.codes += decoded(pixels, bitmap.stride)
            self.grounds.append(max(set(pixels[:: bitmap.stride * 7 + 11]), key=pixels[:: bitmap.stride * 7 + 11].count))

    def says(self, words: str) -> bool:
        """Whether the words stand on it, wherever lines end."""
        return squeezed(words) in squeezed("".join(self.texts))


class Printer:
    """Prints pages of a site that lies on the disk."""

    def __init__(self, browser: Any, site: Path) -> None:
        self.browser = browser
        self.site = site

    def address(self, path: str) -> str:
        page, mark, anchor = path.partition("#")
        return (self.site / page / "index.html").as_uri() + mark + anchor

    def print(self, path: str, **how: Any) -> Printed:
        context = self.browser.new_context(**how)
        tab = context.new_page()
        tab.goto(self.address(path))
        data = tab.pdf(prefer_css_page_size=True)
        context.close()
        return Printed(data)


def missing(printed: Printed, words: Iterable[str]) -> list[str]:
    return [one for one in words if not printed.says(one)]


@pytest.mark.parametrize("path", [WATER, FUND, SEATS, CHANNEL, ROOF])
def test_an_ordinary_proposal_is_one_a4_page(printer: Printer, path: str) -> None:
    standing = state().proposals[path.removeprefix("assemblies/").strip("/")]
    view = ratification(Site(state(), Settings(as_of=DAY, site_url=BOOK)), standing)
    sheet = printer.print(path)
    assert sheet.sizes == [A4]
    names = [name.text for share in view.shares for name in share.names]
    told = [view.kind, view.rule_words if not view.own else "", "As of Tuesday 24 November 2026", BOOK + path]
    assert missing(sheet, [*names, *told, "Put up on, by", "1 / 1"]) == []
    assert squeezed(view.sentence.text) in squeezed(sheet.beside)
    assert sheet.codes == [BOOK + path]
    if view.lang != "ar":  # the letters of Arabic are drawn joined, and a PDF does not tell them apart again
        text = next(one.text.text for one in view.editions if one.asked)
        articles = [plain(line.lstrip("0123456789. ")) for line in text.splitlines() if line.strip() and "|" not in line]
        assert missing(sheet, [view.title, *articles]) == []
    assert missing(sheet, ["History", "Positions beside mandates", "Permanent link", "Skip to content"]) == [
        "History", "Positions beside mandates", "Permanent link", "Skip to content",
    ]  # fmt: skip


def test_a_long_text_goes_on_on_further_pages(printer: Printer) -> None:
    sheet = printer.print(CHARTER)
    assert sheet.sizes == [A4, A4]
    assert "1 / 2" in sheet.texts[0]
    assert "2 / 2" in sheet.texts[1]
    articles = [
        line.split(". ", 1)[1]
        for line in state().confederation.proposals["sarrel-council/proposals/charter"].body.splitlines()
        if line[:1].isdigit()
    ]
    assert len(articles) == 9
    assert missing(sheet, map(plain, articles)) == []
    assert sheet.codes == [BOOK + CHARTER]


def test_where_too_many_are_asked_they_are_counted(printer: Printer, tmp_path: Path) -> None:
    for path, record in many().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(record)
    build_site(tmp_path, today=DAY, offline=True)
    sheet = Printer(printer.browser, tmp_path / "site").print("assemblies/land/proposals/water/")
    assert sheet.sizes == [A4]
    assert missing(sheet, [f"{MOST_BOXES + 1} no meeting published", "The springs are free.", "/assemblies/land/proposals/water/"]) == []
    assert sheet.codes == []


def test_the_whole_page_is_printed_where_it_is_chosen(printer: Printer) -> None:
    whole = printer.print(WATER + "#_whole")
    assert len(whole.sizes) > 3
    assert missing(whole, ["Still to decide", "Assembly by assembly", "History", "Positions beside mandates", "Permanent link"]) == []
    assert whole.codes == []


@pytest.mark.parametrize(
    ("decision", "words", "others"),
    [
        (COMMUNE + "#roof", ["Le toit du lavoir", "38", "By two-thirds: 38 of the 47", "quorum of 40 met", "Anaïs Brun, Samir Haddad"], "Grants the mandate"),
        (COMMUNE + "#approve", ["Approves the minutes of 5 May", "By consensus"], "Le toit du lavoir"),
        (COUNCIL + "#water", ["Water of the valley, held in common, edition 2", "Les Ormeaux", "Session of 18 April 2026"], "Roll of delegations"),
    ],
)  # fmt: skip
def test_a_decision_opened_by_its_link_is_one_a4_page(printer: Printer, decision: str, words: list[str], others: str) -> None:
    sheet = printer.print(decision)
    assert sheet.sizes == [A4]
    assert missing(sheet, [*words, "As of Tuesday 24 November 2026", BOOK + decision, "Put up on, by"]) == []
    assert not sheet.says(others)
    assert sheet.codes == [BOOK + decision]


def test_a_notice_of_a_meeting_is_one_a4_page(printer: Printer) -> None:
    sheet = printer.print(NOTICE)
    assert sheet.sizes == [A4]
    assert missing(sheet, ["Thursday 26 November 2026, 19:00", "Flood watch on the bridges this winter", BOOK + NOTICE]) == []
    assert sheet.codes == [BOOK + NOTICE]


def test_minutes_are_printed_whole(printer: Printer) -> None:
    whole = printer.print(COMMUNE)
    assert set(whole.sizes) == {A4}
    assert missing(whole, [f"Decision {number}" for number in range(1, 9)]) == []
    assert missing(whole, ["L’eau : nous y tenons-nous ?", "Sarrel Minutebook", BOOK + COMMUNE]) == []
    assert whole.codes == []


def test_the_matrix_lies_on_its_side(printer: Printer) -> None:
    assert set(printer.print("ratifications/").sizes) == {A4[::-1]}


def test_paper_is_white_whatever_the_screen_is(printer: Printer) -> None:
    for path in (WATER, COMMUNE, "ratifications/"):
        assert set(printer.print(path, color_scheme="dark").grounds) == {255}


def test_nothing_is_wider_than_the_paper(printer: Printer) -> None:
    kinds: dict[str, str] = {}
    for page in pages().values():
        kinds.setdefault(page.kind, page.path)
    context = printer.browser.new_context(viewport={"width": 673, "height": 1012})
    tab = context.new_page()
    tab.emulate_media(media="print")
    wide = {}
    for kind, path in kinds.items():
        if kind == "404":
            continue
        tab.set_viewport_size({"width": 1032 if kind == "matrix" else 673, "height": 1012})
        tab.goto(printer.address(path))
        over = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            wide[path] = over
    context.close()
    assert wide == {}


def test_what_prints_opens_the_place_that_is_printed(printer: Printer) -> None:
    context = printer.browser.new_context()
    context.add_init_script("window.print = () => { window.printed = location.hash; }")
    tab = context.new_page()
    tab.goto(printer.address(COMMUNE))
    tab.get_by_role("button", name="Print decision 6 for the notice board").click()
    assert tab.evaluate("window.printed") == "#roof"
    tab.get_by_role("link", name="Print the whole minutes").click()
    assert tab.evaluate("window.printed") == "#_cite"
    tab.goto(printer.address(WATER))
    tab.get_by_role("link", name="Print the whole page instead").click()
    assert tab.evaluate("window.printed") == "#_whole"
    assert tab.get_by_text("The whole page is chosen").is_visible()
    tab.get_by_role("button", name="Print the sheet").click()
    assert tab.evaluate("window.printed") == "#_cite"
    assert tab.get_by_text("The whole page is chosen").is_hidden()
    context.close()


def test_without_scripts_there_is_no_button_that_does_nothing(printer: Printer) -> None:
    context = printer.browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    for path in (COMMUNE, WATER):
        tab.goto(printer.address(path))
        assert tab.locator("button[data-print]").count() > 0
        assert tab.locator("button[data-print]:visible").count() == 0
    context.close()
