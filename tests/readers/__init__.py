"""Readers of EPUB that nobody here wrote: what each makes of a file, as plain data."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NODE = Path(sys.executable).with_name("node")
ACE = HERE / "node_modules" / "@daisy" / "ace-cli" / "bin" / "ace.js"
CALIBRE = "calibre-debug"
SURROUNDINGS = {
    "PUPPETEER_EXECUTABLE_PATH": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
    "ACE_TIMEOUT_INITIAL": "60000",  # ms until the browser must be there, on a busy machine
    "QT_QPA_PLATFORM": "offscreen",
    "QTWEBENGINE_DISABLE_SANDBOX": "1",
}


def run(*command: object, folder: Path) -> str:
    """What a reader prints; its own complaints, where it fails."""
    surroundings = {**os.environ, **SURROUNDINGS, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    given = [str(one) for one in command]
    done = subprocess.run(given, capture_output=True, text=True, check=False, env=surroundings, timeout=1200)
    assert done.returncode == 0, f"{given[:2]}: {done.stderr[-2000:] or done.stdout[-2000:]}"
    return done.stdout


def node(script: str, *given: object, folder: Path) -> Any:
    """What one of the scripts beside this file says."""
    return json.loads(run(NODE, HERE / script, *given, folder=folder))


def ace(book: Path, folder: Path) -> dict[str, Any]:
    """The report of Ace by DAISY."""
    run(NODE, ACE, "-f", "-s", "-o", folder / "ace", book, folder=folder)
    report: dict[str, Any] = json.loads((folder / "ace" / "report.json").read_text("utf-8"))
    return report


def violations(report: dict[str, Any]) -> list[str]:
    """The rules that Ace finds broken, each with the document."""
    return [
        f"{one['earl:test']['dct:title']} in {document['earl:testSubject']['url']}"
        for document in report["assertions"]
        for one in document["assertions"]
    ]


def pandoc(book: Path, folder: Path) -> Any:
    """The document that pandoc reads, as its own tree."""
    import pypandoc  # noqa: PLC0415 - looks for its program when it is imported

    return json.loads(run(pypandoc.get_pandoc_path(), "-f", "epub", "-t", "json", book, folder=folder))


def calibre(book: Path, folder: Path) -> list[str]:
    """What calibre's Check Book finds."""
    return run(CALIBRE, HERE / "calibre_check.py", "--", book, folder=folder).splitlines()


def azw3(book: Path, folder: Path) -> bytes:
    """The book as calibre makes it for a Kindle."""
    run("ebook-convert", book, folder / "book.azw3", folder=folder)
    return (folder / "book.azw3").read_bytes()
