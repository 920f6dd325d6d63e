"""JSON as files: one name a line, in UTF-8, with a line break at the end."""

from __future__ import annotations

import json
from typing import Any

import orjson


def json_text(value: Any) -> bytes:
    """A value of dictionaries, lists, tuples, texts, numbers, truth values and None as JSON. The order of names is kept."""
    try:
        return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    except TypeError:  # it goes 254 levels deep; a row within the row of a council within that of another can lie deeper
        return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
