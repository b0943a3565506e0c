"""A build that is stopped leaves what was there before, says why in a line, and hangs nowhere."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.large import write
from tests.stopping import LIMIT, alive, held, killed, started, workers

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks for the workers in /proc")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A manuscript that is laid out by more than one process."""
    return write(tmp_path_factory.mktemp("large") / "large", 8)


def test_a_killed_build_leaves_the_earlier_files_whole(large: Path, tmp_path: Path) -> None:
    assert killed(large, tmp_path, times=5, seed=1968) > 2


@linux
def test_a_lost_worker_is_told_and_ends_the_build(large: Path, tmp_path: Path) -> None:
    with started(large, tmp_path / "out", tmp_path / "cache") as process:
        os.kill(workers(process)[0], signal.SIGKILL)
        _, said = process.communicate(timeout=LIMIT)
    assert process.returncode == 2
    assert said.startswith("regesta: the layout was ended from outside")
    assert "Traceback" not in said
    assert held(tmp_path / "out") == {}


@linux
@pytest.mark.parametrize("moment", [0.0, 0.3, 1.5], ids=["begins", "is set up", "lays out"])
def test_a_key_stops_it_at_once(large: Path, tmp_path: Path, moment: float) -> None:
    """Ctrl-C reaches the whole process group; the workers have nothing to say about it."""
    with started(large, tmp_path / "out", tmp_path / "cache") as process:
        workers(process)
        time.sleep(moment)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=LIMIT)
    assert process.returncode == 130
    assert said.strip() == "regesta: stopped"
    assert held(tmp_path / "out") == {}


@linux
def test_workers_end_with_a_build_that_is_killed_alone(large: Path, tmp_path: Path) -> None:
    with started(large, tmp_path / "out", tmp_path / "cache") as process:
        left = workers(process)
        time.sleep(1)
        process.kill()
        process.wait(LIMIT)
        for _ in range(LIMIT * 10):
            left = [one for one in left if alive(one)]
            if not left:
                break
            time.sleep(0.1)
    assert left == []
