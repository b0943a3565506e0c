"""What is proposed for a paragraph → signs of CriticMarkup to put into its file; every other byte stays.

Nothing is ever taken out or replaced: words that go are set between signs. Where a stretch would part the
markup round some words it is cut into pieces that do not.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from regesta.exchange.manuscript import escapes
from regesta.reader.marks import NO_POINTER
from regesta.source import Source, offsets
from regesta.word.merge import Merged
from regesta.word.paragraphs import Paragraph
from regesta.word.proposals import Comment, Hunk
from regesta.word.received import Item
from regesta.word.signs import Pair, Sign
from regesta.word.wording import Given, comment, signature, text

ENDS, POINT, BEGINS = 0, 1, 2
NAME = re.compile(r"[\w-]")  # of which a pointer is made


class Insertion(NamedTuple):
    """Characters to put in at a place; `rank` orders those of one place."""

    at: int
    rank: tuple[int, int, int]
    words: str


def woven(one: Paragraph, text: str, made: Merged, given: Given) -> Iterator[Insertion]:
    """All that goes into the file, whose text is given, for a paragraph."""
    weaver = _Weaver(one, text, given)
    for hunk in made.hunks:
        yield from weaver.hunk(hunk)
    taken = [(hunk.first, hunk.last) for hunk in made.hunks]
    for comment_ in made.comments:
        yield from weaver.comment(comment_, taken)


def struck(one: Paragraph, hunk: Hunk) -> bool:
    """Whether a mark goes with all its words."""
    return any(pair.kind == "mark" for pair in _wholes(one, one.signs.signs[hunk.first : hunk.last]))


class _Piece(NamedTuple):
    start: int
    end: int

    def begin(self, words: str, level: int) -> Insertion:
        return Insertion(self.start, (BEGINS, -self.end, level), words)

    def finish(self, words: str, level: int) -> Insertion:
        return Insertion(self.end, (ENDS, -self.start, -level), words)


class _Weaver:
    def __init__(self, one: Paragraph, text: str, given: Given) -> None:
        self.one, self.text, self.given = one, text, given
        self.signs = one.signs.signs

    def hunk(self, hunk: Hunk) -> Iterator[Insertion]:
        """Words that go, and those that come."""
        pieces = list(self._pieces(hunk.first, hunk.last))
        new, apart = self._new(hunk)
        new = self._apart(hunk, new)
        who = signature(hunk.by, self.given)
        if len(pieces) == 1 and new and self._plain(pieces[0]):
            yield pieces[0].begin("{~~", 1)
            yield pieces[0].finish(f"~>{new}~~}}{who}", 1)
        else:
            for piece in pieces:
                yield piece.begin("{--", 1)
                yield piece.finish(f"--}}{who}", 1)
            if new:
                at = pieces[-1].end if pieces else self._gap(hunk.first)
                yield Insertion(at, (POINT, 0, 0), f"{{++{new}++}}{who}")
        yield from apart

    def _apart(self, hunk: Hunk, new: str) -> str:
        """New words that begin no block and run into no pointer, which ends where its name does."""
        kinds = [sign.kind for sign in self.signs]
        if self._begins(hunk.first):
            new = escapes.begun(new)
        if hunk.first and kinds[hunk.first - 1] == "ref" and NAME.match(new):
            new = f"&#{ord(new[0])};{new[1:]}"
        if hunk.last < len(kinds) and kinds[hunk.last] == "ref" and NO_POINTER.match(new[-1:]):
            new = f"{new[:-1]}&#{ord(new[-1])};"
        return new

    def _begins(self, at: int) -> bool:
        """Whether a line of the file begins in front of this sign, where some letters begin a block."""
        above = self.signs[at - 1] if at else None
        return above is None or "\n" in self.text[above.start : above.end]

    def comment(self, made: Comment, taken: Sequence[tuple[int, int]]) -> Iterator[Insertion]:
        """A comment round its words; where that would part something, behind them."""
        words = comment(made.remark.by, made.remark.words, self.given)
        if made.behind:
            yield Insertion(made.behind.end, (ENDS, 0, 0), words)
            return
        pieces = list(self._pieces(made.first, made.last))
        parts = any(first < edge < last for first, last in taken for edge in (made.first, made.last))
        if len(pieces) == 1 and not parts and self._plain(pieces[0]):
            yield pieces[0].begin("{==", 0)
            yield pieces[0].finish(f"==}}{words}", 0)
        else:
            at = next((last for first, last in taken if first < made.last < last), made.last)
            yield Insertion(self._gap(at), (POINT, 2, 0), words)

    def _plain(self, piece: _Piece) -> bool:
        """Whether no mark stands in a stretch, which signs round it might break."""
        return not {"{", "~"} & set(self.text[piece.start : piece.end])

    def _pieces(self, first: int, last: int) -> Iterator[_Piece]:
        """Stretches of the file that hold these signs and part no markup."""
        signs = self.signs[first:last]
        wholes = _wholes(self.one, signs)
        held: _Piece | None = None
        for sign in signs:
            round_ = [pair for pair in wholes if pair.start <= sign.start < pair.end]
            start = min((pair.start for pair in round_), default=sign.start)
            end = max((pair.end for pair in round_), default=sign.end)
            if held and start <= held.end:
                held = _Piece(held.start, max(end, held.end))
                continue
            if held:
                yield held
            held = _Piece(start, end)
        if held:
            yield held

    def _gap(self, at: int) -> int:
        """Where words go in front of sign `at`: as little inside markup as may be."""
        low = self.signs[at - 1].end if at else self.one.start
        high = self.signs[at].start if at < len(self.signs) else self.one.end
        joints = [(depth, place) for place, depth in self.one.signs.joints.items() if low <= place <= high]
        return min(joints, default=(0, low))[1]

    def _new(self, hunk: Hunk) -> tuple[str, list[Insertion]]:
        """The new words, and what stands apart: paragraphs of their own, or that one was parted."""
        groups: list[list[Item]] = [[]]
        for item in hunk.items:
            if item.kind == "split":
                groups.append([])
            else:
                groups[-1].append(item)
        texts = [text(group, self.given) for group in groups]
        if len(texts) == 1:
            return texts[0], []
        who = signature(hunk.by, self.given)
        if self.one.kind == "p" and hunk.last == len(self.signs):
            later = "".join(f"\n\n{{++{one}++}}{who}" for one in texts[1:] if one.strip())
            return texts[0], [Insertion(self.one.end, (POINT, 9, 0), later)]
        if self.one.kind == "p" and hunk.first == 0:
            sooner = "".join(f"{{++{one}++}}{who}\n\n" for one in texts[:-1] if one.strip())
            return texts[-1], [Insertion(self.one.start, (ENDS, 0, 0), sooner)]
        mark = Insertion(self._gap(hunk.last), (POINT, 1, 0), comment(hunk.by, "¶", self.given))
        return "".join(texts), [mark]


def _wholes(one: Paragraph, signs: Sequence[Sign]) -> list[Pair]:
    """The markup all of whose words are among these signs."""
    own = {sign.start for sign in signs}
    made = []
    for pair in one.signs.pairs:
        inside = [sign.start for sign in one.signs.signs if pair.start <= sign.start < pair.end]
        if inside and own.issuperset(inside):
            made.append(pair)
    return made


def put_in(raw: str, source: Source, insertions: Sequence[Insertion]) -> str:
    """The characters of a file, its own line ends and tabs, with all that goes in."""
    end = "\r\n" if "\r\n" in raw else "\n"
    place, made, done = offsets(raw, source), list[str](), 0
    for one in insertions:
        at = place(one.at)
        made += [raw[done:at], one.words.replace("\n", end)]
        done = at
    return "".join((*made, raw[done:]))
