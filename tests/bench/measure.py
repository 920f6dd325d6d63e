"""Measuring a command: seconds on the clock, seconds of all its processors, and the most memory that it and its children held together."""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple


class Cost(NamedTuple):
    """What a command cost: seconds, seconds of processors, megabytes."""

    wall: float
    cpu: float
    memory: float


def cost(command: Sequence[str | Path]) -> Cost:
    """Run a command to its end. Memory is counted proportionally where processes share it (PSS), up to fifty times a second. Raises where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    most = 0.0
    while process.poll() is None:
        looked = time.perf_counter()
        most = max(most, _held(process.pid))
        time.sleep(max(0.02, 20 * (time.perf_counter() - looked)))  # looking takes the system longer the more is held
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


def served(command: Sequence[str | Path], root: Path, file: Path) -> Iterator[tuple[str, Cost]]:
    """What it costs until a server answers, and from a line that is saved in a file of minutes until its page shows it (the middle of five)."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    page = f"http://127.0.0.1:{port}/{file.relative_to(root).with_suffix('').as_posix()}/"
    begun = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        while b"</html>" not in _answer(page):
            time.sleep(0.01)
        yield "serve, until the first page is there", Cost(time.perf_counter() - begun, _used(process.pid), _held(process.pid))
        taken, used = [], _used(process.pid)
        for number in range(5):
            time.sleep(1)
            begun = time.perf_counter()
            with file.open("a", encoding="utf-8") as minutes:
                minutes.write(f"\nLine {number} of those saved.\n")
            while f"Line {number} of those saved".encode() not in _answer(page):
                time.sleep(0.01)
            taken.append(time.perf_counter() - begun)
        yield "serve, from saving to the page", Cost(sorted(taken)[2], (_used(process.pid) - used) / 5, _held(process.pid))
    finally:
        process.terminate()
        process.wait()


def _answer(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return bytes(answer.read())
    except OSError:
        return b""


def _used(process: int) -> float:
    """The seconds of processors that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
