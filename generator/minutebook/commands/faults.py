"""Faults of the programme itself: said in one plain line. The trace is for whoever asks for it."""

from __future__ import annotations

import os
import sys
import traceback
from typing import Final

import click

from minutebook.speech import _

EXIT: Final = 70
"""The exit code of a fault, apart from 1 (the records are wrong) and 2 (the command is)."""

TRACE: Final = "MINUTEBOOK_TRACEBACK"
"""The variable of the environment that asks for the trace."""


def say(fault: Exception) -> None:
    """Say on the error stream that the programme is at fault, and where to read more; never raises on what the fault says of itself."""
    if os.environ.get(TRACE):
        click.echo("".join(traceback.format_exception(fault)), err=True, nl=False)
    words = " ".join(str(fault).split())[:200]
    name = type(fault).__name__ + (f" ({words})" if words else "")
    said = _("Error: this is a fault of the programme, not of your records: %(fault)s.") % {"fault": name}
    if not os.environ.get(TRACE):
        said += " " + _("With %(variable)s=1 the same command shows where, which helps whoever mends it.") % {"variable": TRACE}
    click.echo(said, err=True)


def leave(fault: Exception) -> None:
    """Say it, and end with the code for it."""
    say(fault)
    sys.exit(EXIT)
