"""What a save costs the preview of a thousand pages: from the changed file to the page that is sent."""

import tempfile
import time
from pathlib import Path
from statistics import median

from regesta.desk.reading import Reading
from regesta.desk.shell import Shell
from tests.large import write

CHAPTERS, EDITS = 76, 9


def figures() -> dict[str, float]:
    """CPU milliseconds, the middle of some edits in several chapters."""
    with tempfile.TemporaryDirectory() as folder:
        book = write(Path(folder) / "book", CHAPTERS)
        reading, shell = Reading(book), Shell(book, {})
        spent = [_edited(reading, shell, book, number) for number in range(10, 10 + EDITS)]
        began = time.process_time()
        reading.check(reading.state)
        checked = time.process_time() - began
    return {
        "preview of a thousand pages, a save to its web page, CPU ms": 1000 * median(spent),
        "preview of a thousand pages, the check behind it, CPU ms": 1000 * checked,
    }


def _edited(reading: Reading, shell: Shell, book: Path, number: int) -> float:
    """One save of a chapter that is looked at."""
    path = f"chapters/{number:03}.md"
    shell.page(reading.state, f"ch-{number}", "web", "student")
    text = (book / path).read_text("utf-8")
    (book / path).write_text(text.replace("\n\n", "\n\nA sentence more. ", 5), "utf-8")
    began = time.process_time()
    made = shell.page(reading.saved({path}), f"ch-{number}", "web", "student")
    spent = time.process_time() - began
    assert made
    assert "A sentence more." in made[0]
    return spent
