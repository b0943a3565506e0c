"""What the EPUB of the same manuscript costs, against pandoc's of its bare text in the same run.

Pandoc makes no index, no chronology, no page marks and no faces; the issue asks for a multiple of it.
"""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.measure import Run, median, run

PANDOC = "EPUB, pandoc"
COLD, WARM, EDITED = "EPUB without pages, cold", "EPUB, the layout kept", "EPUB without pages, one edit"


def measured(book: Path, cache: Path, change: Callable[[str], str]) -> dict[str, Run]:
    """Medians of three. `cache` holds the layout of the book as it is, and its faces."""
    folder = book.parent
    warm = median(lambda: _build(book, cache, folder / "warm"))
    other = folder / "cache for the EPUB"
    shutil.copytree(cache / "regesta" / "faces", other / "regesta" / "faces")
    return {
        PANDOC: median(lambda: _pandoc(book, folder)),
        COLD: median(lambda: _cold(book, other)),
        EDITED: _edited(book, other, change),
        WARM: warm,
    }


def ratios(runs: dict[str, Run]) -> dict[str, float]:
    """Ours against pandoc's: how many times more."""
    pandoc = runs[PANDOC].wall
    return {f"{name}, against pandoc": runs[name].wall / pandoc for name in (COLD, EDITED, WARM)}


def _build(book: Path, cache: Path, out: Path, *options: str) -> Run:
    shutil.rmtree(out, ignore_errors=True)  # else a receipt would say that nothing has changed
    command = [sys.executable, "-m", "regesta", "build", str(book), "--out", str(out), "-q"]
    return run([*command, "--format", "epub", "--jobs", "2", *options], {"REGESTA_CACHE": str(cache)})


def _cold(book: Path, cache: Path) -> Run:
    shutil.rmtree(cache / "regesta" / "pages", ignore_errors=True)
    return _build(book, cache, book.parent / "cold", "--no-page-list")


def _edited(book: Path, cache: Path, change: Callable[[str], str]) -> Run:
    def edits() -> Iterator[Run]:
        for file in sorted((book / "chapters").glob("*.md"))[2:5]:
            text = file.read_text("utf-8")
            file.write_text(change(text), "utf-8")
            yield _build(book, cache, book.parent / "edited", "--no-page-list")
            file.write_text(text, "utf-8")

    runs = edits()
    return median(lambda: next(runs))


def _pandoc(book: Path, folder: Path) -> Run:
    whole, target = folder / "book.md", folder / "pandoc.epub"
    chapters = sorted((book / "chapters").glob("*.md"))
    bodies = (one.read_text("utf-8").split("\n---\n", 1)[-1] for one in chapters)
    whole.write_text("\n\n".join(bodies), "utf-8")
    files = f"{str(whole)!r}, 'epub3', outputfile={str(target)!r}"
    return run(
        [sys.executable, "-c", f"import pypandoc; pypandoc.convert_file({files}, format='markdown')"], {}
    )
