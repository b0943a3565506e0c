"""The house's walls stand: rooms stay small and say what they are about (`make lint` holds the floors)."""

import ast
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
