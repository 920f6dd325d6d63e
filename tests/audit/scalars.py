"""Promise 3: no value changes silently. The YAML test suite and the Big List of Naughty Strings are kept exactly or refused."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import yaml

from minutebook import yamltext
from minutebook.nodes import Mapping, Node, Scalar, Sequence
from minutebook.yamlslow import SlowParser
from minutebook.yamltext import read_yaml
from test_yamltext import expected, shown

from .figures import Result, hostile

PROMISE = "No value changes silently"
SENTENCE = (
    "of {cases} texts of the YAML test suite {kept} were kept exactly, {refused} refused, and {lenient} that the standard forbids read as another "
    "parser reads them; of {strings} naughty strings in {forms} forms each {same} were kept exactly, {other} are YAML for something else and were read as "
    "that, and {turned} refused, by both parsers; {changed} changed"
)
PLAIN = ("plain", "list")
"""Without quotes a text can be YAML for something else: then somebody wrote that."""
FORMS: dict[str, Callable[[str], str]] = {
    "plain": lambda text: "a: " + text,
    "single": lambda text: "a: '" + text.replace("'", "''") + "'",
    "double": lambda text: "a: " + json.dumps(text, ensure_ascii=False),
    "block": lambda text: "a: |2-\n  " + text.replace("\n", "\n  "),
    "list": lambda text: f"- {text}",
}


def measure(part: float) -> Result:
    """Read everything with the fast parser and with the slow one. It takes seconds: there is no part of it."""
    names = ("cases", "kept", "refused", "lenient", "strings", "forms", "same", "other", "turned", "changed")
    result = Result(dict.fromkeys(names, 0))
    cases = json.loads(hostile("yaml-test-suite/cases.json").read_text("utf-8"))
    strings = json.loads(hostile("blns/blns.json").read_text("utf-8"))
    result.counts |= {"cases": len(cases), "strings": len(strings), "forms": len(FORMS)}
    for slow in (False, True):
        with pytest.MonkeyPatch.context() as patch:
            if slow:
                patch.setattr(yamltext, "EventParser", SlowParser)
            for case in cases:
                node, problems = read_yaml(case["yaml"], "f")
                name = "refused" if problems else "lenient" if case["must_fail"] else "kept"
                ok = name == "refused" or (_as_others(case["yaml"], node) if case["must_fail"] else shown(node) == expected(case["events"]))
                _count(result, ok, slow, name, f"YAML test suite {case['id']}")
            for text in strings:
                for name, form in FORMS.items():
                    node, problems = read_yaml(form(text), "f")
                    value = _inner(node)
                    exact = isinstance(value, Scalar) and value.text == text
                    ok = bool(problems) or exact or (name in PLAIN and _as_others(form(text), node))
                    _count(result, ok, slow, "turned" if problems else "same" if exact else "other", f"{name}: {text!r}")
    return result


def _inner(node: Node | None) -> Node | None:
    """The value of the one field, or the one item."""
    if isinstance(node, Mapping) and node.entries:
        return node.entries[0][1]
    return node.items[0] if isinstance(node, Sequence) and node.items else node


def _as_others(text: str, node: Node | None) -> bool:
    """Whether a text was read as PyYAML reads it, which takes every value for the text it is."""
    return bool(yaml.load(text, yaml.BaseLoader) == _values(node))


def _values(node: Node | None) -> object:
    """A node as lists, maps and texts."""
    if isinstance(node, Mapping):
        return {key.text: _values(value) for key, value in node.entries}
    return [_values(one) for one in node.items] if isinstance(node, Sequence) else node.text if node else None


def _count(result: Result, ok: bool, slow: bool, name: str, what: str) -> None:
    if not ok:
        result.add("changed")
        result.wrong.append(f"{'slow' if slow else 'fast'} parser: {what}")
    if not slow:
        result.add(name)
