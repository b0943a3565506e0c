"""A book of about a thousand pages: twice the same bytes, true numbers, accessible."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

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
            "PDF/UA-1 rules broken": reading.broken_rules(pdf, Path(folder)),
        }


def build(manuscript: Path, out: Path, seed: str) -> Path:
    command = [sys.executable, "-m", "regesta", "build", str(manuscript), "--out", str(out), "-q"]
    command += ["--format", "pdf", "--format", "epub"]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    return out


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
