"""The long run of the checks: spoilt manuscripts, and the cost of four times as much of anything.

python -m tests.proof.fuzz_checks [manuscripts]
"""

import sys
import time
from collections import Counter

from regesta.pipeline import read as read_book
from tests.checks.mutants import UNITS, hold, large, mutated

MANUSCRIPTS = 20_000
FIRST_SEED = 100_000  # those from 0 on are in the suite
STEEPEST = 6.0
COUNT = 400


def figures(manuscripts: int = MANUSCRIPTS) -> dict[str, object]:
    """What the long run showed; raises AssertionError where a check fails or time grows too fast."""
    failed = fuzz(manuscripts)
    assert not failed, failed
    steepest = max(map(growth, UNITS))
    assert steepest <= STEEPEST
    return {"manuscripts": manuscripts, "steepest growth for 4 n": round(steepest, 1)}


def fuzz(manuscripts: int) -> dict[str, int]:
    """How many manuscripts make a check fail, by what it says."""
    failed: Counter[str] = Counter()
    for seed in range(FIRST_SEED, FIRST_SEED + manuscripts):
        try:
            hold(mutated(seed))
        except Exception as error:  # whatever it is, it is what we look for
            failed[f"{type(error).__name__} {str(error).splitlines()[:1]}, first {seed}"[:90]] += 1
    return dict(failed)


def growth(unit: str) -> float:
    """How much longer four times as much takes; CPU seconds, best of three."""
    small, great = (min(_seconds(unit, count) for _ in range(3)) for count in (COUNT, 4 * COUNT))
    print(f"  {great / small:4.1f}  {small * 1000:6.1f} ms → {great * 1000:7.1f} ms  {unit}")
    return great / small


def _seconds(unit: str, count: int) -> float:
    inputs = large(unit, count)
    began = time.process_time()
    read_book(inputs, hints=True)
    return time.process_time() - began


if __name__ == "__main__":
    print(figures(int(sys.argv[1]) if len(sys.argv) > 1 else MANUSCRIPTS))
