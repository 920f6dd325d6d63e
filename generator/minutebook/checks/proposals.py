"""Checks of proposals."""

from __future__ import annotations

from collections.abc import Iterable

from minutebook.confederation import Confederation
from minutebook.problems import Problem
from minutebook.rules.ruling import RULE_FIELDS
from minutebook.speech import said


def proposers_do_not_write_the_rule(confederation: Confederation) -> Iterable[Problem]:
    """A proposal in another assembly's folder than `to`'s sets no rule of its own, but with `rule_by`."""
    for record in confederation.proposals.values():
        if record.assembly == record.to.target or record.rule_by:
            continue
        for key in RULE_FIELDS:
            if key in record.marks:
                yield Problem(
                    "rule-not-yours",
                    record.mark(key),
                    said(
                        "`%(field)s` is for `%(council)s` to set: who proposes does not write the rule", field=key, council=record.to.target
                    ),
                    said("the council's to set"),
                    said("remove it, or name under `rule_by` the council's minutes that set it"),
                    record=record.id,
                )


def rules_are_set_by_the_council(confederation: Confederation) -> Iterable[Problem]:
    """`rule_by` names minutes of the assembly the proposal is to."""
    for record in confederation.proposals.values():
        by = record.rule_by
        if by and by.target and by.target.split("/")[0] != record.to.target:
            yield Problem(
                "rule-not-yours",
                by.span,
                said("these are not minutes of `%(council)s`, which alone sets the rule", council=record.to.target),
                said("another assembly's minutes"),
                said("name minutes of `%(council)s`", council=record.to.target),
                record=record.id,
            )


def editions_have_texts(confederation: Confederation) -> Iterable[Problem]:
    """Editions are numbered from 2 without a repetition, later than the proposal, each with its own text beside it."""
    for record in confederation.proposals.values():
        before, numbers = confederation.put_day(record), {1}
        for edition in record.editions:
            if edition.id in numbers:
                yield Problem(
                    "duplicate-id",
                    edition.mark("id"),
                    said("edition %(edition)s is there already", edition=edition.id),
                    said("used before"),
                    said("number editions from 2; the proposal's own text is edition 1"),
                    record=record.id,
                )
            if edition.date < before:
                yield Problem(
                    "wrong-date",
                    edition.mark("date"),
                    said("edition %(edition)s is older than the text before it", edition=edition.id),
                    said("before %(day)s", day=before),
                    said("check the date"),
                    record=record.id,
                )
            if not edition.body:
                yield Problem(
                    "edition-unknown",
                    edition.mark("text"),
                    said("there is no text `%(name)s` beside this file", name=edition.text),
                    said("not found"),
                    said("commit the text as %(name)s.%(edition)s.md, without front matter", name=record.slug, edition=edition.id),
                    record=record.id,
                )
            numbers.add(edition.id)
            before = max(before, edition.date)
