"""The long run of the reader: random documents, and the cost of four times as much of anything.

    python -m tests.proof.fuzz_reader [documents]

Ends with status 1 where a property fails (each failing text is shrunk and shown: make it a file in
tests/reader/cases) or where time grows faster than the text.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping

from regesta.tree import walk
from tests.reader.properties import hold
from tests.reader.reading import FRONT, RECORD, document, mutated, read

DOCUMENTS = 20_000
MUTATED = 4  # one in so many is a worked text that was spoilt, the others are fragments at random
FIRST_SEED = 100_000  # those from 0 on are in the suite
STEEPEST = 6.0
UNITS = [
    "Word [a]{who=b} and *more* {ix: x > y}.\n\n", "[", "{", "{++ ", "[a [b]{who} ", "*a **b ", "*a* ", "`",
    "[x][y] ", "@src-a ", "- a\n", "1. a\n\n    b\n\n", "::: aside\n", "\n[^1]: n\n", "[^1] ", "{ix: a",
    "[a @k ", "a]{", '[a]{x="', "![", "&amp;", "<b>", "\n|a|b|\n|--|--|\n|{ix: a | see: b}|c|\n",
    "One. Two *three. Four* five.\n", "{side: ", "{side: a *b* [c]{u}} ", "{gap: ",
    "{gap: redacted 2 lines} ", '[a]{sic="b" by=c} ', "> [a]{unclear}\n", "@fig-x ",
    "[@src-x, s. 4–6] ", "[@src-x, s. 4, ", "a\\\n",
    "::: verse\na *b\nc* d\n:::\n", '::: quotation cite="x"\na [@k]\n:::\n', "::: notes\n", '"a"\n:   b\n\n',
    '::: figure @fig-x file="a.jpg" alt="b" credit="c" licence="d"\ne\n:::\n',
]  # fmt: skip
# What is asked of a source as a whole: many sentences, many lines, many notes on them.
SOURCES: Mapping[str, Callable[[int], str]] = {
    "sentences of one paragraph": lambda n: (
        f"::: transcript en\n{'One. Two *three. Four* five. ' * n}\n:::\n"
    ),
    "lines of one paragraph": lambda n: f"::: transcript en .lines\n{'One *two' + CUT_LINE * n}\n:::\n",
    "marks in one sentence": lambda n: f"::: transcript en\n{'[a]{u} *b* {gap: damage} ' * n}\n:::\n",
    "blocks that face": lambda n: (
        "::: transcript en\nOne. Two.\n:::\n::: translation de\nOne. Two.\n:::\n" * n
    ),
    "quotations": lambda n: _source(n, lambda at: f'"w{at} x"'),
    "quotations that are not there": lambda n: _source(n, lambda at: f'"v{at} x"'),
    "quotations of one word": lambda n: _source(n, lambda _: '"x"'),
    "sentences with notes": lambda n: _source(n, lambda at: f"s. {at + 1}"),
    "sentences that are not there": lambda n: _source(n, lambda at: f"s. {at + n + 1}"),
    "anchors that are none": lambda n: _source(n, lambda at: f"x {at}"),
}
CUT_LINE = "*\nthree [four\nfive]{u} *six"


def _source(count: int, anchor: Callable[[int], str]) -> str:
    """A source of so many sentences, with as many notes."""
    words = " ".join(f"w{at} x *yes.*" for at in range(count))
    notes = "\n\n".join(f"{anchor(at)}\n:   A note." for at in range(count))
    return f"::: transcript en\n{words}\n:::\n\n::: notes\n{notes}\n:::\n"


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
        text = mutated(seed) if seed % MUTATED == 0 else FRONT + document(seed)
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
        hold(text)
    except Exception as error:  # whatever it is, it is what we look for
        return f"{type(error).__name__} {str(error).splitlines()[:1]}"[:60]
    return ""


def _count(text: str, counts: Counter[str]) -> None:
    result = read(text, front="", path=RECORD)
    marks = [one for one in walk(result.value.body) if one.get("data-mark")]
    counts["marks"] += len(marks)
    counts["marks without a place"] += sum(not one.span for one in marks)
    counts["faults"] += len(result.diagnostics)
    counts["faults without a place"] += sum(not one.span for one in result.diagnostics)
    counts["anchored notes"] += sum(one.get("data-mark") == "anchored" for one in marks)
    counts["numbered sentences and lines"] += len(result.value.sentences)
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
    for name, text in [*((repr(unit), unit.__mul__) for unit in UNITS), *SOURCES.items()]:
        small, large = _cost(text(300)), _cost(text(1200))
        ratio = large / max(small, 0.001)
        print(f"  {ratio:4.1f}  {small * 1000:6.1f} ms → {large * 1000:7.1f} ms  {name}")
        steepest = max(steepest, ratio)
    return steepest


def _cost(text: str) -> float:
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        read(text, path=RECORD)
        best = min(best, time.process_time() - began)
    return best


def main() -> int:
    """The exit status."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    counts, steepest = fuzz(documents), grow()
    return 1 if counts["failing documents"] or steepest > STEEPEST else 0


if __name__ == "__main__":
    sys.exit(main())
