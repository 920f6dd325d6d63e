"""Bytes that are no text in UTF-8: where, and what they are instead."""

from __future__ import annotations

from minutebook.problems import Problem, Span
from minutebook.speech import UNSAID, said

# What files begin with that are no text, though their names say so.
_NO_TEXT = (
    (b"PK\x03\x04", said("a Word, LibreOffice or ZIP file")),
    (b"\xd0\xcf\x11\xe0", said("a Word or Excel file")),
    (b"%PDF", said("a PDF file")),
    (b"\x89PNG", said("a picture")),
    (b"\xff\xd8\xff", said("a picture")),
    (b"GIF8", said("a picture")),
)


def is_utf16(data: bytes) -> bool:
    """Whether bytes are UTF-16, with the mark that says so or without: then every second byte of Latin letters is zero, and no other."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    zeros = data[::2].count(0), data[1::2].count(0)
    return min(zeros) == 0 and max(zeros) * 4 > len(data)


def legible(data: bytes) -> str:
    """The text of a file whatever it is written in: UTF-8, UTF-16, else as Windows writes in the west of Europe."""
    if is_utf16(data):
        big = data.startswith(b"\xfe\xff") or data[::2].count(0) > data[1::2].count(0)
        return data.decode("utf-16-be" if big else "utf-16-le", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def not_utf8(file: str, data: bytes, start: int) -> Problem:
    """The problem with bytes that are no UTF-8 from the one at `start` on; a file that is no text at all is told as what it is."""
    before = data[:start].decode("utf-8").removeprefix("\ufeff")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    message, help = said("the byte 0x%(byte)s is not UTF-8 text", byte=f"{data[start]:02X}"), UNSAID
    kind = next((words for magic, words in _NO_TEXT if data.startswith(magic)), said("no text") if b"\0" in data[:2000] else UNSAID)
    if is_utf16(data):
        message = said("the file is UTF-16 text, not UTF-8")
    elif kind:
        message = said("the file ends in .md and is %(kind)s", kind=kind)
        help = said("copy its text into a new text file of this name")
    return Problem("not-utf8", Span(file, line, column, line, column + 1), message, help=help)
