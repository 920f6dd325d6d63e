"""Commas, semicolons and colons of templates, as the language of the page writes them.

English templates put `, `, `; ` and `: ` between what they show. Arabic has other signs, French other blanks. When a template is
compiled, each of these in its text becomes a message of the catalogue, as if it had been written `{{ _(", ") }}`. What stands within
a tag is left alone, and so are the words of records, which are values and not text of a template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

_SIGNS: Final = (", ", "; ", ": ", ",", ";", ":")
_PARTS: Final = re.compile(r"(<(?=[a-zA-Z/!])|>|&\w+;|[,;:](?: |(?=<|$)))")


class Punctuation(Extension):
    """Has the signs of a template translated; within an expression those are strings that are nothing else."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens of a template, with a call in place of each sign."""
        inside = False  # a tag
        for token in stream:
            if token.type == "data":
                for part in filter(None, _PARTS.split(str(token.value))):
                    inside = part == "<" or (inside and part != ">")
                    if part in _SIGNS and not inside:
                        yield Token(token.lineno, "variable_begin", "{{")
                        yield from _call(token.lineno, part)
                        yield Token(token.lineno, "variable_end", "}}")
                    else:
                        yield Token(token.lineno, "data", part)
            elif token.type == "string" and token.value in _SIGNS:
                yield from _call(token.lineno, str(token.value))
            else:
                yield token


def _call(line: int, sign: str) -> Iterator[Token]:
    call = [("name", "_"), ("lparen", "("), ("string", f"{sign.strip()} "), ("rparen", ")")]
    if not sign.endswith(" "):  # the blank comes later, or not at all
        call += [("dot", "."), ("name", "rstrip"), ("lparen", "("), ("string", " "), ("rparen", ")")]
    yield from (Token(line, type, value) for type, value in call)
