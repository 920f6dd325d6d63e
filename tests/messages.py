"""What is said in other languages: `make messages` brings new texts into every catalogue, `make language L=it` begins one.

Catalogues are plain PO files, `theme/locales/LANGUAGE/LC_MESSAGES/minutebook.po`. What a translator wrote is never changed or removed but
for texts that are no longer said; the head of a file stays as it is.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from gettext import c2py
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po
from babel.plural import PluralRule, to_gettext

ROOT = Path(__file__).parents[1]
LOCALES = ROOT / "theme" / "locales"
FILE = "LC_MESSAGES/minutebook.po"
HEAD = """\
# What Minutebook says, in {name}.
msgid ""
msgstr ""
"Language: {tag}\\n"
"Plural-Forms: {forms}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def collected() -> Catalog:
    """Everything that is said, with the places where it is."""
    with tempfile.TemporaryDirectory() as folder:
        pot = Path(folder) / "minutebook.pot"
        pybabel = Path(sys.executable).with_name("pybabel")
        subprocess.run([pybabel, "-q", "extract", "-F", "pyproject.toml", "-c", "translators:", "-o", pot, "."], cwd=ROOT, check=True)
        return read_po(BytesIO(pot.read_bytes()))


def forms(tag: str) -> str:
    """The plural forms of a language, as CLDR has them for whole numbers up to a thousand; for a language that it does not have, those
    of English, to be put right."""
    try:
        rule = Locale.parse(tag, sep="-").plural_form
    except (UnknownLocaleError, ValueError):
        print(f"The plural forms of {tag!r} are not known: put them right in the line Plural-Forms.")
        return "nplurals=2; plural=(n != 1);"
    usual = str(get_plural(tag.replace("-", "_")))
    if agrees(usual, rule):
        return usual
    used = {rule(number) for number in range(1000)}
    rules = {word: when for word, when in rule.rules.items() if word in used}
    if "other" not in used:
        rules.popitem()  # it is what is left
    return to_gettext(PluralRule(rules))


def agrees(line: str, rule: PluralRule) -> bool:
    """Whether a line of plural forms tells the same numbers apart as a rule of CLDR, and no others."""
    number, _, formula = line.removeprefix("nplurals=").removesuffix(";").partition("; plural=")
    place = c2py(formula)
    pairs = {(place(n), rule(n)) for n in range(1000)}
    return len(pairs) == int(number) == len({form for form, _word in pairs}) == len({word for _form, word in pairs})


def name(tag: str) -> str:
    try:
        return Locale.parse(tag, sep="-").get_display_name("en") or tag
    except (UnknownLocaleError, ValueError):
        return tag


def written(file: Path, head: str, known: Catalog, texts: Catalog) -> None:
    """A catalogue with all texts: those that are translated, and the new ones, empty. In the order of the places where they are said."""
    catalog = read_po(BytesIO(head.encode()))
    for text in texts:
        if text.id:
            before = known.get(text.id)
            number = 1 if isinstance(text.id, str) else catalog.num_plurals
            translation = before.string if before else "" if isinstance(text.id, str) else ("",) * number
            places = [(place, 0) for place in sorted({place for place, _line in text.locations})]
            catalog.add(
                text.id,
                translation,
                places,
                before.flags if before else text.flags,
                text.auto_comments,
                before.user_comments if before else (),
            )
    body = BytesIO()
    write_po(body, catalog, width=0, omit_header=True, sort_by_file=True, include_lineno=False)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(head + body.getvalue().decode().lstrip("\n"), encoding="utf-8")


def head_of(file: Path) -> str:
    """The head of a catalogue as it stands there: to the first empty line."""
    return file.read_text(encoding="utf-8").partition("\n\n")[0] + "\n\n"


def begin(tag: str) -> int:
    """Begin a catalogue; one that is there already is left alone."""
    file = LOCALES / tag.replace("-", "_") / FILE
    if file.exists():
        print(f"{file.relative_to(ROOT)} is there already; make messages brings new texts into it.")
        return 1
    written(file, HEAD.format(name=name(tag), tag=tag, forms=forms(tag)), Catalog(), collected())
    print(f"{file.relative_to(ROOT)} is made: translate it, then make test TESTS=tests/test_catalogues.py")
    return 0


def refresh() -> int:
    """Bring what is said now into every catalogue."""
    texts = collected()
    for file in sorted(LOCALES.glob(f"*/{FILE}")):
        written(file, head_of(file), read_po(BytesIO(file.read_bytes())), texts)
    return 0


if __name__ == "__main__":
    sys.exit(begin(sys.argv[1]) if len(sys.argv) > 1 else refresh())
