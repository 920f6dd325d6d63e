"""The commands, one table: to add one, write a module with a click command named `command`, and a row here."""

from __future__ import annotations

from typing import Final

COMMANDS: Final = ("build", "check", "show", "new", "serve", "explain", "withhold")
"""The commands, each a module of this package, in the order in which the help lists them."""
