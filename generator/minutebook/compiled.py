"""Compiled templates, kept for all builds of one process: `serve` and the tests build many times, and compiling takes most of a small build."""

from __future__ import annotations

from typing import Any, Final

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class _Compiled(BytecodeCache):
    """What was compiled, by the template's name and the sum of its source, as Jinja gives them."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled of the same source, if anything was."""
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._known[bucket.key, bucket.checksum] = bucket.code


COMPILED: Final = _Compiled()
