"""The catalogues: everything is translated, nothing is left over, and every form fits its number."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from gettext import c2py
from pathlib import Path

import pytest
from babel import Locale
from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from messages import agrees
from messages import forms as plural_forms
from minutebook import catalogues
from minutebook.catalogues import HOLES, available, catalogue, fits
from minutebook.pages.speech import ngettext, speaking
from minutebook.theme_path import theme_dir

ROOT = Path(__file__).parents[1]
PROMISED = ("ar", "ckb", "de", "es", "fr", "kmr", "tr")
LANGUAGES = available()[1:]
SPOKEN_AT_THE_COMMAND_LINE = ("fr",)
COMMAND_LINE = (
    "cli.py",
    "commands/",
    "indexing.py",
    "publish.py",
    "report.py",
    "shell/config.py",
    "shell/hands.py",
    "shell/making.py",
    "shell/plugin.py",
    "shell/serve.py",
    "shell/site.py",
    "shell/whole.py",
    "writing.py",
)
"""Where texts stand that only the command line says: English and French are asked of it."""


def read(language: str) -> Catalog:
    with open(theme_dir() / "locales" / language / catalogues.FILE, "rb") as file:
        return read_po(file)


def name(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


@pytest.fixture(scope="module")
def found(collected: Catalog) -> dict[str, Message]:
    """Everything that is said, by its English."""
    return {name(message): message for message in collected if message.id}


def test_there_is_one_for_every_language_we_promise() -> None:
    assert set(available()) >= {"en", *PROMISED}


def place(language: str, text: str) -> str:
    """Where a text stands in the catalogue, to be told to whoever translates it."""
    lines = (theme_dir() / "locales" / language / catalogues.FILE).read_text("utf-8").splitlines()
    start = f'msgid "{text[:40]}'.replace("\n", "\\n")
    line = next((number for number, found in enumerate(lines, 1) if found.startswith(start)), 0)
    return f"theme/locales/{language}/{catalogues.FILE}:{line}: {text[:90]!r}"


def told(what: str, faults: list[str]) -> None:
    """Fail with the first few faults, each on a line of its own."""
    if faults:
        pytest.fail("\n".join([f"{what}: {len(faults)}", *faults[:20], *(["…"] if len(faults) > 20 else [])]), pytrace=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_translated(language: str, found: dict[str, Message]) -> None:
    asked = {text for text, message in found.items() if language in SPOKEN_AT_THE_COMMAND_LINE or not only_at_the_command_line(message)}
    missing = [name(message) for message in read(language) if message.id and not all(forms(message)) and name(message) in asked]
    files = Counter(found[text].locations[0][0] for text in missing)
    counts = ", ".join(f"{file.removeprefix('generator/minutebook/')} {number}" for file, number in files.most_common(8))
    told(f"{len(asked) - len(missing)} of {len(asked)} are translated ({counts}); missing", [place(language, text) for text in missing])


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_over_and_nothing_unsure(language: str, found: dict[str, Message]) -> None:
    translated = {name(message): message for message in read(language) if message.id}
    told("no longer said anywhere (make messages takes them out)", sorted(set(translated) - set(found)))
    told("new (make messages brings them in)", sorted(set(found) - set(translated)))
    told(
        "marked as unsure, and so said in English (remove the word fuzzy)",
        [place(language, text) for text, one in translated.items() if one.fuzzy],
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_can_be_filled(language: str) -> None:
    """A translation has the placeholders of its English, its code in backticks, its blanks at the ends and its line breaks."""
    faults = []
    for message in read(language):
        ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        for text in filter(None, forms(message) if message.id else ()):
            if not fits(ids, text):
                faults.append(
                    f"{place(language, ids[0])}: needs {', '.join(HOLES.findall(ids[-1])) or 'none'}, has {', '.join(HOLES.findall(text)) or 'none'}"
                )
            elif text.count("`") != ids[0].count("`") or text.count("\n") != ids[0].count("\n"):
                faults.append(f"{place(language, ids[0])}: backticks or line breaks differ")
            elif len(ids[0]) > 5 and (text[0] == " ", text[-1] == " ") != (ids[-1][0] == " ", ids[-1][-1] == " "):
                faults.append(f"{place(language, ids[0])}: blanks at the ends differ")
    told("cannot be filled", faults)


def only_at_the_command_line(message: Message) -> bool:
    return all(place.removeprefix("generator/minutebook/").startswith(COMMAND_LINE) for place, _line in message.locations)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forms_are_those_of_the_language(language: str) -> None:
    """Numbers that CLDR tells apart have forms of their own, and no others have. A language that CLDR does not have is taken at its word."""
    known = read(language)
    for message in known:
        if message.id and not isinstance(message.id, str) and any(forms(message)):
            assert len(forms(message)) == known.num_plurals, place(language, name(message))
            assert all(forms(message)), place(language, name(message))
    try:
        rule = Locale.parse(language, sep="-").plural_form
    except UnknownLocaleError:
        return
    line = f"nplurals={known.num_plurals}; plural={known.plural_expr};"
    assert agrees(line, rule), f'the line at the top of the file should be "Plural-Forms: {plural_forms(language)}\\n"'


@pytest.mark.parametrize("language", ["it", "pl", "fa", "ru", "he", "pt-BR", "ja", "cy", "lij"])
def test_a_catalogue_is_begun_with_the_forms_of_its_language(language: str) -> None:
    assert agrees(plural_forms(language), Locale.parse(language, sep="-").plural_form)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_without_its_number_is_only_for_one_number(language: str) -> None:
    """'One proposal' may be said without a figure, 'proposals' may not."""
    form_of = c2py(read(language).plural_expr)
    numbers = [[number for number in range(1000) if form_of(number) == form] for form in range(read(language).num_plurals)]
    for message in read(language):
        if message.id and not isinstance(message.id, str):
            for form, text in enumerate(forms(message)):
                if "%(num)d" in message.id[0] and "%(num)d" not in text and text:
                    assert [number for number in numbers[form] if number][1:] == [], (message.id, text)


@pytest.mark.parametrize(
    ("number", "proposals", "meetings", "left"),
    [
        (0, "لا مقترحات", "لا اجتماعات", "اليوم آخر يوم"),
        (1, "مقترح واحد", "اجتماع واحد", "بقي يوم واحد"),
        (2, "مقترحان", "اجتماعان", "بقي يومان"),
        (3, "3 مقترحات", "3 اجتماعات", "بقيت 3 أيام"),
        (11, "11 مقترحًا", "11 اجتماعًا", "بقي 11 يومًا"),
        (100, "100 مقترح", "100 اجتماع", "بقي 100 يوم"),
        (103, "103 مقترحات", "103 اجتماعات", "بقيت 103 أيام"),
    ],
)
def test_arabic_has_six_forms(number: int, proposals: str, meetings: str, left: str) -> None:
    with speaking("ar", catalogue("ar")):
        assert ngettext("%(num)d proposal", "%(num)d proposals", number) % {"num": number} == proposals
        assert ngettext("%(num)d meeting", "%(num)d meetings", number) % {"num": number} == meetings
        assert ngettext("%(num)d day left", "%(num)d days left", number) % {"num": number} == left


def test_no_text_has_two_plurals() -> None:
    """A catalogue finds a text by its form for one: with two forms for many, or with none, one of them would be lost."""
    plurals = defaultdict(set)
    for text in extracted():
        one, many = text if isinstance(text, tuple) else (text, None)
        plurals[one].add(many)
    assert {one: found for one, found in plurals.items() if len(found) > 1} == {}, "said both with a number and without, or with two"


def extracted() -> Iterator[str | tuple[str, str]]:
    """Every text where it is said, as often as it is."""
    python = {"_": None, "N_": None, "said": None, "ngettext": (1, 2), "said_many": (1, 2)}
    yield from (text for _f, _l, text, _c, _x in extract_from_dir(ROOT / "generator", [("**.py", "python")], keywords=python))
    options = {"**.html": {"extensions": "jinja2.ext.do,jinja2.ext.loopcontrols", "trim_blocks": "true", "lstrip_blocks": "true"}}
    html = extract_from_dir(ROOT / "theme", [("**.html", "jinja2")], options, {"_": None, "label": None, "ngettext": (1, 2)})
    yield from (text for _f, _l, text, _c, _x in html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_signs_of_markup_are_kept(language: str) -> None:
    for message in read(language):
        if message.id and any(forms(message)):
            for text in forms(message):
                assert text.count("**") == name(message).count("**"), (message.id, text)
                assert not re.search(r"<[a-z/!]", text) or re.search(r"<[a-z/!]", name(message)), (message.id, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_tools_can_read_it(language: str, tmp_path: Path) -> None:
    with open(tmp_path / "minutebook.mo", "wb") as file:
        write_mo(file, read(language))
    assert (tmp_path / "minutebook.mo").stat().st_size > 10_000
