"""What is said to people can be said in any language: it is marked, collected, and put together when it is shown."""

from __future__ import annotations

import ast
import pickle
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from masked import Masked, mask, words
from minutebook.files import read_tree
from minutebook.load import load
from minutebook.problems import Problem
from minutebook.records import KINDS, Translation
from minutebook.reference import structures
from minutebook.report import report
from minutebook.shapes import Shape, Words
from minutebook.speech import UNSAID, Said, marked, said, said_many, speak, speaking, verbatim
from minutebook.state import reckon
from minutebook.structure import Either, ListOf, MapOf, fields_of

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases"
PACKAGE = ROOT / "generator" / "minutebook"
DAY = date(2026, 6, 30)
FOLDERS = sorted(path.name for path in CASES.iterdir() if path.name != "base")


class German(Masked):
    """A few texts in German."""

    TEXTS: Mapping[str, str] = {
        "%(votes)s votes in %(where)s": "in %(where)s %(votes)s Stimmen",
        "the school": "der Schule",
        "%(num)s vote": "%(num)s Stimme",
        "%(num)s votes": "%(num)s Stimmen",
    }

    def gettext(self, message: str) -> str:
        return self.TEXTS.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.TEXTS[msgid1 if n == 1 else msgid2]


# ---------------------------------------------------------------------- what is said


def test_what_is_said_is_its_english_and_can_be_spoken() -> None:
    sentence = said("%(votes)s votes in %(where)s", votes=41, where=said("the school"))
    assert sentence == "41 votes in the school"
    assert (hash(sentence), sorted([sentence, "4", "5"])) == (hash("41 votes in the school"), ["4", "41 votes in the school", "5"])
    with speaking("de", German()):
        assert speak(sentence) == "in der Schule 41 Stimmen"
        assert speak("the school") == "the school"
    assert speak(sentence) == "41 votes in the school"


@pytest.mark.parametrize(("number", "english", "german"), [(1, "1 vote", "1 Stimme"), (3, "3 votes", "3 Stimmen")])
def test_the_form_fits_the_number(number: int, english: str, german: str) -> None:
    sentence = said_many("%(num)s vote", "%(num)s votes", number)
    assert sentence == english
    with speaking("de", German()):
        assert speak(sentence) == german


def test_values_stay_as_they_are_and_can_be_shown_otherwise() -> None:
    with speaking("xx", Masked()):
        assert speak(said("%(a)s and %(b)s 100%%", a="a 50% share", b=verbatim("words"))) == "a 50% share ж words 100%"
        assert speak(marked("the 100% rule")) == "ж 100% ж"
        assert speak(UNSAID) == ""
    day = said("on %(day)s", day=date(2026, 4, 18))
    assert speak(said("%(it)s, at last", it=day), lambda name, value: f"{name} {value:%d.%m.}") == "on day 18.04., at last"


def test_what_was_said_stays() -> None:
    sentence = said("%(votes)s votes in %(where)s", votes=41, where=said("the school"))
    with pytest.raises(AttributeError):
        sentence.template = "other"
    with pytest.raises(AttributeError):
        sentence._made = ()
    for one in (sentence, said_many("%(num)s vote", "%(num)s votes", 2), marked("the school"), verbatim("x")):
        again = pickle.loads(pickle.dumps(one))
        assert (type(again), again) == (Said, one)
        with speaking("de", German()):
            assert speak(again) == speak(one)


# ---------------------------------------------------------------------- everything is marked and collected


def nodes() -> Iterator[tuple[Path, ast.AST]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield from ((path, node) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def calls() -> Iterator[tuple[Path, ast.Call, str]]:
    """Every call of a function by its name; `said` of a module that means another one by it is none of ours."""
    others = {path for path, node in nodes() if isinstance(node, ast.FunctionDef) and node.name == "said" and path.stem != "speech"}
    for path, node in nodes():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not (node.func.id == "said" and path in others):
            yield path, node, node.func.id


def literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


FORMS = {"_": 1, "N_": 1, "said": 1, "ngettext": 2, "said_many": 2}


def test_what_is_collected_is_written_out() -> None:
    """`said` and the like hold their texts themselves: a text out of a variable would be collected by nobody."""
    for path, call, name in calls():
        if name in ("N_", "said", "said_many"):
            texts = [literal(one) for one in call.args[: FORMS[name]]]
            assert [bool(one) for one in texts] == [True] * FORMS[name], f"{path}:{call.lineno}"
        if name == "given":
            assert literal(call.args[1]), f"{path}:{call.lineno}"


@pytest.fixture(scope="module")
def texts(collected: Catalog) -> set[str]:
    """The texts that the translators are given."""
    ids = [message.id for message in collected if message.id]
    return {form for one in ids for form in (one if isinstance(one, tuple) else (one,))}


def test_everything_that_is_said_is_collected(texts: set[str]) -> None:
    for path, call, name in calls():
        if name in FORMS:
            said = [literal(one) for one in call.args[: FORMS[name]]]
            assert {one for one in said if one} <= texts, f"{path}:{call.lineno}"
        if name == "given":
            assert literal(call.args[1]) in texts, f"{path}:{call.lineno}"
    assert {"Ratifications", "Light or dark", "Light; switch to dark", "What to do", "%(files)s files read"} <= texts


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)", text))


def test_every_placeholder_has_its_value() -> None:
    for path, call, name in calls():
        if name in ("said", "said_many") and all(one.arg for one in call.keywords):
            given = {one.arg for one in call.keywords} | ({"num"} if name == "said_many" else set())
            for text in call.args[: FORMS[name]]:
                assert given - {"num"} <= placeholders(literal(text) or "") <= given, f"{path}:{call.lineno}"
    for path, node in nodes():
        match node:
            case ast.BinOp(left=ast.Call(func=ast.Name(id=name), args=texts), op=ast.Mod(), right=ast.Dict(keys=keys)) if name in FORMS:
                known = {literal(key) for key in keys if key}
                assert all(placeholders(literal(text) or "") <= known for text in texts[: FORMS[name]]), f"{path}:{node.lineno}"


# ---------------------------------------------------------------------- problems


def problems(folder: str) -> tuple[dict[str, bytes | None], list[Problem]]:
    files = {**read_tree(CASES / "base"), **read_tree(CASES / folder)}
    confederation = load(files)
    state = reckon(confederation, DAY)
    return files, [*confederation.problems, *state.problems, *(finding.problem for finding in state.ledger)]


def options(shape: Shape) -> Iterator[str]:
    """The words of the format that a shape takes."""
    match shape:
        case Words(options=known, also=also):
            yield from (*known, *(word for word, _ in also))
        case ListOf(item=item):
            yield from options(item)
        case MapOf(key=key, value=value):
            yield from (*options(key), *options(value))
        case Either(shapes=shapes):
            for one in shapes:
                yield from options(one)


CLASSES = (*(kind.cls for kind in KINDS.values()), Translation, *structures())
FORMAT = words(
    " ".join(
        [
            *(field.key for cls in CLASSES for field in fields_of(cls)),
            *(word for cls in CLASSES for field in fields_of(cls) for word in options(field.shape)),
            "assembly.md others true false minutes mandates proposals reports notices decision statement assemblies",
        ]
    )
)
"""The words of the format of records: they are the same in every language."""


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_problem_can_be_said_in_any_language(folder: str) -> None:
    """Nothing of it is left in English but what the records themselves say, and the words of their format."""
    files, found = problems(folder)
    read = {name: (data or b"").decode("utf-8", "replace") for name, data in files.items()}
    named = " ".join(unicodedata.name(char, "") for text in read.values() for char in set(text) if not char.isalnum())
    own = words(" ".join([*read, *read.values(), named])) | FORMAT
    for problem in found:
        texts = [problem.message, problem.label, problem.help, *(one.text for one in problem.related)]
        assert all(isinstance(text, Said) for text in texts), problem
        with speaking("xx", Masked()):
            spoken = [speak(text) for text in texts if text]
        assert not any(words(text) - own for text in spoken), (problem, spoken)
        assert not any("%(" in text for text in spoken), (problem, spoken)


def test_a_report_is_in_the_language_spoken() -> None:
    files, found = problems("missing-field")
    sources = {name: data for name, data in files.items() if data is not None}
    own = words(" ".join([*files, *(data.decode() for data in sources.values())])) | FORMAT
    own |= {part for problem in found for part in problem.code.split("-")}
    with speaking("xx", Masked()):
        assert words(report(found, sources, "text")) <= own
    assert "help: add" in report(found, sources, "text")


def test_masking() -> None:
    assert mask("%(a)s of {b!r} and `x-y: 1`") == "%(a)s ж {b!r} ж `ж-ж: 1`"
