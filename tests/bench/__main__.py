"""What a book of a thousand pages costs, against one call of WeasyPrint in the same run.

`make bench` prints a table and leaves `build/bench.json` and `build/bench.svg`. Nothing else should run
on the machine. Ratios count; seconds are those of the day.
"""

import compileall
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from regesta.workspace import face_folder, read_faces
from tests.bench import desk as preview
from tests.bench import ebook, others, reading, sheets
from tests.bench.measure import Run, median, run
from tests.bench.plot import plot
from tests.large import write

ROOT = Path(__file__).parents[2]
CHAPTERS = {100: 8, 300: 24, 1000: 76}
SENTENCE = "Gri bo larena mefabo, pra deho kadra nale. "


class Desk:
    """A manuscript, what is made of it, and a cache of its own."""

    def __init__(self, folder: Path, pages: int) -> None:
        self.book, self.out, self.cache = folder / "book", folder / "out", folder / "cache"
        write(self.book, CHAPTERS[pages])
        shutil.copytree(face_folder().parent, self.cache / "regesta" / "faces")

    def build(self, *options: str) -> Run:
        """One build of the PDF, as an editor would make it."""
        command = [sys.executable, "-m", "regesta", "build", str(self.book), "--out", str(self.out)]
        return run([*command, "--format", "pdf", "-q", *options], {"REGESTA_CACHE": str(self.cache)})

    def cold(self, *options: str) -> Run:
        """A build with nothing kept."""
        shutil.rmtree(self.cache / "regesta" / "pages", ignore_errors=True)
        shutil.rmtree(self.out, ignore_errors=True)
        return self.build(*options)

    def naive(self, *options: str) -> Run:
        """One call for the whole book."""
        self.out.mkdir(exist_ok=True)
        target = str(self.out / "naive.pdf")
        command = [sys.executable, "-m", "tests.bench.naive", str(self.book), target, *options]
        return run(command, {"REGESTA_CACHE": str(self.cache)})

    def edited(self, chapter: int, change: Callable[[str], str]) -> Iterator[Run]:
        """Builds after a change of one chapter, each time another one; what was built before is kept."""
        for number in range(chapter, chapter + 3):
            file = self.book / "chapters" / f"{number:03}.md"
            text = file.read_text("utf-8")
            file.write_text(change(text), "utf-8")
            yield self.build()
            file.write_text(text, "utf-8")
            self.build()


def one_paragraph(text: str) -> str:
    """The last words of a sentence in the middle of a chapter, the other way round."""
    half = len(text) // 2
    return text[:half] + re.sub(r"\b([a-z]+) ([a-z]+) ([a-z]+)\. ", r"\3 \2 \1. ", text[half:], count=1)


def two_pages_more(text: str) -> str:
    """So much more in a chapter that all later ones begin a leaf later."""
    paragraphs = text.split("\n\n")
    paragraphs[3:3] = [SENTENCE * 12] * 8
    return "\n\n".join(paragraphs)


def medians(runs: Iterator[Run]) -> Run:
    """The middle of runs that are made one after the other."""
    return median(lambda: next(runs))


def measured(pages: int) -> dict[str, Run]:
    """All runs on a manuscript of so many pages, in their order."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), pages)
        found = {"naive": desk.naive(), "one call, numbers as if known": desk.naive("literal")}
        found["cold"] = median(desk.cold)
        found["nothing changed"] = median(desk.build)
        found["one paragraph edited"] = medians(desk.edited(max(2, CHAPTERS[pages] // 2), one_paragraph))
        found["all later pages shift"] = medians(desk.edited(1, two_pages_more))
        found |= ebook.measured(desk.book, desk.cache, one_paragraph)
        found |= others.measured(desk.book, Path(folder))
        return found


def ratios(runs: dict[str, Run], small: Run) -> dict[str, float]:
    """Ours against the naive call, as the table of the issue has them: how many times less."""
    naive = runs["naive"]
    return {
        "cold, CPU": naive.cpu / runs["cold"].cpu,
        "cold, wall": naive.wall / runs["cold"].wall,
        "one paragraph edited, wall": naive.wall / runs["one paragraph edited"].wall,
        "all later pages shift, wall": naive.wall / runs["all later pages shift"].wall,
        "nothing changed, wall": naive.wall / runs["nothing changed"].wall,
        "peak memory": naive.memory / runs["cold"].memory,
        "growth of cold CPU from 100 pages": runs["cold"].cpu / small.cpu,
    }


def main(pages: int = 1000) -> None:
    """Measure, print, and keep the figures."""
    compileall.compile_dir(ROOT / "src", quiet=1)  # as pip would: else each start may compile all anew
    read_faces(print)
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), 100)
        small = median(desk.cold)
    runs = measured(pages)
    for name, one in runs.items():
        print(f"{one.wall:8.2f} s wall {one.cpu:8.2f} s CPU {one.memory:6.0f} MB  {name}", flush=True)
    found = {**ratios(runs, small), **ebook.ratios(runs), **reading.figures(), **preview.figures()}
    found |= sheets.figures(ROOT / "manuscript")
    for name, ratio in found.items():
        print(f"{ratio:8.2f}  {name}")
    out = ROOT / "build"
    out.mkdir(exist_ok=True)
    kept = {"pages": pages, "runs": {name: asdict(one) for name, one in runs.items()}, "ratios": found}
    (out / "bench.json").write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    (out / "bench.svg").write_text(plot({name: one.wall for name, one in runs.items()}), "utf-8")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
