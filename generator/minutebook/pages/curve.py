"""The dated curve: the count on each day, drawn twice, wide and narrow, so that its letters keep their size."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from minutebook.pages.speech import _, month_name, ngettext, short_date
from minutebook.pages.wording import day_words
from minutebook.rules.history import Count

DAY: Final = timedelta(days=1)
_LETTER: Final = 7.4
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
    """What is drawn: the counts, the days marked, the falls, the need, until when."""

    counts: tuple[Count, ...]
    moments: tuple[Moment, ...]
    falls: tuple[Fall, ...]
    need: int | None
    of: int
    today: date
    deadline: date | None


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
    width, left, right, letter = (920.0, 40.0, 908.0, _LETTER) if wide else (360.0, 26.0, 352.0, 7.8)
    first = min(course.counts[0].day, course.today)
    last = max(course.today, course.deadline or course.today, *(one.day for one in course.moments), first + 6 * DAY)
    first, last = _padded(first, last)
    span = (last - first).days

    def x(day: date) -> float:
        return round(left + (right - left) * (day - first).days / span, 1)

    labels, rows = _labels(course, x, left, right, letter)
    top = 34.0 + 40.0 * rows
    bottom = top + (282.0 if wide else 230.0)
    most = max(course.of, course.need or 0, *(one.number for one in course.counts), 1)

    def y(number: int) -> float:
        return round(bottom - (bottom - top) * number / most, 1)

    drawing = Drawing(width, bottom + 38.0)
    if course.deadline and course.deadline > course.today:
        drawing.boxes.append(("c-left", x(course.today), top, round(x(course.deadline) - x(course.today), 1), bottom - top))
    _axes(drawing, course, (first, last), x, y, most, (left, right, top, bottom), wide)
    for text, moment in labels:
        drawing.paths.append(("c-dead" if moment.look == "c-acc" else "c-mark", f"M{x(moment.day)} {text.y - 12:g}V{bottom:g}"))
        drawing.texts.append(text)
        drawing.texts.append(
            Text(text.x, text.y + 17.0, day_words(moment.day, course.today), moment.look if moment.look == "c-acc" else "", text.anchor)
        )
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


def _axes(
    drawing: Drawing, course: Course, days: tuple[date, date], x: Callable[[date], float], y: Callable[[int], float], most: int,
    frame: tuple[float, float, float, float], wide: bool,
) -> None:  # fmt: skip
    left, right, _top, bottom = frame
    drawing.paths.append(("c-axis", f"M{left:g} {bottom:g}H{right:g}"))
    for number in _levels(most, course.need):
        if number:
            drawing.paths.append(("c-grid", f"M{left:g} {y(number)}H{right:g}"))
        drawing.texts.append(Text(left - 8, y(number) + 5, str(number), "", "end"))
    if course.need is not None and course.need <= most:
        drawing.texts.append(Text(left - 8, y(course.need) + 5, str(course.need), "c-acc", "end"))
    ticks = _ticks(*days)
    room = 74.0 if wide else 48.0
    free = left
    for day, words, shorter in ticks:
        drawing.paths.append(("c-axis", f"M{x(day)} {bottom:g}v6"))
        if x(day) >= free and x(day) + room * 0.6 <= right:
            drawing.texts.append(Text(x(day) + (6 if wide else 4), bottom + 24, words if wide else shorter))
            free = x(day) + room


def _levels(most: int, need: int | None) -> list[int]:
    """The numbers written beside the axis: none, all, and a few between, away from the need."""
    step = next(size for size in (1, 2, 3, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 10**9) if most / size <= 5)
    apart = most / 14
    between = [number for number in range(step, most, step) if most - number > apart]
    return [number for number in (0, *between, most) if need is None or abs(number - need) > apart or (number == 0 and need > 0)]


def _ticks(first: date, last: date) -> list[tuple[date, str, str]]:
    """The days written under the axis: weeks, months or years, whichever the span asks for; each with a longer and a shorter text."""
    span = (last - first).days
    if span <= 60:
        every = 7 if span <= 30 else 14
        days = [first + count * DAY for count in range(1, span, every)]
        return [(day, short_date(day), short_date(day)) for day in days]
    if span <= 900:
        named = [(day, str(day.year) if day.month == 1 else "") for day in _months(first, last)]
        return [(day, year or month_name(day), year or month_name(day, short=True)) for day, year in named]
    years = range(first.year + 1, last.year + 1)
    return [(date(year, 1, 1), str(year), str(year)) for year in years]


def _months(first: date, last: date) -> Iterable[date]:
    day = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    while day <= last:
        yield day
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)


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
        for count in line:
            path += f"H{x(count.day)}V{y(count.number)}"
            if count.number != before:
                changes += 1
                look = "c-box" if count.number > before else "c-back"
                boxes.append((look, round(x(count.day) - half, 1), round(y(count.number) - half, 1), size, size))
            before = count.number
        current = edition == editions[-1]
        path += f"H{x(after)}V{bottom:g}" if after else f"H{x(course.today)}"
        drawing.paths.append(("c-step" if current else "c-old", path))
        if not current and before and (wide or x(line[-1].day) - x(line[0].day) > 90):
            drawing.texts.append(Text(x(line[0].day) + 6, y(before) - 8, _("edition %(n)d") % {"n": edition}))
    if changes <= _MOST_BOXES:
        drawing.boxes += boxes
    _falls(drawing, course, x, y, wide)
    number = course.counts[-1].number
    at = (x(course.today), y(number))
    drawing.now = at
    words = f"{day_words(course.today, course.today)}: {number}" if wide else str(number)
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
        words = f"{day_words(fall.day, course.today)}: {fall.text}" if wide else day_words(fall.day, course.today)
        room = at + len(words) * _LETTER < drawing.width
        drawing.paths.append(("c-mark", f"M{at} {low - 14.0:g}V{level + 8.0:g}"))
        drawing.texts.append(Text(at + 3 if room else at - 3, low, words, "c-res", "start" if room else "end"))
