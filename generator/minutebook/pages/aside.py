"""What is set aside: every file and every part of a record that cannot be trusted as written, with the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from minutebook.codes import severity_of
from minutebook.pages.speech import _
from minutebook.pages.survey import Survey, survey
from minutebook.pages.view import Link, Site, View
from minutebook.problems import Problem, Severity
from minutebook.shapes import SetAside
from minutebook.speech import speak

MOST = 200
"""With more entries than this they stand on pages of their own."""


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


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning: the record is published, but likely wrong."""

    file: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Volume:
    """A page of those that follow in the order of their files, named after its first and last folder."""

    link: Link
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideView(View):
    """What is set aside. `files` read = `published` + `lost`: the figures must add up. With very much it is in `volumes`."""

    files: int
    published: int
    lost: int
    part_count: int
    warning_count: int
    whole: tuple[Lost, ...]
    parts: tuple[Lost, ...]
    warnings: tuple[Warned, ...]
    volumes: tuple[Volume, ...]
    first: bool


def aside(site: Site) -> Iterator[AsideView]:
    """The page of what is set aside; where that is very much, volumes of it in the order of the files."""
    s = survey(site)
    records = site.state.records
    found: list[SetAside | Problem] = sorted(
        [*records.aside, *(one for one in (*records.problems, *site.state.problems) if severity_of(one.code) is Severity.WARNING)],
        key=lambda one: one.span,
    )
    stacks = [found[start : start + MOST] for start in range(0, len(found), MOST)] if len(found) > MOST else []
    volumes = tuple(Volume(Link(_range(stack), f"aside/{number}/"), len(stack)) for number, stack in enumerate(stacks, 1))
    title = _("Records set aside")
    yield _view(s, found, "aside/", title, () if stacks else found, volumes, ())
    for volume, stack in zip(volumes, stacks, strict=True):
        name = _("%(title)s: %(range)s") % {"title": title, "range": volume.link.text}
        yield _view(s, found, volume.link.to, name, stack, volumes, (Link(title, "aside/"),))


def _view(
    s: Survey, found: Sequence[SetAside | Problem], path: str, title: str, shown: Sequence[SetAside | Problem], volumes: tuple[Volume, ...],
    crumbs: tuple[Link, ...],
) -> AsideView:  # fmt: skip
    records = s.state.records
    lost = [one for one in shown if isinstance(one, SetAside)]
    whole = len({one.span.file for one in found if isinstance(one, SetAside) and not one.part})
    return AsideView(
        path=path, title=title, description=_("What could not be trusted as written and is not counted, with the reasons."), crumbs=crumbs,
        files=records.files, published=records.files - whole, lost=whole,
        part_count=sum(isinstance(one, SetAside) and bool(one.part) for one in found),
        warning_count=sum(isinstance(one, Problem) for one in found),
        whole=tuple(_lost(s, one) for one in lost if not one.part), parts=tuple(_lost(s, one) for one in lost if one.part),
        warnings=tuple(Warned(one.span.file, _reason(one)) for one in shown if isinstance(one, Problem)), volumes=volumes,
        first=not crumbs,
    )  # fmt: skip


def _range(stack: Sequence[SetAside | Problem]) -> str:
    """The first and last folder of a volume."""
    first, last = (_folder(one.span.file) for one in (stack[0], stack[-1]))
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def _folder(file: str) -> str:
    parts = file.split("/")
    return parts[1] if len(parts) > 2 else parts[-1]


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
