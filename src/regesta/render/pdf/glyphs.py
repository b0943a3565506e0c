"""Characters that no face of the house has: the engine would print an empty box and say nothing."""

import unicodedata
from collections.abc import Iterator, Mapping
from io import BytesIO

from fontTools.ttLib import TTFont

from regesta.diagnostics import Diagnostic
from regesta.source import Source

# What is seen in no face: controls, format signs, separators, and the sign that stands for bad bytes.
UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")
READ = "RegestaText-Regular.ttf"


def missing(texts: Mapping[str, Source], faces: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """LAY003 for the first place in each file of each character that the text face lacks."""
    cmap = TTFont(BytesIO(faces[READ]), lazy=True).getBestCmap()
    for source in texts.values():
        lacking = {
            c for c in set(source.text) if ord(c) not in cmap and unicodedata.category(c) not in UNSEEN
        }
        for character in sorted(lacking):
            at = source.text.index(character)
            name = unicodedata.name(character, f"U+{ord(character):04X}")
            message = f'no face of the house has "{character}" ({name})'
            yield Diagnostic("LAY003", message, source.span(at, at + 1), "write it otherwise")
