"""The house's walls stand: rooms stay small and say what they are about (`make lint` holds the floors)."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "src").rglob("*.py"))
LONGEST = 300  # lines of a file


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT / "src").as_posix())
def test_a_file_is_small_and_says_what_it_is_about(file: Path) -> None:
    text = file.read_text("utf-8")
    assert text.count("\n") <= LONGEST
    assert ast.get_docstring(ast.parse(text))


def test_nothing_of_a_machine_is_in_the_project() -> None:
    words = ["/" + "tmp/", "/" + "work/", "/home" + "/", "prototype" + "s/"]
    held = [f"{file}: {word}" for file in FILES for word in words if word in file.read_text("utf-8")]
    assert held == []


@pytest.mark.parametrize(
    ("room", "heavy"),
    [
        ("cli.build", "weasyprint pikepdf lxml ebooklib fontTools rich"),
        ("formats", "weasyprint PIL pypdfium2"),
    ],
)
def test_a_build_waits_for_no_import_that_it_may_not_need(room: str, heavy: str) -> None:
    """What was made before is not made again, and the process that sends orders never lays out."""
    code = f"import sys, regesta.{room}; print(*({set(heavy.split())!r} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"\n"
