"""What is set aside: every file and every part of a record that cannot be trusted as written, with the reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from minutebook.codes import severity_of
from minutebook.pages.speech import _
from minutebook.pages.survey import Survey, survey
from minutebook.pages.view import Link, Site, View
from minutebook.problems import Problem, Severity
from minutebook.shapes import SetAside
from minutebook.speech import speak


@dataclass(frozen=True, slots=True)
class Reason:
    """One problem in words, with its line; `code` leads to the page that explains it."""

    message: str
    help: str
    line: int
    code: Link
    error: bool


@dataclass(frozen=True, slots=True)
class Lost:
    """A record or a part of one that is set aside: its file and line, the reasons, what it speaks of."""

    record: Link
    file: str
    line: int
    part: str
    reasons: tuple[Reason, ...]
    mentions: tuple[Link, ...]
    assembly: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideView(View):
    """What is set aside. `files` read = `published` + `lost`: the figures must add up."""

    files: int
    published: int
    lost: int
    whole: tuple[Lost, ...]
    parts: tuple[Lost, ...]
    warnings: tuple[tuple[str, Reason], ...]


def aside(site: Site) -> Iterator[AsideView]:
    """The page of what is set aside."""
    s = survey(site)
    records = site.state.records
    whole = tuple(_lost(s, one) for one in records.aside if not one.part)
    lost = len({one.file for one in whole})
    warnings = tuple(
        (one.span.file, _reason(one)) for one in (*records.problems, *site.state.problems) if severity_of(one.code) is Severity.WARNING
    )  # fmt: skip
    yield AsideView(
        path="aside/", title=_("Records set aside"), description=_("What could not be trusted as written and is not counted, with the reasons."),
        files=records.files, published=records.files - lost, lost=lost, whole=whole,
        parts=tuple(_lost(s, one) for one in records.aside if one.part), warnings=warnings,
    )  # fmt: skip


def _lost(s: Survey, one: SetAside) -> Lost:
    problems = [problem for problem in s.problems_of[one.span.file] if _concerns(one, problem)]
    folder = one.span.file.split("/")
    return Lost(
        s.site.link(one.record) if one.record else Link(one.span.file), one.span.file, one.span.line, speak(one.part),
        tuple(_reason(problem) for problem in problems), tuple(s.site.proposal(_full(s, one, text)) for text in one.mentions),
        s.site.assembly(folder[1]) if len(folder) > 2 else Link(""),
    )  # fmt: skip


def _concerns(one: SetAside, problem: Problem) -> bool:
    """Whether a problem is a reason: an error in the file, and of a part in its lines."""
    if severity_of(problem.code) is not Severity.ERROR:
        return False
    return not one.part or one.span.line <= problem.span.line <= max(one.span.end_line, one.span.line)


def _full(s: Survey, one: SetAside, text: str) -> str:
    """The id a proposal's reference means, as far as that can be told."""
    home = one.record.split("/")[0]
    parts = text.split("/")
    guess = text if len(parts) == 3 else f"{parts[0]}/proposals/{parts[1]}" if len(parts) == 2 else f"{home}/proposals/{text}"
    return guess if guess in s.state.confederation.proposals else text


def _reason(problem: Problem) -> Reason:
    error = severity_of(problem.code) is Severity.ERROR
    code = Link(problem.code, f"about/problems/{problem.code}/")
    return Reason(speak(problem.message), speak(problem.help), problem.span.line, code, error)
