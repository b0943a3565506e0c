"""Evidence: a reader can find out where a date or a number comes from."""

import re
from collections.abc import Iterator

from regesta.diagnostics import Diagnostic
from regesta.model import Book, Chapter
from regesta.prose import Passage
from regesta.words import catalog

OWN = frozenset({"aside"})  # blocks in which the editors tell something themselves
NUMBER = r"\b\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+\b|\b\d{5,}\b"


def check(book: Book, said: tuple[Passage, ...]) -> Iterator[Diagnostic]:
    """EVD001, once a paragraph."""
    words = catalog(book.settings.language)
    months = "|".join(re.escape(words[f"date.month.{number}"]) for number in range(1, 13))
    claim = re.compile(rf"\b\d{{1,2}}\.?[ \u00a0](?:{months})\b|\b(?:{months})[ \u00a0]\d{{4}}\b|{NUMBER}")
    told = frozenset(chapter.id for chapter in book.chapters)
    for passage in said:
        text = passage.text
        tells = passage.name in ("p", "li") and OWN.issuperset(passage.inside) and not passage.witnessed
        if tells and isinstance(text, Chapter) and text.id in told and (found := claim.search(passage.words)):
            message = f'"{found[0]}" stands in a paragraph without a note or citation'
            yield Diagnostic("EVD001", message, passage.place(*found.span()), "say where it is known from")
