"""Measuring a command: seconds on the clock, seconds of all its processors, and the most memory that it and its children held together."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Cost(NamedTuple):
    """What a command cost: seconds, seconds of processors, megabytes."""

    wall: float
    cpu: float
    memory: float


def cost(command: Sequence[str | Path]) -> Cost:
    """Run a command to its end. Memory is counted proportionally where processes share it (PSS), fifty times a second. Raises where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    most = 0.0
    while process.poll() is None:
        most = max(most, _held(process.pid))
        time.sleep(0.02)
    wall = time.perf_counter() - begun
    _, said = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}: {said.decode()[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, most)


def _held(group: int) -> float:
    """The memory of a session of processes, in MB."""
    total = 0
    for one in Path("/proc").iterdir():
        if not one.name.isdigit():
            continue
        try:
            if os.getsid(int(one.name)) == group:
                lines = (one / "smaps_rollup").read_text().splitlines()
                total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except (OSError, StopIteration, ValueError):
            continue
    return total / 1024
