"""The dated curve: the count on each day, drawn twice, wide and narrow, so that its letters keep their size."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from math import ceil
from typing import Final

from minutebook.pages.speech import _, colon, month_name, ngettext, short_date
from minutebook.pages.wording import day_words
from minutebook.rules.history import Count

DAY: Final = timedelta(days=1)
_LETTER: Final = 7.4
_LINES: Final = {"c-acc": "c-dead", "c-was": "c-put-off"}
_MOST_BOXES: Final = 60
_MOST_FALLS: Final = 3


@dataclass(frozen=True, slots=True)
class Moment:
    """A day marked on the curve: an edition, a vote of the council, the deadline, the carrying."""

    day: date
    text: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class Fall:
    """A ratification that stood and no longer does."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class Course:
    """What is drawn: the counts, the days marked, the falls, the need. `until` is the last day drawn of the count: today, or earlier
    where nothing has changed for long."""

    counts: tuple[Count, ...]
    moments: tuple[Moment, ...]
    falls: tuple[Fall, ...]
    need: int | None
    of: int
    today: date
    deadline: date | None
    until: date


@dataclass(frozen=True, slots=True)
class Text:
    """Words at a place."""

    x: float
    y: float
    words: str
    look: str = ""
    anchor: str = "start"


@dataclass(slots=True)
class Drawing:
    """A drawing: `paths` are (look, path), `boxes` (look, x, y, width, height)."""

    width: float
    height: float
    paths: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[tuple[str, float, float, float, float]] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    now: tuple[float, float] | None = None


def draw(course: Course, *, wide: bool) -> Drawing:
    """The curve, 920 or 360 units wide."""
    letter = _LETTER if wide else 7.8
    most = max(course.of, course.need or 0, *(one.number for one in course.counts), 1)
    width, right = (920.0, 908.0) if wide else (360.0, 352.0)
    left = max(40.0 if wide else 26.0, 14.0 + letter * len(str(most)))
    first = min(course.counts[0].day, course.until)
    last = max(course.until, course.deadline or course.until, *(one.day for one in course.moments), first + 6 * DAY)
    first, last = _padded(first, last)
    span = (last - first).days

    def x(day: date) -> float:
        return round(left + (right - left) * (day - first).days / span, 1)

    labels, rows = _labels(course, x, left, right, letter)
    top = 34.0 + 40.0 * rows
    bottom = top + (282.0 if wide else 230.0)

    def y(number: int) -> float:
        return round(bottom - (bottom - top) * number / most, 1)

    drawing = Drawing(width, bottom + 38.0)
    if course.deadline and course.deadline > course.today:
        drawing.boxes.append(("c-left", x(course.today), top, round(x(course.deadline) - x(course.today), 1), bottom - top))
    _levelled(drawing, course, y, most, left, right)
    _dated(drawing, (first, last), x, (left, right, bottom), letter, wide)
    for text, moment in labels:
        drawing.paths.append((_LINES.get(moment.look, "c-mark"), f"M{x(moment.day)} {text.y - 12:g}V{bottom:g}"))
        drawing.texts.append(text)
        struck = "c-was c-struck" if moment.look == "c-was" else moment.look
        drawing.texts.append(Text(text.x, text.y + 17.0, day_words(moment.day, course.today), struck, text.anchor))
    if course.need is not None and course.need <= most:
        drawing.paths.append(("c-need", f"M{left:g} {y(course.need)}H{right:g}"))
        crossed = any(count.number >= course.need and x(count.day) < left + 90 for count in course.counts)
        words = ngettext("%(n)d needed", "%(n)d needed", course.need) % {"n": course.need}
        drawing.texts.append(
            Text(right if crossed else left + 4, y(course.need) + (18 if crossed else -8), words, "c-acc", "end" if crossed else "start")
        )
    _steps(drawing, course, x, y, bottom, wide)
    return drawing


def _padded(first: date, last: date) -> tuple[date, date]:
    """The days of the axis, with a little room at both ends."""
    room = max(1, (last - first).days // 40)
    return first - room * DAY, last + room * DAY


def _labels(course: Course, x: Callable[[date], float], left: float, right: float, letter: float) -> tuple[list[tuple[Text, Moment]], int]:
    """The words over the marked days, in as many rows as they need."""
    found: list[tuple[Text, Moment]] = []
    ends: list[float] = []
    for moment in sorted(course.moments, key=lambda one: one.day):
        at = x(moment.day)
        size = letter * max(len(moment.text), len(day_words(moment.day, course.today))) + 14
        anchor = "start" if at + size <= right + 8 else "end"
        begin = at if anchor == "start" else at - size
        row = next((number for number, end in enumerate(ends) if end <= begin), len(ends))
        end = at + size if anchor == "start" else at + 4
        if row == len(ends):
            ends.append(end)
        else:
            ends[row] = end
        place = at + 7 if anchor == "start" else at - 7
        found.append((Text(round(place, 1), 24.0 + 40.0 * row, moment.text, moment.look or "c-ink", anchor), moment))
    return found, len(ends)


def _levelled(drawing: Drawing, course: Course, y: Callable[[int], float], most: int, left: float, right: float) -> None:
    """The numbers beside the axis and their lines."""
    for number in _levels(most, course.need):
        if number:
            drawing.paths.append(("c-grid", f"M{left:g} {y(number)}H{right:g}"))
        drawing.texts.append(Text(left - 8, y(number) + 5, str(number), "", "end"))
    if course.need is not None and course.need <= most:
        drawing.texts.append(Text(left - 8, y(course.need) + 5, str(course.need), "c-acc", "end"))


def _dated(
    drawing: Drawing, days: tuple[date, date], x: Callable[[date], float], frame: tuple[float, float, float], letter: float, wide: bool
) -> None:
    """The axis of days: a stroke where a week, month or year begins, its name in the middle of it; as many names as have room, evenly."""
    left, right, bottom = frame
    drawing.paths.append(("c-axis", f"M{left:g} {bottom:g}H{right:g}"))
    spans = _spans(*days)
    drawing.paths += [("c-axis", f"M{x(one.first)} {bottom:g}v6") for one in spans if one.first > days[0]]
    apart = min((x(after.first) - x(one.first) for one, after in pairwise(spans[1:])), default=right - left)
    long = wide and _room([one.words for one in spans], letter) <= apart
    names = [one.words if long else one.short for one in spans]
    every = max(1, ceil(_room(names, letter) / apart))
    kept = next((place for place, one in enumerate(spans) if one.year), 1) % every
    free = left - 12
    for place, (one, name) in enumerate(zip(spans, names, strict=True)):
        half = letter * len(name) / 2
        begin, end = x(max(one.first, days[0])), x(min(one.after, days[1]))
        middle = min(max((begin + end) / 2, left + half), right - half)
        cut = one.first < days[0] or one.after > days[1]
        if place % every == kept and middle - half >= free + 12 and not (cut and end - begin < half):
            drawing.texts.append(Text(round(middle, 1), bottom + 24, name, "", "middle"))
            free = middle + half


def _room(names: Iterable[str], letter: float) -> float:
    """How far apart the middles of the longest of these names must be."""
    return letter * max(map(len, names)) + 12


def _levels(most: int, need: int | None) -> list[int]:
    """The numbers written beside the axis: none, all, and a few between, away from the need."""
    step = next(size for size in (1, 2, 3, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 10**9) if most / size <= 5)
    apart = most / 14
    between = [number for number in range(step, most, step) if most - number > apart]
    return [number for number in (0, *between, most) if need is None or abs(number - need) > apart or (number == 0 and need > 0)]


@dataclass(frozen=True, slots=True)
class Span:
    """A day, month or year under the axis, with its name in full and short; `after` is the first day that is no longer of it.
    `year` says that it begins a year, which its name tells."""

    first: date
    after: date
    words: str
    short: str
    year: bool = False


def _spans(first: date, last: date) -> list[Span]:
    """What stands under the axis: days, months or years, whichever the span asks for."""
    days = (last - first).days
    if days <= 60:
        marked = [first + count * DAY for count in range(1, days, 7 if days <= 30 else 14)]
        return [Span(day, day, short_date(day), _numbered(day)) for day in marked]
    if days <= 900:
        return [_month(date(year, month, 1)) for year, month in _months(first, last)]
    size = next(size for size in (1, 2, 5, 10, 20, 50, 100, 1000) if (last.year - first.year) / size <= 12)
    years = range(first.year // size * size or 1, last.year + 1, size)
    return [Span(date(year, 1, 1), date(min(year + size, 9999), 1, 1), str(year), str(year)) for year in years]


def _months(first: date, last: date) -> Iterable[tuple[int, int]]:
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield number // 12, number % 12 + 1


def _month(day: date) -> Span:
    after = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    if day.month == 1:
        return Span(day, after, str(day.year), str(day.year), year=True)
    return Span(day, after, month_name(day), month_name(day, short=True))


def _numbered(day: date) -> str:
    return f"{day.day} {month_name(day, short=True)}"


def _steps(drawing: Drawing, course: Course, x: Callable[[date], float], y: Callable[[int], float], bottom: float, wide: bool) -> None:
    """The steps of each edition, a box at each of them, and the falls in words."""
    half = 4.5 if wide else 4.0
    size = half * 2
    editions = sorted({count.edition for count in course.counts})
    changes = 0
    boxes: list[tuple[str, float, float, float, float]] = []
    for edition in editions:
        line = [count for count in course.counts if count.edition == edition]
        after = next((count.day for count in course.counts if count.edition > edition), None)
        path, before = f"M{x(line[0].day)} {bottom:g}", 0
        for count in (one for one in line if one.day <= course.until):
            path += f"H{x(count.day)}V{y(count.number)}"
            if count.number != before:
                changes += 1
                look = "c-box" if count.number > before else "c-back"
                boxes.append((look, round(x(count.day) - half, 1), round(y(count.number) - half, 1), size, size))
            before = count.number
        current = edition == editions[-1]
        path += f"H{x(after)}V{bottom:g}" if after else f"H{x(course.until)}"
        drawing.paths.append(("c-step" if current else "c-old", path))
        if not current and before and (wide or x(line[-1].day) - x(line[0].day) > 90):
            drawing.texts.append(Text(x(line[0].day) + 6, y(before) - 8, _("edition %(n)d") % {"n": edition}))
    if changes <= _MOST_BOXES:
        drawing.boxes += boxes
    _falls(drawing, course, x, y, wide)
    number = course.counts[-1].number
    at = (x(course.until), y(number))
    drawing.now = at
    words = f"{day_words(course.today, course.today)}{colon()}{number}" if wide else str(number)
    if course.until < course.today:
        changed = [after.day for before, after in pairwise(course.counts) if after.number != before.number]
        since = changed[-1] if changed else course.counts[0].day
        words = _("since %(day)s: %(n)d") % {"day": day_words(since, course.today), "n": number}
    edge = x(course.deadline) if course.deadline and course.deadline > course.today else drawing.width
    near = at[0] + 14 + _LETTER * len(words) * 1.1 > edge
    drawing.texts.append(
        Text(at[0] - 10 if near else at[0] + 10, at[1] - 9 if near else at[1] + 5, words, "c-ink", "end" if near else "start")
    )


def _falls(drawing: Drawing, course: Course, x: Callable[[date], float], y: Callable[[int], float], wide: bool) -> None:
    """The last falls in words, under their step."""
    by_day = {count.day: count.number for count in course.counts}
    for place, fall in enumerate(reversed(course.falls[-_MOST_FALLS:])):
        if fall.day not in by_day:
            continue
        at, level = x(fall.day), y(by_day[fall.day])
        low = min(level + 44.0 + 24.0 * place, drawing.height - 46.0)
        words = f"{day_words(fall.day, course.today)}{colon()}{fall.text}" if wide else day_words(fall.day, course.today)
        room = at + len(words) * _LETTER < drawing.width
        drawing.paths.append(("c-mark", f"M{at} {low - 14.0:g}V{level + 8.0:g}"))
        drawing.texts.append(Text(at + 3 if room else at - 3, low, words, "c-res", "start" if room else "end"))
