"""Questions: a teacher finds an answer to each, and students find what they are asked about."""

import re
from collections.abc import Iterator

from regesta.diagnostics import Diagnostic
from regesta.facts import BlockUse
from regesta.model import Book, Document
from regesta.prose import Passage
from regesta.source import Span
from regesta.tree import find, walk

NUMBERED = re.compile(
    r"\b(?P<what>s|l|ss|ll|sentences?|lines?)(?:\. ?| )(?P<first>\d{1,4})(?:[-–](?P<last>\d{1,4}))?\b"
)
NAMES = {"s": "sentence", "l": "line"}


def check(book: Book, said: tuple[Passage, ...]) -> Iterator[Diagnostic]:
    """QST001 to QST003."""
    for text in book.texts:
        for question in find(text.body, "data-block", "question"):
            if not any(find(question, "data-block", "answer")):
                yield Diagnostic(
                    "QST001", "this question has no answer for the teacher", question.span, "write ::: answer"
                )
    held = {one.id: _held(one) for one in book.documents.values() if one.held != "away"}
    for document in book.documents.values():
        if document.id in held:  # what asks about a text that is not there waits for it
            yield from _fences(document, held[document.id])
    for passage in said:
        if isinstance(passage.text, Document) and "question" in passage.inside and passage.text.id in held:
            yield from _words(passage, held[passage.text.id])


def _held(document: Document) -> frozenset[tuple[str, int]]:
    """The sentences and lines that the source has."""
    form = re.compile(rf"{re.escape(document.id)}\.([sl])(\d+)")
    met = (form.fullmatch(element.get("id") or "") for element in walk(document.body))
    return frozenset((one[1], int(one[2])) for one in met if one)


def _fences(document: Document, held: frozenset[tuple[str, int]]) -> Iterator[Diagnostic]:
    """What the fences of questions say."""
    asked = (fact for fact in document.facts if isinstance(fact, BlockUse) and fact.name == "question")
    for fact in asked:
        said = dict(fact.attributes)
        if (
            said.get("skill") == "close-reading"
            and document.record.text == "abstract"
            and document.held == "own"
        ):
            message = "nobody can read an abstract closely: its words are the editors’"
            hint = "ask something else, or give a transcript or an excerpt"
            yield Diagnostic("QST002", message, fact.span, hint)
        at = said.get("at", "")
        for found in NUMBERED.finditer(at):
            if wrong := _absent(found, held):
                begin = document.source.text.find(at, fact.span.start)
                yield _nowhere(wrong, document.source.span(begin + found.start(), begin + found.end()))


def _words(passage: Passage, held: frozenset[tuple[str, int]]) -> Iterator[Diagnostic]:
    """What questions and answers say."""
    wrong = {
        found.span(): name for found in NUMBERED.finditer(passage.words) if (name := _absent(found, held))
    }
    yield from map(_nowhere, wrong.values(), passage.places(tuple(wrong)))


def _absent(found: re.Match[str], held: frozenset[tuple[str, int]]) -> str:
    """The name of the first number that the source does not have, or nothing."""
    what, first = found["what"][0], int(found["first"])
    last = int(found["last"] or first)
    wanted = range(first, min(last, first + 999) + 1)
    return next((f"{NAMES[what]} {number}" for number in wanted if (what, number) not in held), "")


def _nowhere(wrong: str, span: Span) -> Diagnostic:
    hint = "only transcripts and translations are numbered; see the numbers in a handout"
    return Diagnostic("QST003", f"the source has no {wrong}", span, hint)
