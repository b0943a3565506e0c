"""Characters that no face of the house has: the engine would print an empty box and say nothing."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO

from fontTools.ttLib import TTFont

from regesta.diagnostics import Diagnostic
from regesta.source import Source, Span

# What is seen in no face: controls, format signs, separators, and the sign that stands for bad bytes.
UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")
READ = "RegestaText-Regular.ttf"


def missing(
    texts: Mapping[str, Source], faces: Mapping[str, bytes], more: Iterable[tuple[str, Span]] = ()
) -> Iterator[Diagnostic]:
    """LAY003 for the first place in each file of each character that the text face lacks.

    `more` are words that are printed otherwise than they are written, each with its place.
    """
    cmap = TTFont(BytesIO(faces[READ]), lazy=True).getBestCmap()
    for source in texts.values():
        for character in _lacking(source.text, cmap):
            at = source.text.index(character)
            yield _finding(character, source.span(at, at + 1))
    for words, span in more:
        yield from (_finding(character, span) for character in _lacking(words, cmap))


def _lacking(words: str, cmap: Mapping[int, str]) -> list[str]:
    return sorted(c for c in set(words) if ord(c) not in cmap and unicodedata.category(c) not in UNSEEN)


def _finding(character: str, span: Span) -> Diagnostic:
    name = unicodedata.name(character, f"U+{ord(character):04X}")
    message = f'no face of the house has "{character}" ({name})'
    return Diagnostic("LAY003", message, span, "write it otherwise")
