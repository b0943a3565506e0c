"""Runs the long proofs and writes `tests/proof.json`: what was shown, when, and for which sources.

Ends with status 1, and writes nothing, where a proof fails.
"""

import datetime
import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path

from tests.proof import fuzz_checks, fuzz_reader, kills, large_book, large_epub, sheets, stick

ROOT = Path(__file__).parents[2]
REPORT = ROOT / "tests" / "proof.json"
DOCUMENTS = 20_000
PROOFS: dict[str, Callable[[], dict[str, object]]] = {
    "random documents": lambda: fuzz_reader.figures(DOCUMENTS),
    "spoilt manuscripts": lambda: fuzz_checks.figures(DOCUMENTS),
    "a book of a thousand pages": large_book.figures,
    "an EPUB of a thousand pages": large_epub.figures,
    "sheets of every source in every kind": sheets.figures,
    "builds that were killed": kills.figures,
    "a release of the publication": stick.figures,
}


def digest() -> str:
    """SHA-256 over all that `src/` and `styles/` hold."""
    whole = hashlib.sha256()
    for folder in ("src", "styles"):
        for file in sorted((ROOT / folder).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                whole.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()


def main() -> int:
    """The exit status."""
    report: dict[str, object] = {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "digest": digest(),
    }
    for name, prove in PROOFS.items():
        print(f"{name} …", flush=True)
        report[name] = prove()
        print(json.dumps(report[name], indent=1, ensure_ascii=False), flush=True)
    REPORT.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
