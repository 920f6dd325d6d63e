"""`minutebook show`: where a proposal, mandate, meeting or assembly stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from minutebook.commands.options import as_of_option, find_root, root_option
from minutebook.speech import _


@click.command(
    "show",
    help="\n\n".join(
        (
            _("Show where a record stands: a proposal, a mandate, minutes, one decision in them, an assembly."),
            _(
                "REF is written as in records (north/water, north/proposals/water, or an assembly's id), or is the path of the file. "
                "A decision is written behind its minutes: north/minutes/2026-02-20#water, or #decision-1 by its number."
            ),
        )
    ),
)
@click.argument("ref")
@click.option("--json", "as_json", is_flag=True, help=_("For programmes."))
@root_option
@as_of_option
def command(ref: str, as_json: bool, root: Path | None, as_of: date | None) -> None:
    """Show where a record stands."""
    import json

    from minutebook.commands.loading import reckoned
    from minutebook.commands.paper import put
    from minutebook.commands.references import meant
    from minutebook.commands.shown import data_of, parts_of

    found = find_root(root)
    state = reckoned(found, as_of)
    record, decision = meant(state, ref, found)
    if as_json:
        click.echo(json.dumps(data_of(state, record, decision), ensure_ascii=False, indent=2))
    else:
        put(parts_of(state, record, decision))
