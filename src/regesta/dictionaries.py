"""Hunspell's dictionaries, for whoever wants the spelling checked; the only home of chunspell.

The package is an extra (`pip install "regesta[spell]"`). The words come from a folder of the manuscript
or from the system; where a language has several dictionaries, its own country's comes first.
"""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from regesta.checks.spelling import Shelf

SYSTEM = (Path("/usr/share/hunspell"), Path("/usr/share/myspell"), Path("/usr/share/myspell/dicts"))


class Hunspell:
    """One dictionary."""

    def __init__(self, words: Any) -> None:
        self._words = words

    def knows(self, word: str) -> bool:
        """Whether the word is right; one that the dictionary's alphabet cannot write is not."""
        try:
            return bool(self._words.spell(word))
        except UnicodeEncodeError:
            return False

    def nearest(self, word: str) -> str:
        """Hunspell's best guess, or nothing."""
        try:
            return next(iter(self._words.suggest(word)), "")
        except UnicodeEncodeError:
            return ""


def shelf(manuscript: Path, system: tuple[Path, ...] = SYSTEM) -> Shelf | None:
    """The dictionaries of a manuscript and of the system, or None where chunspell is not installed."""
    if find_spec("hunspell") is None:
        return None
    library = import_module("hunspell")
    root = manuscript.resolve()

    def find(folder: str, language: str) -> Hunspell | None:
        own = (root / folder).resolve()
        places = (own, *system) if folder and own.is_relative_to(root) else system
        file = next(_files(places, language), None)
        return Hunspell(library.Hunspell(file.stem, hunspell_data_dir=str(file.parent))) if file else None

    return find


def _files(places: tuple[Path, ...], language: str) -> Iterator[Path]:
    """Dictionaries for a language, the best first."""
    name = language.replace("-", "_")
    for place in places:
        for pattern in (f"{name}.dic", f"{name[:2]}.dic", f"{name[:2]}_*.dic"):
            yield from (file for file in sorted(place.glob(pattern)) if file.with_suffix(".aff").is_file())
