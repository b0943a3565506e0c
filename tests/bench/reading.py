"""What reading and checking cost, against Python-Markdown alone on the same words, or a smaller book."""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import markdown

from regesta.pipeline import read as read_book
from regesta.workspace import read
from tests.bench.measure import run
from tests.large import write

SMALL, LARGE, WHOLE = 8, 24, 76  # chapters: about 100, 300 and 1,000 pages


def cost(work: Callable[[], object]) -> float:
    """CPU seconds of one call, best of three."""
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def figures() -> dict[str, float]:
    """Ratios, and the seconds of a check of a thousand pages."""
    with tempfile.TemporaryDirectory() as folder:
        small, large, whole = (write(Path(folder) / str(n), n) for n in (SMALL, LARGE, WHOLE))
        inputs = {path: read(path).value for path in (small, large)}
        checking = {path: cost(lambda path=path: read_book(inputs[path])) for path in (small, large)}
        words = [source.text for name, source in inputs[large].texts.items() if name.endswith(".md")]
        plain = cost(lambda: [markdown.markdown(text, extensions=["tables", "footnotes"]) for text in words])
        command = [sys.executable, "-m", "regesta", "check", str(whole)]
        seconds = min(run(command, {}).cpu for _ in range(3))
    return {
        "check, against Python-Markdown alone": checking[large] / plain,
        f"check, growth for {LARGE / SMALL:g} times the text": checking[large] / checking[small],
        "check of a thousand pages, CPU seconds of the command": seconds,
    }
