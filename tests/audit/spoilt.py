"""Spoilt records: one of the demonstration, changed in one to three ways by chance; the same number always gives the same."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

from minutebook.files import read_tree

from .figures import ROOT

_LINES = (
    "---",
    "...",
    "- ",
    "  - x: y",
    "<<: *a",
    "x: &a b",
    "::: decision",
    ":::",
    "<!--",
    "```",
    "title: [",
    "? {",
    "\t- a",
    "on: on: on",
    "%YAML 1.1",
)
_BYTES = (b"\x00", b"\x1b[2J", b"\x7f", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\xe2\x81\xa6", b"\xe2\x80\xa8", b"\xc2\x85", b"\r",
          b"\xef\xbb\xbf", b"\xf4\x8f\xbf\xbf", b"\xe2\x80\x8b", b"\xcc\x81" * 50, b"\xf0\x9f\x91\xa8\xe2\x80\x8d")  # fmt: skip
_VALUES = ("[]", "{}", "null", "true", "~", "''", "-1", "0", "1e999", ".inf", ".nan", "9" * 400, "0x7fffffffffffffff", "2026-02-30", "9999-12-31",
           "0001-01-01", "12:99", "[a, [b, [c, [d, [e]]]]]", "{a: {b: {c: {d: {e: f}}}}}", "../../etc/passwd", "https://[", "x" * 3000, "|\n  a\n  b",
           "'a' 'b'", "!!python/object:os.system x", "*x", "&x y", "=1+1", "<script>alert(1)</script>", "{{ 7*7 }}", "%s%n", "\u202eabc")  # fmt: skip

Chance = random.Random
Spoil = Callable[[bytes, bytes, Chance], bytes]


def _at(data: bytes, chance: Chance) -> int:
    return chance.randrange(len(data) + 1)


def _bits(data: bytes, _other: bytes, chance: Chance) -> bytes:
    spoilt = bytearray(data or b"x")
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def _line(data: bytes, chance: Chance, change: Callable[[list[bytes], int], None]) -> bytes:
    lines = data.split(b"\n")
    change(lines, chance.randrange(len(lines)))
    return b"\n".join(lines)


def _value(data: bytes, _other: bytes, chance: Chance) -> bytes:
    """Put another value behind the colon of some field."""
    lines = data.split(b"\n")
    places = [place for place, line in enumerate(lines[:40]) if b":" in line] or [0]
    place = chance.choice(places)
    lines[place] = lines[place].partition(b":")[0] + b": " + chance.choice(_VALUES).encode()
    return b"\n".join(lines)


def _keys(data: bytes, _other: bytes, chance: Chance) -> bytes:
    """Let two fields change their names."""
    lines = data.split(b"\n")
    places = [place for place, line in enumerate(lines[:40]) if b":" in line]
    if len(places) > 1:
        one, two = chance.sample(places, 2)
        (first, mark, rest), (second, other, more) = lines[one].partition(b":"), lines[two].partition(b":")
        lines[one], lines[two] = second + mark + rest, first + other + more
    return b"\n".join(lines)


def _mixed(data: bytes, other: bytes, chance: Chance) -> bytes:
    return data[: _at(data, chance)] + other[_at(other, chance) :]


def _insert(what: Callable[[Chance], bytes]) -> Spoil:
    def spoil(data: bytes, _other: bytes, chance: Chance) -> bytes:
        place = _at(data[:2000], chance)
        return data[:place] + what(chance) + data[place:]

    return spoil


def _deep(chance: Chance) -> bytes:
    return b"\nx-deep: " + chance.choice((b"[", b"{a: ", b"- ", b"? ", b"\n> ")) * chance.choice((9, 100, 5000)) + b"\n"


def _repeated(lines: list[bytes], place: int) -> None:
    lines.insert(place, lines[place])


def _gone(lines: list[bytes], place: int) -> None:
    del lines[place]


SPOILS: dict[str, Spoil] = {
    "bits flipped": _bits,
    "cut short": lambda data, _other, chance: data[: _at(data, chance)],
    "a line twice": lambda data, _other, chance: _line(data, chance, _repeated),
    "a line gone": lambda data, _other, chance: _line(data, chance, _gone),
    "fields exchanged": _keys,
    "another value": _value,
    "characters put in": _insert(lambda chance: chance.choice(_BYTES)),
    "a line put in": _insert(lambda chance: f"\n{chance.choice(_LINES)}\n".encode()),
    "a number put in": _insert(lambda chance: str(10 ** chance.randrange(1, 400)).encode()),
    "deeply nested": _insert(_deep),
    "two records mixed": _mixed,
}


@cache
def demonstration() -> dict[str, bytes]:
    return {file: data for file, data in read_tree(ROOT).items() if data is not None and file.endswith(".md")}


def mutant(number: int) -> tuple[str, dict[str, bytes | None]]:
    """The file that is spoilt, and the small confederation it stands in; the same number gives the same."""
    chance, every = Chance(number), demonstration()
    names = sorted(every)
    file, data = names[number % len(names)], every[names[number % len(names)]]
    for _ in range(chance.choice((1, 1, 2, 3))):
        data = chance.choice(list(SPOILS.values()))(data, every[chance.choice(names)], chance)
    folder = file.split("/")[1]
    near = [one for one in names if one.split("/")[1] == folder or one.endswith("/assembly.md")]
    return file, {**{one: every[one] for one in near}, file: data}
