"""Spelling, language by language; the dictionaries are others' and come from a shelf that is handed in."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from regesta.diagnostics import Diagnostic
from regesta.model import Book
from regesta.prose import Passage
from regesta.source import Span

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
SHORTEST = 2
GUESSED = 100  # words of a language for which another is looked for: that takes long


class Dictionary(Protocol):
    """One language's words."""

    def knows(self, word: str) -> bool:
        """Whether the word is right."""

    def nearest(self, word: str) -> str:
        """The word that was perhaps meant, or nothing."""


Shelf = Callable[[str, str], Dictionary | None]  # a folder of the manuscript and a language → its dictionary


@dataclass(slots=True)
class _Met:
    """Where a word was met first, and how often since."""

    passage: Passage
    at: int
    times: int = 0


def check(book: Book, said: tuple[Passage, ...], shelf: Shelf) -> Iterator[Diagnostic]:
    """SPL001, each word once, and SPL002, each language once."""
    known, met = _known(book), _words(book, said)
    for language, words in met.items():
        dictionary = shelf(book.settings.dictionaries, language)
        if dictionary is None:
            package = f"hunspell-{language.lower()}"
            hint = f"install one, such as {package}, or name a folder in book.yaml: dictionaries"
            yield Diagnostic("SPL002", f'there is no dictionary for "{language}"', None, hint)
            continue
        unknown = {
            word: met
            for word, met in words.items()
            if word not in known and not dictionary.knows(word.replace("’", "'"))
        }
        for number, (word, span) in enumerate(_placed(unknown)):
            times = f", {unknown[word].times} times" if unknown[word].times > 1 else ""
            meant = dictionary.nearest(word) if number < GUESSED else ""
            hint = f'did you mean "{meant}"?' if meant else ""
            yield Diagnostic("SPL001", f'no word of "{language}" is spelt "{word}"{times}', span, hint)


def _words(book: Book, said: tuple[Passage, ...]) -> dict[str, dict[str, _Met]]:
    """By language, the words in the order in which they are met; abbreviations in capitals are none."""
    met: dict[str, dict[str, _Met]] = {}
    for passage in said:
        at = 0
        for piece in passage.pieces:
            words = met.setdefault(_tongue(piece.language, book.settings.language), {})
            for found in WORD.finditer(piece.words):
                word = found[0]
                if len(word) >= SHORTEST and not word.isupper():
                    words.setdefault(word, _Met(passage, at + found.start())).times += 1
            at += len(piece.words)
    return met


def _placed(words: Mapping[str, _Met]) -> Iterator[tuple[str, Span]]:
    """The places of words; those first met in one passage follow each other."""
    for _, group in groupby(words.items(), key=lambda pair: id(pair[1].passage)):
        together = dict(group)
        passage = next(iter(together.values())).passage
        parts = [(met.at, met.at + len(word)) for word, met in together.items()]
        yield from zip(together, passage.places(parts), strict=True)


def _tongue(language: str, own: str) -> str:
    """A language of no country is spelt as in the book, where it is the book's."""
    return own if own.split("-", maxsplit=1)[0] == language else language


def _known(book: Book) -> frozenset[str]:
    """What the registers call people, places, organizations and things, and its possessive."""
    entries = [entry for register in book.registers.values() for entry in register.entries.values()]
    names = " ".join(name for entry in entries for name in (entry.name, entry.sort, *entry.aliases))
    words = set(WORD.findall(names))
    return frozenset(words | {f"{word}’s" for word in words} | {f"{word}’" for word in words})
