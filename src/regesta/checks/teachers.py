"""Words for teachers: none of them where students read."""

import re
from collections.abc import Iterator

from regesta.diagnostics import Diagnostic
from regesta.model import Book
from regesta.prose import Passage
from regesta.words import catalog


def check(book: Book, said: tuple[Passage, ...]) -> Iterator[Diagnostic]:
    """TCH001."""
    listed = catalog(book.settings.language)["check.teacher_words"].split(";")
    phrases = ("\\s+".join(map(re.escape, phrase.split())) for phrase in listed)
    looked = re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)
    telling = {max(phrase.split(), key=len) for phrase in listed}
    for passage in said:
        if not passage.hidden and any(map(passage.words.lower().__contains__, telling)):
            met = list(looked.finditer(passage.words))
            for found, span in zip(met, passage.places([one.span() for one in met]), strict=True):
                message = f'"{" ".join(found[0].split())}" stands where students read it'
                hint = "put it into ::: teacher or ::: answer, or say it otherwise"
                yield Diagnostic("TCH001", message, span, hint)
