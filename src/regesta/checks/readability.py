"""How hard a text is to read, by LIX: it counts words, sentences and long words, in any language.

LIX = words / sentences + 100 × words of more than six letters / words (Björnsson 1968).
"""

import re
from collections.abc import Iterable, Iterator

from regesta.diagnostics import Diagnostic
from regesta.model import Book, Document
from regesta.prose import Passage, Text

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
END = re.compile(r"[.!?:…]+(?=[\s”“’\"')\]]|$)")
LONG = 6
FEWEST = 40  # words; of fewer nothing can be said
HARD, VERY_HARD = 50, 60
OWN = frozenset({"aside"})


def check(book: Book, said: tuple[Passage, ...]) -> Iterator[Diagnostic]:
    """REA001, for each chapter and each headnote."""
    chapters: dict[str, list[str]] = {one.id: [] for one in (*book.front, *book.chapters)}
    for passage in said:
        text, told = passage.text, passage.name in ("p", "li") and OWN.issuperset(passage.inside)
        if isinstance(text, Document) and passage.inside == ("headnote",):
            yield from _judge(text, "headnote", (passage.words,))
        elif text and told and text.id in chapters:
            chapters[text.id].append(passage.words)
    for one in (*book.front, *book.chapters):
        yield from _judge(one, "title", chapters[one.id])


def _judge(text: Text, field: str, passages: Iterable[str]) -> Iterator[Diagnostic]:
    value = lix(passages)
    if value >= HARD:
        what = "this headnote" if field == "headnote" else "this chapter"
        grade = "very hard" if value >= VERY_HARD else "hard"
        hint = "shorten sentences, or choose shorter words"
        yield Diagnostic("REA001", f"{what} is {grade} to read: LIX {value}", text.data.span(field), hint)


def lix(passages: Iterable[str]) -> int:
    """The measure, or 0 for a text that is too short."""
    words, long, sentences = 0, 0, 0
    for passage in passages:
        lengths = list(map(len, WORD.findall(passage)))
        words += len(lengths)
        long += sum(length > LONG for length in lengths)
        sentences += max(1, len(END.findall(passage)))
    return round(words / sentences + 100 * long / words) if words >= FEWEST else 0
