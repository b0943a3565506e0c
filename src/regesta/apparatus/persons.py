"""The list of persons: everybody the text marks, with office, life and pages."""

from dataclasses import dataclass

from regesta.book import entries, printed
from regesta.collation import sort_key
from regesta.dates import points
from regesta.facts import Mention
from regesta.locators import Passage, locators
from regesta.model import Book, Locator, PageMap, Section
from regesta.registers import Person
from regesta.words import Words


@dataclass(frozen=True, slots=True)
class Line:
    """One person in the list."""

    anchor: str
    heading: str
    life: str
    gloss: str
    aliases: tuple[str, ...]
    places: tuple[Locator, ...]


def make(book: Book, pages: PageMap, words: Words) -> Section:
    """All persons that are marked in this edition, by name."""
    met: dict[str, list[Passage]] = {}
    people: dict[str, Person] = {}
    for text in printed(book):
        for mention in text.facts:
            if isinstance(mention, Mention) and mention.kind == "who":
                for person in entries(book, mention):
                    if isinstance(person, Person):
                        people[person.id] = person
                        met.setdefault(person.id, []).append(Passage(mention.anchor, mention.anchor))
    ordered = sorted(people.values(), key=lambda one: sort_key(one.heading, book.settings.language))
    rules = book.settings.index
    lines = tuple(_line(person, locators(met[person.id], pages, rules)) for person in ordered)
    return Section("persons", "persons", words["persons.title"], lines)


def _line(person: Person, places: tuple[Locator, ...]) -> Line:
    life = "–".join(str(point.year) for point in points(person.life)) if person.life else ""
    return Line(f"who-{person.id}", person.heading, life, person.gloss, person.aliases, places)
