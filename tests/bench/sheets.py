"""What sheets and keys of ten sources of the real book cost: cold, again, and after one source changed."""

import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from regesta.workspace import face_folder
from tests.bench.measure import Run, median, run

SOURCES = tuple(
    f"src-{one}"
    for one in (
        "two-thousand-words", "warsaw-letter", "cabinet-notes", "proclamation", "tass",
        "nsc-notes", "un-resolution", "decision-memorandum", "doctrine", "palach-letter",
    )
)  # fmt: skip
CHANGED = SOURCES[2:5]
COLD, SAME = "sheets and keys of ten sources, cold", "sheets and keys, nothing changed"
ANSWER, HEADNOTE = "sheets and keys, an answer changed", "sheets and keys, a headnote changed"


class Desk:
    """A copy of the manuscript, what is made of it, and a cache of its own."""

    def __init__(self, manuscript: Path, folder: Path) -> None:
        self.book, self.out, self.cache = folder / "book", folder / "out", folder / "cache"
        shutil.copytree(manuscript, self.book, ignore=shutil.ignore_patterns("texts"))
        shutil.copytree(face_folder().parent, self.cache / "regesta" / "faces")

    def handouts(self) -> Run:
        """The command, as a teacher gives it."""
        command = [sys.executable, "-m", "regesta", "handout", *SOURCES, "--manuscript", str(self.book)]
        return run([*command, "--out", str(self.out), "-q"], {"REGESTA_CACHE": str(self.cache)})

    def cold(self) -> Run:
        """With nothing kept but the faces."""
        shutil.rmtree(self.cache / "regesta" / "pages", ignore_errors=True)
        shutil.rmtree(self.out, ignore_errors=True)
        return self.handouts()

    def changed(self, change: Callable[[str], str]) -> Iterator[Run]:
        """After a change of one source, each time another one; what was made before is kept."""
        for source in CHANGED:
            file = self.book / "sources" / f"{source}.md"
            text = file.read_text("utf-8")
            assert change(text) != text, source
            file.write_text(change(text), "utf-8")
            yield self.handouts()
            file.write_text(text, "utf-8")
            self.handouts()


def an_answer(text: str) -> str:
    """One word more for the teacher, which the book of students never has."""
    return text.replace("::: answer\n", "::: answer\nBriefly. ", 1)


def a_headnote(text: str) -> str:
    """One word more before the text, in the book and on the sheet."""
    return re.sub(r"^(headnote: >-\n +)(\w)", r"\1Then \2", text, count=1, flags=re.MULTILINE)


def measured(manuscript: Path) -> dict[str, Run]:
    """Medians of three."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(manuscript, Path(folder))
        found = {COLD: median(desk.cold), SAME: median(desk.handouts)}
        for name, change in ((ANSWER, an_answer), (HEADNOTE, a_headnote)):
            runs = desk.changed(change)
            found[name] = median(lambda runs=runs: next(runs))
        return found


def figures(manuscript: Path) -> dict[str, float]:
    """CPU seconds of the command with all its processes."""
    return {f"{name}, CPU seconds": one.cpu for name, one in measured(manuscript).items()}


if __name__ == "__main__":
    for name, seconds in figures(Path(__file__).parents[2] / "manuscript").items():
        print(f"{seconds:8.2f}  {name}")
