"""The glossary: every term that the text marks, with what it means."""

from dataclasses import dataclass

from regesta.book import entries, printed
from regesta.collation import sort_key
from regesta.facts import Mention
from regesta.model import Book, PageMap, Section
from regesta.registers import Term
from regesta.words import Words


@dataclass(frozen=True, slots=True)
class Line:
    """One term and its meaning."""

    anchor: str
    term: str
    definition: str


def make(book: Book, pages: PageMap, words: Words) -> Section:
    """All terms that are marked in this edition; a glossary names no pages."""
    del pages
    met = {
        entry.id: entry
        for text in printed(book)
        for mention in text.facts
        if isinstance(mention, Mention) and mention.kind == "term"
        for entry in entries(book, mention)
        if isinstance(entry, Term)
    }
    ordered = sorted(met.values(), key=lambda one: sort_key(one.heading, book.settings.language))
    lines = tuple(Line(f"term-{one.id}", one.name, one.definition) for one in ordered)
    return Section("glossary", "glossary", words["glossary.title"], lines)
