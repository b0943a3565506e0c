"""What was corrected in a locked text: the words that are other, and its record with the reason.

Both states of the text are cut at their numbers; of each sentence that is other the words are told from
the first to the last that changed, with one word around them, as errata are printed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from regesta.drafts.rows import Unfit, appended
from regesta.model import Document
from regesta.numbers import number, pieces
from regesta.reader.parse import FRONT
from regesta.texts.numbers import OWN
from regesta.tree import Element, text, walk

AROUND = 1  # words beside those that changed


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence or line, or what has no number, in both states; one that came or went is empty in one."""

    at: str = ""
    before: str = ""
    after: str = ""


def changes(before: Document, after: Document) -> tuple[Change, ...]:
    """All that is other in the words of a document."""
    old, new = _rows(before), _rows(after)
    matcher = SequenceMatcher(None, [one.words for one in old], [one.words for one in new], autojunk=False)
    return tuple(
        made
        for what, i, k, j, m in matcher.get_opcodes()
        if what != "equal"
        for made in _changed(old[i:k], new[j:m])
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands from one number to the next."""

    at: str
    words: str


def _rows(document: Document) -> list[_Row]:
    blocks = [one for one in walk(document.body) if one.get("data-block") in OWN]
    return [row for block in blocks for row in _cut(block)]


def _cut(block: Element) -> Iterator[_Row]:
    sign = next((one.get("class") for one in walk(block) if number(one) is not None), "")
    for piece in pieces(block):
        words = " ".join("".join(map(text, piece.children)).split())
        yield _Row(f"{sign}. {piece.number}" if piece.numbered else "", words)


def _changed(old: Sequence[_Row], new: Sequence[_Row]) -> Iterator[Change]:
    if len(old) == len(new):
        yield from (
            Change(b.at, *_narrowed(a.words.split(), b.words.split())) for a, b in zip(old, new, strict=True)
        )
        return
    said = (" ".join(one.words for one in rows) for rows in (old, new))
    yield Change((new or old)[0].at, *_narrowed(*(one.split() for one in said)))


def _narrowed(old: Sequence[str], new: Sequence[str]) -> tuple[str, str]:
    """Both without the words at either end that they share, but for one."""
    start, end, most = 0, 0, min(len(old), len(new))
    while start < most and old[start] == new[start]:
        start += 1
    while end < most - start and old[-1 - end] == new[-1 - end]:
        end += 1
    start, end = max(0, start - AROUND), max(0, end - AROUND)
    return " ".join(old[start : len(old) - end]), " ".join(new[start : len(new) - end])


def recorded(path: str, text: str, made: Sequence[Change], said: dict[str, str]) -> str:
    """The file of a source, its record with the changes and what was `said` of them; all else as it was."""
    ends = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    front = FRONT.match(plain)
    if not front or plain.replace("\n", ends) != text:
        raise Unfit(f"{path} has no record, or line ends of two kinds; mend that first")
    held = front["yaml"]
    for one in made or (Change(),):
        kept = {**said, "at": one.at, "before": one.before, "after": one.after}
        entry = {key: each for key, each in kept.items() if each}
        held = appended(path, held, "corrections", entry)
    start, end = front.span("yaml")
    return (plain[:start] + held + plain[end:]).replace("\n", ends)
