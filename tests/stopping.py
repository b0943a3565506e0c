"""Builds that are ended while they work: by a kill, a lost worker, or a key."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from regesta.workspace import face_folder

LIMIT = 240  # seconds; what takes longer hangs
COMMAND = Path(sys.executable).with_name("regesta")


def surroundings(folder: Path) -> dict[str, str]:
    """An environment whose cache holds the faces and nothing else."""
    cache = folder / "regesta" / "faces" / face_folder().name
    if not cache.is_dir():
        shutil.copytree(face_folder(), cache)
    return {**os.environ, "REGESTA_CACHE": str(folder)}


def arguments(manuscript: Path, out: Path) -> list[str]:
    """A build with two workers, by the command as it is installed."""
    return [str(COMMAND), "build", str(manuscript), "--out", str(out), "--jobs", "2", "--format", "pdf"]


def _hears() -> None:
    """A suite that a shell runs behind itself ignores Ctrl-C, and hands that on to what it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def started(manuscript: Path, out: Path, cache: Path) -> Iterator[subprocess.Popen[str]]:
    """A build in a process group of its own, which does not outlive the block."""
    with subprocess.Popen(
        arguments(manuscript, out),
        env=surroundings(cache),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=_hears,  # noqa: PLW1509 - no thread of the tests holds anything
    ) as process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def built(manuscript: Path, out: Path, cache: Path) -> dict[str, bytes]:
    """The files of a build that nobody stops."""
    done = subprocess.run(
        arguments(manuscript, out),
        env=surroundings(cache),
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return held(out)


def held(out: Path) -> dict[str, bytes]:
    """All files below an output folder but its lock."""
    files = (file for file in out.rglob("*") if file.is_file() and file.name != ".lock")
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in files}


def workers(process: subprocess.Popen[str]) -> list[int]:
    """The processes that lay out for a build, as Linux lists them; waits until there are two."""
    for _ in range(200):
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii").split()
        found = [int(one) for one in children if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]
        if len(found) == 2:
            return found
        time.sleep(0.05)
    raise AssertionError("no workers came")


def alive(process: int) -> bool:
    """Whether a process is there and no mere entry in the table of processes."""
    try:
        return Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def killed(manuscript: Path, folder: Path, times: int, seed: int) -> int:
    """Kill a build so many times at random moments; how many had written nothing yet.

    Raises AssertionError where files are neither those of before nor those of after, or where the next
    build fails or leaves a draft behind.
    """
    draw, out, cache = random.Random(seed), folder / "out", folder / "cache"
    chapter = manuscript / "chapters" / "002.md"
    before = built(manuscript, out, cache)
    chapter.write_text(
        chapter.read_text("utf-8") + "\nOne more paragraph. And its second sentence.\n", "utf-8"
    )
    shutil.rmtree(cache / "regesta" / "pages")
    began = time.monotonic()
    after = built(manuscript, folder / "after", folder / "second")
    took, early = time.monotonic() - began, 0
    for _ in range(times):
        shutil.rmtree(cache / "regesta" / "pages", ignore_errors=True)
        for name, data in before.items():
            (out / name).write_bytes(data)
        with started(manuscript, out, cache) as process, suppress(subprocess.TimeoutExpired):
            process.wait(draw.uniform(0, took * 1.1))
        left = {name: data for name, data in held(out).items() if not Path(name).name.startswith(".")}
        assert left.keys() == before.keys()
        assert all(data in (before[name], after[name]) for name, data in left.items())
        early += left == before
    assert built(manuscript, out, cache) == after
    return early
