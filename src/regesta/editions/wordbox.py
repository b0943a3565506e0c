"""The word box of a sheet: words of the glossary that stand on it, and the place where each stands first.

A word that pupils meet nowhere on the sheet helps nobody; one that the text marks comes before one that
only stands there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from regesta.book import entries
from regesta.facts import Mention
from regesta.model import Book, Document
from regesta.registers import Term
from regesta.tree import Children, Element, Node, text

WORDS = 8  # for which a page has room
ENDING = r"(?:e?s|’s)?"  # of more than one, and of what belongs to one, in English


@dataclass(frozen=True, slots=True)
class Word:
    """A word and what it means in plain words; `pattern` finds it."""

    name: str
    plain: str
    pattern: re.Pattern[str]


def word_box(book: Book, document: Document, said: Sequence[str]) -> tuple[Word, ...]:
    """As many words as there is room for: those that the record names and the text marks come first."""
    register = book.registers.get("term")
    if register is None:
        return ()
    named = [register.entries.get(key) for key in document.record.terms]
    mentions = (fact for fact in document.facts if isinstance(fact, Mention) and fact.kind == "term")
    marked = [entry for mention in mentions for entry in entries(book, mention)]
    every = dict.fromkeys((*marked, *named, *register.entries.values()))
    words = {one: _word(one) for one in every if isinstance(one, Term)}
    there = "\n".join(said)
    met = (word for term, word in words.items() if term in marked or word.pattern.search(there))
    return tuple(islice(met, WORDS))


def _word(term: Term) -> Word:
    return Word(term.name, term.plain or term.definition, _pattern(term))


def _pattern(term: Term) -> re.Pattern[str]:
    """One of its names, alone or with an ending; in capitals only as it is written, as in "NATO"."""
    forms = sorted((term.name, *term.aliases), key=len, reverse=True)
    plain = "|".join(_form(one) for one in forms)
    return re.compile(rf"(?<!\w)(?:{plain}){ENDING}(?!\w)")


def _form(name: str) -> str:
    form = re.escape(name)
    return form if any(map(str.isupper, name)) else f"[{form[0].upper()}{form[0]}]{form[1:]}"


def marked(texts: Sequence[Element], words: Sequence[Word]) -> tuple[Element, ...]:
    """The texts with each word marked where it stands first; what the editors marked is marked already."""
    waiting = [one for one in words if not _is_marked(texts, one)]
    return tuple(_Marker(waiting).read(one) for one in texts)


def _is_marked(texts: Sequence[Element], word: Word) -> bool:
    return any(word.pattern.fullmatch(text(one).strip()) for each in texts for one in _terms(each))


def _terms(element: Element) -> Iterator[Element]:
    if element.get("class") == "term":
        yield element
    for child in element.children:
        if isinstance(child, Element):
            yield from _terms(child)


class _Marker:
    """Goes through texts in their order; each word is found once."""

    def __init__(self, waiting: list[Word]) -> None:
        self.waiting = waiting

    def read(self, element: Element) -> Element:
        """The element with its words marked."""
        children = tuple(one for child in element.children for one in self._child(child))
        same = len(children) == len(element.children) and all(
            one is other for one, other in zip(children, element.children, strict=True)
        )
        return element if same else Element(element.name, element.attributes, children, element.span)

    def _child(self, child: Node) -> Children:
        if isinstance(child, str):
            return self._words(child)
        apart = child.get("class") == "term" or child.get("data-note") is not None
        return (child,) if apart or child.name in ("h3", "h4") else (self.read(child),)

    def _words(self, words: str) -> Children:
        found = [(match, one) for one in self.waiting if (match := one.pattern.search(words))]
        if not found:
            return (words,)
        match, word = min(found, key=lambda one: (one[0].start(), -one[0].end()))
        self.waiting = [one for one in self.waiting if one is not word]
        mark = Element("span", (("class", "term"), ("data-mark", "term")), (match[0],))
        parts: Children = (words[: match.start()], mark, *self._words(words[match.end() :]))
        return tuple(one for one in parts if one != "")
