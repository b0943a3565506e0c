"""One run of a program: seconds by the wall and of CPU, and the most memory that it and its children hold."""

import os
import resource
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.05  # seconds between two looks at the memory
LIMIT = 1200  # seconds after which a run has failed


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds by the wall, seconds of CPU with all children, and the peak of their summed PSS in MB."""

    wall: float
    cpu: float
    memory: float


def run(command: list[str], env: Mapping[str, str]) -> Run:
    """A program from its start to its end, which must be a good one."""
    before, began, peak = _cpu(), time.monotonic(), [0.0]
    child = subprocess.Popen(
        command, env={**os.environ, **env}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    over = threading.Event()
    watcher = threading.Thread(target=_watch, args=(child.pid, over, peak))
    watcher.start()
    status = child.wait(LIMIT)
    wall = time.monotonic() - began
    over.set()
    watcher.join()
    if status:
        sys.exit(f"{' '.join(command)} ended with {status}")
    return Run(wall, _cpu() - before, peak[0])


def median(work: Callable[[], Run], times: int = 3) -> Run:
    """The middle of several runs, each figure on its own."""
    runs = [work() for _ in range(times)]
    return Run(*(statistics.median(getattr(one, name) for one in runs) for name in ("wall", "cpu", "memory")))


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(pid: int, over: threading.Event, peak: list[float]) -> None:
    while not over.wait(EVERY):
        peak[0] = max(peak[0], sum(map(_held, _family(pid))))


def _family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    try:
        below = [
            one for file in Path(f"/proc/{pid}/task").glob("*/children") for one in file.read_text().split()
        ]
    except OSError:  # it has just ended
        return
    for child in below:
        yield from _family(int(child))


def _held(pid: int) -> float:
    """Its share of memory, in MB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
