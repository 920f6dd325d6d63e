"""The language that the command line speaks: the one asked for with --lang, else the one that the machine is set to."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final

import click

from minutebook.speech import N_, _, ngettext, said_many

_VARIABLES: Final = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where a machine says its language, the first that is set; in the very first several may stand, with colons between them."""


def wanted(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language to speak, as far as it can be spoken, else English."""
    asked = _asked(arguments) or next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    for tag in asked.split(":"):
        plain = tag.partition(".")[0].partition("@")[0]
        if plain.replace("-", "_").partition("_")[0].lower() in ("en", "c", "posix"):
            break
        from minutebook.catalogues import spoken

        if found := spoken(plain):
            return found
    return "en"


def _asked(arguments: Sequence[str]) -> str:
    """What stands behind --lang. Click reads it, too, but only after the helps were put into words."""
    for place, one in enumerate(arguments):
        if one.startswith("--lang="):
            return one.removeprefix("--lang=")
        if one == "--lang":
            return "".join(arguments[place + 1 : place + 2])
    return ""


class Tongue(click.ParamType[str]):
    """A language that can be spoken."""

    name = "TAG"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The language, or a usage error."""
        from minutebook.catalogues import available, spoken

        found = spoken(str(value))
        if not found:
            self.fail(_("%(tag)r is not spoken here; there are: %(known)s") % {"tag": value, "known": ", ".join(available())}, param, ctx)
        return found


_CLICK: Final = (
    N_("Usage:"), N_("Options"), N_("Commands"), N_("Positional arguments"), N_("Show this message and exit."),
    N_("Show the version and exit."), N_("default: {default}"), N_("Error: {message}"), N_("Try '{command} {option}' for help."),
    N_("Missing command."), N_("Missing argument"), N_("Missing option"), N_("No such option {name!r}."), N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"), N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."), N_("Option {name!r} does not take a value."),
    said_many("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
    said_many("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
    said_many("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1),
    said_many("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1),
)  # fmt: skip
"""What click itself says to whoever uses our commands, so that it is in our catalogues."""


def take_over() -> None:
    """Let click say its own few words as we say ours: otherwise it asks the machine's catalogues, which have none of them."""
    for name, module in sys.modules.items():
        if name.startswith("click."):
            for theirs, ours in (("_", _), ("ngettext", ngettext)):
                if hasattr(module, theirs):
                    setattr(module, theirs, ours)
