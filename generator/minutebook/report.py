"""Problems as people and programmes read them: text, JSON, GitHub's annotations, SARIF."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal
from urllib.parse import quote

from minutebook.codes import CODES
from minutebook.problems import Problem, Related, Severity, Span
from minutebook.speech import N_, _, marked, ngettext, speak

Form = Literal["text", "json", "github", "sarif"]

MAX_WIDTH = 120
TAB = 4
_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN"))
_KEPT_FORMAT = frozenset("\u00ad\u200b\u200c\u200d")
_COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.FINDING: "1;36"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.FINDING: "notice"}
_WEIGHTS = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.FINDING: N_("finding")}
_SARIF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.FINDING: "note"}


def report(problems: Iterable[Problem], sources: Mapping[str, bytes], form: Form, color: bool = False) -> str:
    """All problems in one form, sorted by file, line and column. `sources` are the files the problems lie in."""
    ordered = sorted(problems, key=lambda problem: (problem.span, problem.code, problem.message))
    return _FORMS[form](ordered, sources, color)


def severity(problem: Problem) -> Severity:
    """How much a problem weighs; a code without a row weighs as an error."""
    row = CODES.get(problem.code)
    return row.severity if row else Severity.ERROR


def advice(problem: Problem) -> str:
    """What to do about a problem: its own help, or that of its code."""
    row = CODES.get(problem.code)
    return speak(problem.help or (marked(row.fix) if row else ""))


def weight(severity: Severity) -> str:
    """How much a problem weighs, in a word."""
    return _(_WEIGHTS[severity])


def counted(counts: Mapping[Severity, int]) -> str:
    """How many problems there are of each weight, in words: '2 errors, 1 warning'; empty where there are none."""
    words = (
        ngettext("%(num)d error", "%(num)d errors", counts.get(Severity.ERROR, 0)),
        ngettext("%(num)d warning", "%(num)d warnings", counts.get(Severity.WARNING, 0)),
        ngettext("%(num)d finding", "%(num)d findings", counts.get(Severity.FINDING, 0)),
    )
    return ", ".join(said % {"num": counts[kind]} for kind, said in zip(Severity, words, strict=True) if counts.get(kind))


def visible(text: str) -> str:
    """The text with every character that a terminal would obey, or not show, written as its number."""
    return text if text.isascii() and text.isprintable() else "".join(map(_shown, text))


def _shown(char: str) -> str:
    if char in _KEPT_FORMAT or char == " " or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp", "Cn"):
        return char
    return f"<U+{ord(char):04X}>"


def _width(char: str) -> int:
    """How many columns of a terminal a character takes."""
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


# Text, for people


def _text(problems: Sequence[Problem], sources: Mapping[str, bytes], color: bool) -> str:
    files: dict[str, list[str]] = {}
    parts = [_one(problem, _lines(problem.span.file, sources, files), color) for problem in problems]
    return "\n".join([*parts, _summary(problems)]) + "\n"


def _lines(file: str, sources: Mapping[str, bytes], files: dict[str, list[str]]) -> list[str]:
    if file not in files:
        text = sources.get(file, b"").decode("utf-8", "replace").removeprefix("\ufeff")
        files[file] = [line.removesuffix("\r") for line in text.split("\n")]
    return files[file]


def _summary(problems: Sequence[Problem]) -> str:
    if not problems:
        return _("no problems")
    files = len({problem.span.file for problem in problems})
    words = ngettext("%(problems)s in %(num)d file", "%(problems)s in %(num)d files", files)
    return words % {"problems": counted(Counter(map(severity, problems))), "num": files}


def _one(problem: Problem, lines: Sequence[str], color: bool) -> str:
    """One problem: what, where, the line itself with carets under the place, what explains it, and what to do."""
    span, kind = problem.span, severity(problem)

    def paint(text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if color else text

    out = [f"{paint(f'{weight(kind)}[{problem.code}]', _COLORS[kind])}: {visible(speak(problem.message))}"]
    out.append(f"  {visible(span.file)}:{span.line}:{span.column}")
    label, others = _label(problem)
    gutter = max(4, len(str(span.line)))
    whole = span[1:] == (1, 1, 1, 1)
    if not whole and span.line <= len(lines):
        shown, mark = _excerpt(lines[span.line - 1], span)
        out.append(f"{paint(f'{span.line:>{gutter}} |', '34')} {shown}".rstrip())
        pointer = f"{paint(mark, _COLORS[kind])} {label}".rstrip()
        out.append(f"{paint(' ' * gutter + ' |', '34')} {pointer}")
    elif label:
        out.append(f"   = {label}")
    out.extend(f"   = {line}" for line in _more(problem, others))
    return "\n".join(out) + "\n"


def _more(problem: Problem, others: Iterable[Related]) -> Iterable[str]:
    """What explains a problem, and what to do about it."""
    for other in others:
        yield _("see: %(what)s (%(place)s)") % {"what": visible(speak(other.text)), "place": _place(other.span)}
    if help := advice(problem):
        yield _("help: %(help)s") % {"help": visible(help)}


def _label(problem: Problem) -> tuple[str, Sequence[Related]]:
    """What stands under the carets, and the related places it does not name yet."""
    related = problem.related
    if related and (not problem.label or related[0].text in ("", problem.label)):
        text = speak(problem.label or related[0].text)
        return f"{visible(text)} ({_place(related[0].span)})".strip(), related[1:]
    return visible(speak(problem.label)), related


def _place(span: Span) -> str:
    return f"{visible(span.file)}:{span.line}"


def _excerpt(line: str, span: Span) -> tuple[str, str]:
    """The line as a terminal shows it, and carets under the span; a very long line is cut around the span.

    Where a line has right-to-left letters, terminals differ in where they put them: there the words themselves
    are repeated instead of carets.
    """
    begin = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line)
    end = max(end, begin)
    cells: list[str] = []
    column = 0
    for char in line:
        cell = " " * (TAB - column % TAB) if char == "\t" else _shown(char)
        cells.append(cell)
        column += sum(map(_width, cell))
    if any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in line):
        words = "".join(cells[begin:end]).strip()
        return "".join(cells), f"^ «{words}»" if words else "^"
    first, last, left, right = _window([sum(map(_width, cell)) for cell in cells], begin, end)
    before = len(left) + sum(_width(char) for cell in cells[first:begin] for char in cell)
    wide = sum(_width(char) for cell in cells[begin : min(end, last)] for char in cell)
    return left + "".join(cells[first:last]) + right, " " * before + "^" * max(1, wide)


def _window(widths: Sequence[int], begin: int, end: int) -> tuple[int, int, str, str]:
    """Which part of a long line to show so that the span is in it, and what stands for the parts left out."""
    if sum(widths) <= MAX_WIDTH:
        return 0, len(widths), "", ""
    first, used = begin, 0
    while first > 0 and used < MAX_WIDTH // 3:
        first -= 1
        used += widths[first]
    last = begin
    while last < len(widths) and (used < MAX_WIDTH or last <= begin):
        used += widths[last]
        last += 1
    return first, last, "… " if first else "", " …" if last < len(widths) else ""


# Forms for programmes


def _json(problems: Sequence[Problem], sources: Mapping[str, bytes], color: bool) -> str:
    counts = Counter(severity(problem) for problem in problems)
    rows = [
        {
            "code": problem.code,
            "severity": severity(problem),
            "message": speak(problem.message),
            "label": speak(problem.label),
            "help": advice(problem),
            **_span(problem.span),
            "assembly": problem.assembly,
            "record": problem.record,
            "related": [{"text": speak(related.text), **_span(related.span)} for related in problem.related],
        }
        for problem in problems
    ]
    summary = {f"{kind}s": counts[kind] for kind in Severity}
    return json.dumps({"problems": rows, "summary": summary}, indent=2) + "\n"


def _span(span: Span) -> dict[str, str | int]:
    return span._asdict()


def _github(problems: Sequence[Problem], sources: Mapping[str, bytes], color: bool) -> str:
    """One workflow command per problem, which GitHub shows beside the line in the proposed change."""
    lines = []
    for problem in problems:
        span = problem.span
        place = {"file": span.file, "line": span.line, "endLine": max(span.line, span.end_line)}
        if span.end_line == span.line:
            place |= {"col": span.column, "endColumn": max(span.column, span.end_column)}
        place["title"] = f"{weight(severity(problem))}[{problem.code}]"
        said = ",".join(f"{key}={_property(str(value))}" for key, value in place.items())
        label, others = _label(problem)
        text = "\n".join([visible(speak(problem.message)), *([label] if label else ()), *_more(problem, others)])
        lines.append(f"::{_GITHUB[severity(problem)]} {said}::{_data(text)}\n")
    return "".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")


def _sarif(problems: Sequence[Problem], sources: Mapping[str, bytes], color: bool) -> str:
    """SARIF 2.1.0: the form that code scanning services read."""
    index = {code: number for number, code in enumerate(CODES)}
    rules = [
        {
            "id": row.code,
            "shortDescription": {"text": _(row.title)},
            "fullDescription": {"text": _(row.why)},
            "help": {"text": _(row.fix)},
            "defaultConfiguration": {"level": _SARIF[row.severity]},
        }
        for row in CODES.values()
    ]
    results = [_result(problem, index) for problem in problems]
    run = {
        "tool": {"driver": {"name": "minutebook", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _result(problem: Problem, index: Mapping[str, int]) -> dict[str, Any]:
    said = speak(problem.message) + (f" ({speak(problem.label)})" if problem.label else "")
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "level": _SARIF[severity(problem)],
        "message": {"text": f"{said}. {advice(problem)}".rstrip()},
        "locations": [_location(problem.span)],
    }
    if problem.code in index:
        result["ruleIndex"] = index[problem.code]
    if problem.related:
        result["relatedLocations"] = [
            {"id": number, **_location(related.span), "message": {"text": speak(related.text) or _("see")}}
            for number, related in enumerate(problem.related)
        ]
    return result


def _location(span: Span) -> dict[str, Any]:
    end_line = max(span.line, span.end_line)
    end_column = span.end_column if end_line > span.line else max(span.column, span.end_column)
    region = {"startLine": span.line, "startColumn": span.column, "endLine": end_line, "endColumn": end_column}
    return {"physicalLocation": {"artifactLocation": {"uri": quote(span.file, safe="/")}, "region": region}}


_FORMS: Mapping[str, Callable[[Sequence[Problem], Mapping[str, bytes], bool], str]] = {
    "text": _text,
    "json": _json,
    "github": _github,
    "sarif": _sarif,
}
