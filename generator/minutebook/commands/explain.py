"""`minutebook explain`: what a problem's code means and what to do about it."""

from __future__ import annotations

import click

from minutebook.speech import N_, _

_HEADS = {"error": N_("Errors"), "warning": N_("Warnings"), "finding": N_("Findings")}


@click.command("explain", help=_("Say what a problem CODE means and what to do; without a code, list them all."))
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Say what a problem CODE means and what to do; without a code, list them all."""
    from minutebook.codes import CODES, nearest
    from minutebook.commands.paper import Heading, Line, Part, Table, put
    from minutebook.problems import Severity
    from minutebook.report import weight

    if code is None:
        parts: list[Part] = []
        for severity in Severity:
            rows = tuple((row.code, _(row.title)) for row in CODES.values() if row.severity is severity)
            parts += [Heading(_(_HEADS[severity.value])), Table((_("code"), _("means")), rows)]
        put([*parts, Heading(_("More on one of them: minutebook explain CODE"))])
        return
    row = CODES.get(code.strip("[]"))
    if row is None:
        meant = nearest(code, CODES)
        said = _("There is no problem code %(code)r; `minutebook explain` lists them all.")
        if meant:
            said = _("There is no problem code %(code)r; did you mean %(meant)r?")
        raise click.UsageError(said % {"code": code, "meant": meant})
    head = f"{weight(row.severity)}[{row.code}]: {_(row.title)}"
    put([Heading(head), Line(_(row.why)), Line(_("What to do: %(fix)s") % {"fix": _(row.fix)})])
    for words, lines in ((_("Wrong:"), row.example.wrong), (_("Right:"), row.example.right)):
        put([Line(""), Line(words), *(Line(f"    {line}") for line in lines.rstrip("\n").split("\n"))])
