"""Checks of names: nearly equal ones are pointed out, because within an assembly the same text is the same person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from minutebook.codes import nearest
from minutebook.confederation import Confederation
from minutebook.problems import Problem, Related, Span
from minutebook.speech import said

_JOINED: Final = re.compile(r"\s*[,;&+\u060c\u061b\u3001\uff0c]\s*|\s+(?:and|et|und|\u00fb|\u0648)\s+")
"""What stands between two names: a comma, a semicolon, or 'and' in one of the languages that assemblies write."""

_UNSEEN: Final = frozenset("\u034f\u115f\u1160\u3164\uffa0")
"""Letters and marks that are nothing to the eye, besides those that Unicode calls format characters."""

_VOICED: Final = frozenset("\u3099\u309a")
"""Marks that make another letter in Japanese; they are no accents."""


def plain(name: str) -> str:
    """A name without accents, capitals, punctuation, signs that are not seen and doubled blanks."""
    letters = bare(unicodedata.normalize("NFKD", name).casefold())
    return " ".join("".join(one if one.isalnum() or one in _VOICED else " " for one in letters).split())


def bare(name: str) -> str:
    """The letters and punctuation of a name that are seen, each in its plainest form, without accents."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(
        one for one in letters if one in _VOICED or not (unicodedata.combining(one) or one in _UNSEEN or unicodedata.category(one) == "Cf")
    )


def alike_within_an_assembly(confederation: Confederation) -> Iterable[Problem]:
    """Two spellings of one assembly's people that differ by accents, capitals, or a letter or two, are probably one person."""
    for assembly, record in confederation.assemblies.items():
        first: dict[str, tuple[str, Span]] = {}
        ids = dict(record.people)
        for name, span, _ in _people(confederation, assembly):
            if name in ids:
                continue
            key = plain(name)
            near = key if key in first else _near(key, first)
            if near is None:
                first[key] = (name, span)
            elif first[near][0] != name:
                first.setdefault(key, (name, span))
                yield Problem(
                    "names-nearly-equal",
                    span,
                    said("`%(name)s` is nearly `%(other)s`", name=name, other=first[near][0]),
                    said("elsewhere `%(other)s`", other=first[near][0]),
                    said("write a person's name always the same way, or give ids under `people:` in assembly.md"),
                    (Related(first[near][1], said("the other spelling")),),
                    _record(span),
                )


def _near(key: str, names: Mapping[str, object]) -> str | None:
    """A known name that a longer one very probably misspells; names of the same words in part are different people."""
    if len(key) < 8:
        return None
    near = nearest(key, [name for name in names if name[0] == key[0] and len(name.split()) == len(key.split())])
    return near if near and _apart(near, key) == 1 else None


def _apart(one: str, other: str) -> int:
    """In how many words two names of the same number of words differ; 9 where a differing word is short."""
    pairs = [(a, b) for a, b in zip(one.split(), other.split(), strict=True) if a != b]
    return 9 if any(min(len(a), len(b)) < 4 for a, b in pairs) else len(pairs)


def _people(confederation: Confederation, assembly: str) -> list[tuple[str, Span, str]]:
    """Everyone named as a delegate, by file and place."""
    found = [
        (name, mandate.mark("delegates"), mandate.file)
        for mandate in confederation.mandates_of[assembly]
        for name in (*mandate.delegates, *mandate.substitutes)
    ]
    for council in confederation.councils_of[assembly]:
        for minutes in confederation.minutes_of[council]:
            for one in minutes.delegations:
                if one.assembly and one.assembly.target == assembly:
                    found += [(delegate.name, delegate.mark("name"), minutes.file) for delegate in one.delegates]
    return sorted(found, key=lambda entry: (entry[2], entry[1].line, entry[1].column))


def _record(span: Span) -> str:
    return span.file.removeprefix("assemblies/").removesuffix(".md")


@lru_cache(maxsize=10_000)
def _parts(name: str) -> tuple[str, ...]:
    """What is joined in a name: most names are written many times."""
    return tuple(part for part in _JOINED.split(name) if any(map(str.isalpha, part)))


def one_person_each(confederation: Confederation) -> Iterable[Problem]:
    """A name in which two are joined would be one person, who is counted and sent as one."""
    for name, span in _named(confederation):
        parts = _parts(name)
        if len(parts) > 1:
            yield Problem(
                "several-names",
                span,
                said("`%(name)s` is read as one person", name=name),
                said("one name or several?"),
                said("if they are several, write a list: `[%(names)s]`", names=", ".join(parts)),
                record=_record(span),
            )


def _named(confederation: Confederation) -> Iterator[tuple[str, Span]]:
    """Every name of a person and its place: delegates and substitutes, the roll, facilitators and secretaries, offices."""
    for mandate in confederation.mandates.values():
        for key, names in (("delegates", mandate.delegates), ("substitutes", mandate.substitutes)):
            yield from ((name, mandate.mark(key)) for name in names)
    for minutes in confederation.minutes.values():
        for key, names in (("facilitators", minutes.facilitators), ("secretary", minutes.secretary)):
            yield from ((name, minutes.mark(key)) for name in names)
        for delegation in minutes.delegations:
            yield from ((delegate.name, delegate.mark("name")) for delegate in delegation.delegates)
    for assembly in confederation.assemblies.values():
        for office in assembly.offices:
            yield from ((name, office.mark("held_by")) for name in office.held_by)
