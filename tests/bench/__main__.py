"""What reading and building cost, as ratios within this run; CPU seconds of one process, best of three.

The unit for reading is Python-Markdown alone on the same words, for growth the smaller book.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import markdown

from regesta.pipeline import read as read_book
from regesta.workspace import read
from tests.large import write

ROOT = Path(__file__).parents[2]
SMALL, LARGE, WHOLE = 8, 24, 76  # chapters: about 100, 300 and 1,000 pages


def cost(work: Callable[[], object]) -> float:
    """CPU seconds of one call, best of three."""
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def built(manuscript: Path, out: Path) -> float:
    """CPU seconds of a whole build in a process of its own."""
    return command("build", str(manuscript), "--out", str(out), "-q")


def command(*arguments: str) -> float:
    """CPU seconds of the command, all that it loads included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "regesta", *arguments], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure, print, and keep the figures in `build/bench.json`."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = (write(Path(folder) / str(n), n) for n in (SMALL, LARGE))
        inputs = {path: read(path).value for path in (small, large)}
        checking = {path: cost(lambda path=path: read_book(inputs[path])) for path in (small, large)}
        words = [source.text for name, source in inputs[large].texts.items() if name.endswith(".md")]
        plain = cost(lambda: [markdown.markdown(text, extensions=["tables", "footnotes"]) for text in words])
        whole = write(Path(folder) / str(WHOLE), WHOLE)
        seconds = min(command("check", str(whole)) for _ in range(3))
        building = {path: built(path, Path(folder) / "out" / path.name) for path in (small, large)}
    figures = {
        "check, against Python-Markdown alone": checking[large] / plain,
        f"check, growth for {LARGE / SMALL:g} times the text": checking[large] / checking[small],
        f"build, growth for {LARGE / SMALL:g} times the text": building[large] / building[small],
        "build, against check": building[large] / checking[large],
        "check of a thousand pages, CPU seconds of the command": seconds,
    }
    for name, ratio in figures.items():
        print(f"{ratio:8.2f}  {name}")
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "bench.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
