"""What readers have in print: whether sentences and lines have the numbers, texts the words that were locked.

What is compared is what a draft prints: of changes that nobody has decided, the words to put in and the
words to take out. A number whose words were changed is the same number, and one behind the last is no move.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from regesta.diagnostics import Diagnostic, did_you_mean
from regesta.model import Book, Document, Locked
from regesta.prose import WORD, Passage
from regesta.source import Span
from regesta.texts.numbers import FILE, OWN, digest, known, parted, seal
from regesta.tree import walk

NAMES = {"s": "sentence", "l": "line"}
PARTS = (2, 3)  # into so many a sentence may have been parted
ACCEPT = "regesta lock accepts the new numbers"
KEEP = 'mend it, or say why with regesta lock {id} --reason "…"'


class Move(NamedTuple):
    """A sentence that had another number when they were locked, or that has become several."""

    now: int
    before: int
    parts: int = 1


def check(book: Book, said: tuple[Passage, ...]) -> Iterator[Diagnostic]:
    """NUM001 and NUM002, once a source; a text that is not in this copy cannot have changed."""
    lost = {one.id for one in book.lost}
    for id, locked in book.numbers.items():
        document = book.documents.get(id)
        if document and document.held != "away":
            yield from _changed(locked, document, said)
            yield from _corrected(locked, document, said)
        elif document is None and id not in lost:
            message, hint = f'"{id}" is in {FILE} and not among the sources', did_you_mean(id, book.documents)
            yield Diagnostic("NUM001", message, locked.place, hint or ACCEPT)


def _changed(numbers: Locked, document: Document, said: tuple[Passage, ...]) -> Iterator[Diagnostic]:
    """What is said of a source: of its sentences, else of its lines."""
    own = document.held == "own"  # only such a text can its editors mend
    for sign, locked in numbers.rows.items():
        words = [one.words for one in document.sentences if parted(one.id)[1] == sign]
        found = moves(locked, words)
        counts = len(words), len(locked)
        if not found and counts[0] >= counts[1]:
            continue
        message = _moved(document.id, sign, found) if found else _gone(document.id, sign, *counts)
        id = f"{document.id}.{sign}{found[0].now if found else len(words)}"
        place = _place(document, id, said) if own else document.place
        hint = f"{{s+}} parts and {{s-}} joins; or {ACCEPT}" if own and sign == "s" else ACCEPT
        yield Diagnostic("NUM001", message, place, hint)
        return


def _corrected(locked: Locked, document: Document, said: tuple[Passage, ...]) -> Iterator[Diagnostic]:
    """NUM002: other words than those that were locked, at the first sentence that has become another."""
    if not locked.text or seal(document) == locked.text:
        return
    id, (name, place) = document.id, _first(locked, document, said)
    message = f'{name} of "{id}" is not the one in {FILE}'
    yield Diagnostic("NUM002", message, place, KEEP.format(id=id))


def _first(locked: Locked, document: Document, said: tuple[Passage, ...]) -> tuple[str, Span]:
    """The first sentence or line with other words; where only a sign is another, the text."""
    now = known(document.sentences)
    for sign, row in now.items():
        before = locked.rows.get(sign, ())
        for number, one in enumerate(row, 1):
            if number > len(before) or before[number - 1] != one:
                return f"{NAMES[sign]} {number}", _place(document, f"{document.id}.{sign}{number}", said)
    blocks = (one.span for one in walk(document.body) if one.get("data-block") in OWN)
    return "the text", next(filter(None, blocks), document.place)


def _moved(id: str, sign: str, found: Sequence[Move]) -> str:
    name, (first, *more) = NAMES[sign], found
    if first.parts > 1:
        among = f"{first.now} {'and' if first.parts == PARTS[0] else 'to'} {first.now + first.parts - 1}"
        message = f'{name} {first.before} of "{id}" in {FILE} is now {name}s {among}'
    else:
        message = f'{name} {first.now} of "{id}" is {name} {first.before} in {FILE}'
    many = f"{len(more)} numbers after it move too" if more[1:] else "one number after it moves too"
    return f"{message}; {many}" if more else message


def _gone(id: str, sign: str, count: int, before: int) -> str:
    name = f"numbered {NAMES[sign]}{'' if count == 1 else 's'}"
    return f'"{id}" has {count} {name}, and {FILE} has {before}'


def _place(document: Document, id: str, said: tuple[Passage, ...]) -> Span:
    """The first word of a sentence or line, where it has one that can be found in the file."""
    for passage in said:
        at = dict(passage.numbers).get(id) if passage.numbers and passage.text is document else None
        if at is not None:
            word = WORD.search(passage.words, at)
            return passage.place(*word.span()) if word else passage.place(at, at + 1)
    return document.place


# Which numbers have moved ------------------------------------------------------------------------


def moves(locked: Sequence[str], words: Sequence[str]) -> list[Move]:
    """What of a row has another number than in the lock, or has become several, in order.

    Where a row begins and ends as it did, nothing moved there, whatever else may read the same.
    """
    held = [*map(digest, words)]
    if held[: len(locked)] == [*locked]:
        return []
    most, begin, end = min(len(locked), len(held)), 0, 0
    while begin < most and locked[begin] == held[begin]:
        begin += 1
    while end < most - begin and locked[-1 - end] == held[-1 - end]:
        end += 1
    middle = locked[begin : len(locked) - end], held[begin : len(held) - end]
    blocks = [
        (a + begin, b + begin, size) for a, b, size in SequenceMatcher(None, *middle).get_matching_blocks()
    ]
    same = [(begin, begin, 0), *blocks[:-1], (len(locked) - end, len(held) - end, end)]
    found = [Move(b + n + 1, a + n + 1) for a, b, size in same if a != b for n in range(size)]
    for (a, b, size), (to_a, to_b, _) in pairwise(same):
        found += _parted(locked[a + size : to_a], words[b + size : to_b], a + size, b + size)
    return sorted(found)


def _parted(locked: Sequence[str], words: Sequence[str], before: int, now: int) -> Iterator[Move]:
    """Sentences of a stretch that is not the same which stand there in several."""
    numbers = {one: number for number, one in enumerate(locked)}
    for at in range(len(words) if locked else 0):
        for parts in PARTS:
            number = numbers.get(digest(" ".join(words[at : at + parts])))
            if number is not None and at + parts <= len(words):
                yield Move(now + at + 1, before + number + 1, parts)
