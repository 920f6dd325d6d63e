"""Progress: what is being done, on a terminal, once it has taken a second."""

from __future__ import annotations

import sys
from threading import Lock, Timer
from types import TracebackType
from typing import Any, Self

AFTER = 1.0


class Progress:
    """Told what is being done and how much of it is done; shows it only on a terminal, and only when it takes long.

    It speaks on the error stream, so that the output itself stays clean.
    """

    def __init__(self, doing: str) -> None:
        self._said = doing
        self._status: Any = None
        self._lock = Lock()
        self._timer = Timer(AFTER, self._begin)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._timer.cancel()
        with self._lock:
            if self._status is not None:
                self._status.stop()

    def __call__(self, doing: str, done: int = 0) -> None:
        """Say what is being done now."""
        self._said = f"{doing} {done}" if done else doing
        with self._lock:
            if self._status is not None:
                self._status.update(self._said)

    def _begin(self) -> None:
        from rich.console import Console

        with self._lock:
            self._status = Console(stderr=True).status(self._said)
            self._status.start()
