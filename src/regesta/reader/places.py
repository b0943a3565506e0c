"""Stamps → spans: where a mark, and any word of it, stands in the file; exact or None."""

from dataclasses import dataclass

from regesta.reader.marks import Mark
from regesta.reader.stamps import FIRST, STAMP
from regesta.source import Source, Span

# What Markdown takes from the lines of a quotation or a list, and from escapes and code.
TAKEN = " >\n\\`"


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

    def within(self, mark: Mark, start: int, end: int) -> Span | None:
        """The words `start` to `end` of a mark; all of it where they stand otherwise in the file."""
        at = self.offset(mark.brace or mark.start)
        found = None if at is None else self._words(mark.words, at + 1)
        if not found:
            return self.mark(mark)
        return self.source.span(found[start], found[end - 1] + 1 if end > start else found[start])

    def _end(self, mark: Mark, start: int) -> int:
        """Where a mark without a closing brace ends."""
        text = self.source.text
        if mark.kind == "ref":
            return start + len(mark.words) + 1
        if mark.kind == "cite" and (found := self._words(mark.words, start + 1)):
            return text.find("]", found[-1]) + 1 or start
        if mark.kind in ("cite", "note"):
            return text.find("]", start) + 1 or start
        return start

    def _words(self, words: str, at: int) -> list[int]:
        """The offset of each of `words` and of what follows them; nothing where they cannot be followed."""
        text, found = self.source.text, []
        for sign in words:
            while text[at : at + 1] != sign:
                if not text[at : at + 1] or text[at] not in TAKEN:
                    return []
                at += 1
            found.append(at)
            at += 1
        return [*found, at]
