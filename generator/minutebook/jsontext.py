"""JSON as files: one name a line, in UTF-8, with a line break at the end."""

from __future__ import annotations

from typing import Any

import orjson


def json_text(value: Any) -> bytes:
    """A value of dictionaries, sequences, texts, numbers, truth values and None as JSON. The order of names is kept."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
