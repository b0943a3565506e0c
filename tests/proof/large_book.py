"""A book of about a thousand pages: twice the same bytes, true numbers, accessible."""

import hashlib
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf

from tests import stopping
from tests.large import write
from tests.render.pdf import reading

CHAPTERS = 76


def figures(chapters: int = CHAPTERS) -> dict[str, object]:
    """What was shown of the book; raises AssertionError where something does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        manuscript = write(Path(folder) / "large", chapters)
        first, second = (build(manuscript, Path(folder) / seed, seed) for seed in ("1", "2"))
        assert digest(first / "large.pdf") == digest(second / "large.pdf")
        assert digest(first / "large.epub") == digest(second / "large.epub")
        pdf = (first / "large.pdf").read_bytes()
        pages = json.loads((first / "large.pages.json").read_text("utf-8"))["pages"]
        return {
            "pages": pages,
            "bytes of the PDF": len(pdf),
            "folios that equal the page label": reading.true_folios(pdf),
            "printed page numbers that their link confirms": reading.true_numbers(pdf),
            "lines of the contents that are in the outline": len(contents(pdf)),
            "rules of PDF/UA-1 and PDF/A-3A broken": broken(pdf, Path(folder)),
            "faults of its syntax": syntax(pdf),
        }


def contents(pdf: bytes) -> list[tuple[str, str]]:
    """The page of contents, whose lines must stand in the outline with the same pages, in order."""
    listed = [("".join(title.split()), number) for title, number in reading.contents(pdf)]
    entries = [("".join(title.split()), label) for title, label in reading.outlined(pdf)]
    at = 0
    for title, number in listed:
        at = next(n for n, one in enumerate(entries[at:], at) if one[0].endswith(title)) + 1
        assert entries[at - 1][1] == number, title
    return listed


def broken(pdf: bytes, folder: Path) -> list[str]:
    """None."""
    rules = reading.broken_rules(pdf, folder)
    assert rules == []
    return rules


def syntax(pdf: bytes) -> list[str]:
    """None, by qpdf."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        faults = opened.check_pdf_syntax()
    assert faults == []
    return list(faults)


def build(manuscript: Path, out: Path, seed: str) -> Path:
    command = [sys.executable, "-m", "regesta", "build", str(manuscript), "--out", str(out), "-q"]
    command += ["--format", "pdf", "--format", "epub"]
    cache = str(out.parent / f"cache {seed}")  # nothing is taken from the first build by the second
    surroundings = {**stopping.surroundings(Path(cache)), "PYTHONHASHSEED": seed}
    subprocess.run(command, check=True, env=surroundings, timeout=3600)
    return out


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
