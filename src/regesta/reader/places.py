"""Stamps → spans: where a mark, and any word of it, stands in the file; exact or None."""

from dataclasses import dataclass

from regesta.reader.marks import Mark
from regesta.reader.stamps import FIRST, STAMP
from regesta.source import Source, Span

# What Markdown takes from the lines of a quotation or a list, and from escapes and code.
TAKEN = " >\n\\`"


@dataclass(frozen=True, slots=True)
class Words:
    """Where the words of a mark stand; where they are written otherwise in the file, all of the mark."""

    source: Source
    offsets: list[int]  # of each character and of what follows the last, or none
    whole: Span | None

    def span(self, start: int, end: int) -> Span | None:
        """The place of the words `start` to `end`."""
        if not self.offsets:
            return self.whole
        last = self.offsets[end - 1] + 1 if end > start else self.offsets[start]
        return self.source.span(self.offsets[start], last)


@dataclass(frozen=True, slots=True)
class Places:
    """The stamps of one text."""

    source: Source
    offsets: tuple[int, ...]

    def offset(self, stamp: str) -> int | None:
        """The offset a stamp stands for."""
        return self.offsets[ord(stamp) - FIRST] if stamp and STAMP.match(stamp) else None

    def between(self, start: str, end: str) -> Span | None:
        """From one stamp to another; where there is no other, the place of the first."""
        at = self.offset(start)
        return None if at is None else self.source.span(at, self.offset(end))

    def mark(self, mark: Mark) -> Span | None:
        """All of a mark, its brackets and braces included."""
        at = self.offset(mark.start)
        if at is None or mark.end:
            return self.between(mark.start, mark.end)
        return self.source.span(at, self._end(mark, at))

    def words(self, mark: Mark) -> Words:
        """Where the words in a mark's braces or brackets stand."""
        at = self.offset(mark.brace or mark.start)
        offsets = [] if at is None else self._followed(mark.words, at + 1)
        return Words(self.source, offsets, self.mark(mark))

    def _end(self, mark: Mark, start: int) -> int:
        """Where a mark without a closing brace ends."""
        text = self.source.text
        if mark.kind == "ref":
            return start + len(mark.words) + 1
        if mark.kind == "cite" and (found := self._followed(mark.words, start + 1)):
            return text.find("]", found[-1]) + 1 or start
        if mark.kind in ("cite", "note"):
            return text.find("]", start) + 1 or start
        return start

    def _followed(self, words: str, at: int) -> list[int]:
        """The offset of each of `words` and of what follows; nothing where they cannot be followed."""
        text, found = self.source.text, []
        for sign in words:
            while text[at : at + 1] != sign:
                if not text[at : at + 1] or text[at] not in TAKEN:
                    return []
                at += 1
            found.append(at)
            at += 1
        return [*found, at]
