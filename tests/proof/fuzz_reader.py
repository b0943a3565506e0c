"""The long run of the reader: random documents, and the cost of four times as much of anything.

    python -m tests.proof.fuzz_reader [documents]

Ends with status 1 where a property fails (each failing text is shrunk and shown: make it a file in
tests/reader/cases) or where time grows faster than the text.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable

from regesta.tree import walk
from tests.reader.properties import hold
from tests.reader.reading import FRONT, document, read

DOCUMENTS = 20_000
FIRST_SEED = 100_000  # those from 0 on are in the suite
STEEPEST = 6.0
UNITS = [
    "Word [a]{who=b} and *more* {ix: x > y}.\n\n", "[", "{", "{++ ", "[a [b]{who} ", "*a **b ", "*a* ", "`",
    "[x][y] ", "@src-a ", "- a\n", "1. a\n\n    b\n\n", "::: aside\n", "\n[^1]: n\n", "[^1] ", "{ix: a",
    "[a @k ", "a]{", '[a]{x="', "![", "&amp;", "<b>", "\n|a|b|\n|--|--|\n|{ix: a | see: b}|c|\n",
    "One. Two *three. Four* five.\n",
]  # fmt: skip


def figures(documents: int) -> dict[str, object]:
    """What the long run showed; raises AssertionError where a property fails or time grows too fast."""
    counts, steepest = fuzz(documents), grow()
    assert not counts["failing documents"]
    assert steepest <= STEEPEST
    growth = {"steepest growth for 4 n": round(steepest, 1)}
    return {"documents": documents} | dict(sorted(counts.items())) | growth


def fuzz(documents: int) -> Counter[str]:
    """Counts of what there was, among them the documents that fail; prints these, shrunk."""
    failed: dict[str, str] = {}
    counts: Counter[str] = Counter()
    slowest = 0.0
    for seed in range(FIRST_SEED, FIRST_SEED + documents):
        text = document(seed)
        began = time.process_time()
        if fault := _fault(text):
            counts["failing documents"] += 1
            failed[fault] = min(failed.get(fault, text), text, key=len)
        slowest = max(slowest, time.process_time() - began)
        _count(text, counts)
    print(f"{documents} documents, slowest {slowest * 1000:.0f} ms for two readings and their properties")
    for name in sorted(counts):
        print(f"  {counts[name]:7} {name}")
    for fault, text in failed.items():
        print(f"  {fault}: {_shrunk(text, fault)!r}")
    return counts


def _fault(text: str) -> str:
    try:
        hold(FRONT + text)
    except Exception as error:  # whatever it is, it is what we look for
        return f"{type(error).__name__} {str(error).splitlines()[:1]}"[:60]
    return ""


def _count(text: str, counts: Counter[str]) -> None:
    result = read(text)
    marks = [one for one in walk(result.value.body) if one.get("data-mark")]
    counts["marks"] += len(marks)
    counts["marks without a place"] += sum(not one.span for one in marks)
    counts["faults"] += len(result.diagnostics)
    counts["faults without a place"] += sum(not one.span for one in result.diagnostics)
    counts["facts"] += len(result.value.facts)


def _shrunk(text: str, fault: str) -> str:
    """The shortest text with the same fault that cutting finds."""
    size = len(text) // 2
    while size:
        at, cut = 0, False
        while at < len(text):
            shorter = text[:at] + text[at + size :]
            if _fault(shorter) == fault:
                text, cut = shorter, True
            else:
                at += size
        size = size if cut and size == 1 else size // 2
    return text


def grow() -> float:
    """The steepest growth of cost for four times as much of anything."""
    steepest = 0.0
    for unit in UNITS:
        small, large = _cost(lambda unit=unit: read(unit * 300)), _cost(lambda unit=unit: read(unit * 1200))
        ratio = large / max(small, 0.001)
        print(f"  {ratio:4.1f}  {small * 1000:6.1f} ms → {large * 1000:7.1f} ms  {unit!r}")
        steepest = max(steepest, ratio)
    return steepest


def _cost(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def main() -> int:
    """The exit status."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    counts, steepest = fuzz(documents), grow()
    return 1 if counts["failing documents"] or steepest > STEEPEST else 0


if __name__ == "__main__":
    sys.exit(main())
