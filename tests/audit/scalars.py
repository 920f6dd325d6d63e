"""Promise 3: no value changes silently. The YAML test suite and the Big List of Naughty Strings are kept exactly or refused."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from minutebook import yamltext
from minutebook.nodes import Mapping, Node, Scalar, Sequence
from minutebook.yamlslow import SlowParser
from minutebook.yamltext import read_yaml
from test_yamltext import expected, shown

from .figures import Result, hostile

PROMISE = "No value changes silently"
SENTENCE = (
    "of {cases} texts of the YAML test suite {kept} were kept exactly, {refused} refused, and {lenient} that the standard forbids read as written; "
    "of {strings} naughty strings in {forms} forms each {same} were kept and {turned} refused, by both parsers; {changed} changed"
)
FORMS: dict[str, Callable[[str], str]] = {
    "plain": lambda text: "a: " + text,
    "single": lambda text: "a: '" + text.replace("'", "''") + "'",
    "double": lambda text: "a: " + json.dumps(text, ensure_ascii=False),
    "block": lambda text: "a: |2-\n  " + text.replace("\n", "\n  "),
    "list": lambda text: f"- {text}",
}


def measure(part: float) -> Result:
    """Read everything with the fast parser and with the slow one. It takes seconds: there is no part of it."""
    result = Result(dict.fromkeys(("cases", "kept", "refused", "lenient", "strings", "forms", "same", "turned", "changed"), 0))
    cases = json.loads(hostile("yaml-test-suite/cases.json").read_text("utf-8"))
    strings = json.loads(hostile("blns/blns.json").read_text("utf-8"))
    result.counts |= {"cases": len(cases), "strings": len(strings), "forms": len(FORMS)}
    for slow in (False, True):
        with pytest.MonkeyPatch.context() as patch:
            if slow:
                patch.setattr(yamltext, "EventParser", SlowParser)
            for case in cases:
                node, problems = read_yaml(case["yaml"], "f")
                ok = bool(problems) or case["must_fail"] or shown(node) == expected(case["events"])
                name = "refused" if problems else "lenient" if case["must_fail"] else "kept"
                _count(result, ok, slow, name, f"YAML test suite {case['id']}")
            for text in strings:
                for name, form in FORMS.items():
                    node, problems = read_yaml(form(text), "f")
                    _count(
                        result,
                        bool(problems) or same(text, form(text), name, node),
                        slow,
                        "turned" if problems else "same",
                        f"{name}: {text!r}",
                    )
    return result


def _inner(node: Node | None) -> Node | None:
    """The value of the one field, or the one item."""
    if isinstance(node, Mapping) and node.entries:
        return node.entries[0][1]
    return node.items[0] if isinstance(node, Sequence) and node.items else node


def same(text: str, written: str, form: str, node: Node | None) -> bool:
    """Whether a value is the text that was written. In plain form a text may itself be YAML for something else; then a person wrote that."""
    value = _inner(node)
    if form not in ("plain", "list"):
        return isinstance(value, Scalar) and value.text == text
    if isinstance(value, Scalar) and value.plain:
        return value.text == text.split(" #")[0].strip(" \t") or text.lstrip().startswith("#")
    return (
        value is None
        or text.lstrip()[:1] in ("'", '"', "[", "{", "-", "|", ">", "?", "#")
        or ": " in text
        or text.endswith(":")
        or written != text
    )


def _count(result: Result, ok: bool, slow: bool, name: str, what: str) -> None:
    if not ok:
        result.add("changed")
        result.wrong.append(f"{'slow' if slow else 'fast'} parser: {what}")
    if not slow:
        result.add(name)
