"""`minutebook explain`: what a problem's code means and what to do about it."""

from __future__ import annotations

import click


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Say what a problem CODE means and what to do; without a code, list them all."""
    from minutebook.codes import CODES, nearest
    from minutebook.commands.paper import Heading, Line, Part, Table, put
    from minutebook.problems import Severity

    if code is None:
        parts: list[Part] = []
        for severity in Severity:
            rows = tuple((row.code, row.title) for row in CODES.values() if row.severity is severity)
            parts += [Heading(f"{severity.value.capitalize()}s"), Table(("code", "means"), rows)]
        put([*parts, Heading("More on one of them: minutebook explain CODE")])
        return
    row = CODES.get(code.strip("[]"))
    if row is None:
        meant = nearest(code, CODES)
        hint = f"did you mean {meant!r}?" if meant else "`minutebook explain` lists them all."
        raise click.UsageError(f"There is no problem code {code!r}; {hint}")
    put([Heading(f"{row.severity.value}[{row.code}]: {row.title}"), Line(row.why), Line(f"What to do: {row.fix}")])
    for head, lines in (("Wrong", row.example.wrong), ("Right", row.example.right)):
        put([Line(""), Line(f"{head}:"), *(Line(f"    {line}") for line in lines.rstrip("\n").split("\n"))])
