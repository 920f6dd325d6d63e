"""JSON as files: as Python's own module writes it, however deep it goes."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from minutebook.jsontext import json_text

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner) | st.tuples(inner, inner),
)


def plainly(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


@given(VALUES)
def test_it_is_as_json_is_written(value: Any) -> None:
    assert json.loads(json_text(value)) == json.loads(plainly(value))
    assert json_text(value).decode() == plainly(value)


def test_rows_within_rows_go_as_deep_as_they_go() -> None:
    value: Any = []
    for _ in range(300):
        value = {"within": [value]}
    assert json_text(value).decode() == plainly(value)
