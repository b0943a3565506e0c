"""What a save costs the preview of a thousand pages: from the changed file to the page that is sent.

Printed pages are those of the chapter that is edited, laid out by a worker that is warm: until the list of
pages stands, and until a picture of each page that changed is drawn.
"""

import os
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from regesta.cli.build import EPOCH
from regesta.desk.reading import Reading
from regesta.desk.shell import Shell
from regesta.workspace import face_folder, prepare, read_faces
from tests.large import write

CHAPTERS, EDITS = 76, 9
ACROSS = 800
TICKS = os.sysconf("SC_CLK_TCK")


def figures() -> dict[str, float]:
    """Milliseconds, the middle of some edits in several chapters."""
    with tempfile.TemporaryDirectory() as folder:
        book = write(Path(folder) / "book", CHAPTERS)
        prepare(face_folder().parent, EPOCH)
        reading, shell = Reading(book), Shell(book, read_faces(print))
        spent = [_edited(reading, shell, book, number) for number in range(10, 10 + EDITS)]
        printed = [_printed(reading, shell, book, number) for number in range(30, 30 + EDITS)]
        shell.galley.printing.close()
        began = time.process_time()
        reading.check(reading.state)
        checked = time.process_time() - began
    name = "preview of a thousand pages"
    return {
        f"{name}, a save to its web page, CPU ms": 1000 * median(spent),
        f"{name}, the check behind it, CPU ms": 1000 * checked,
        f"{name}, a save to its printed pages, wall ms": 1000 * median(one.listed for one in printed),
        f"{name}, a save to all changed pictures, wall ms": 1000 * median(one.drawn for one in printed),
        f"{name}, a save to all changed pictures, CPU ms": 1000 * median(one.cpu for one in printed),
        f"{name}, pictures of pages that changed": median(one.pages for one in printed),
    }


def _changed(book: Path, number: int) -> str:
    """Change a few paragraphs of a chapter; the file that was saved."""
    path = f"chapters/{number:03}.md"
    text = (book / path).read_text("utf-8")
    (book / path).write_text(text.replace("\n\n", "\n\nA sentence more. ", 5), "utf-8")
    return path


def _edited(reading: Reading, shell: Shell, book: Path, number: int) -> float:
    """One save of a chapter that is looked at."""
    shell.page(reading.state, f"ch-{number}", "web", "student")
    path = _changed(book, number)
    began = time.process_time()
    made = shell.page(reading.saved({path}), f"ch-{number}", "web", "student")
    spent = time.process_time() - began
    assert made
    assert "A sentence more." in made[0]
    return spent


class Laid(NamedTuple):
    """What printed pages took: until they were listed and drawn (wall), of both processes (CPU), how many."""

    listed: float
    drawn: float
    cpu: float
    pages: int


def _printed(reading: Reading, shell: Shell, book: Path, number: int) -> Laid:
    """One save of a chapter whose printed pages are looked at."""
    before = set(_names(reading, shell, number))
    path = _changed(book, number)
    began, spent = time.perf_counter(), _cpu(shell)
    reading.saved({path})
    new = [name for name in _names(reading, shell, number) if name not in before]
    listed = time.perf_counter() - began
    assert all(shell.galley.printing.picture(name, ACROSS) for name in new)
    assert new
    return Laid(listed, time.perf_counter() - began, _cpu(shell) - spent, len(new))


def _names(reading: Reading, shell: Shell, number: int) -> list[str]:
    job = shell.galley.typeset(reading.state, f"ch-{number}", "student")
    assert job
    job = shell.galley.lay_out(job)
    assert shell.galley.show(job)
    assert job.printed, job.faults
    return [one.name for one in job.printed.sheets]


def _cpu(shell: Shell) -> float:
    """Seconds of this process and of the worker."""
    executor = shell.galley.printing.crew.executor if shell.galley.printing.crew else None
    workers = list(executor._processes) if executor else []  # type: ignore[attr-defined]  # nothing else names them
    stats = [Path(f"/proc/{one}/stat").read_text("utf-8").rpartition(")")[2].split() for one in workers]
    return time.process_time() + sum(int(one[11]) + int(one[12]) for one in stats) / TICKS
