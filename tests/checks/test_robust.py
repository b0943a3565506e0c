"""Whatever a manuscript holds, a check answers with findings; `make proof` asks for longer."""

import pytest

from tests.checks.mutants import UNITS, hold, large, mutated

MANUSCRIPTS, PARTS = 200, 4


@pytest.mark.parametrize("part", range(PARTS))
def test_spoilt_manuscripts(part: int) -> None:
    for seed in range(part, MANUSCRIPTS, PARTS):
        hold(mutated(seed))


@pytest.mark.parametrize("unit", UNITS)
def test_much_of_one_thing(unit: str) -> None:
    hold(large(unit, 50))
