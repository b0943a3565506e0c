"""The registers of people, places, organizations and terms, `events.yaml` and `index.yaml`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pydantic import BaseModel, Field

from regesta.data import Data, Model
from regesta.kinds import Edtf, EventId, Id, Point, SourceId, Text


class Entry(Model):
    """What every register entry has; `sort` is the form in the index, `gloss` explains in a line."""

    id: Id
    name: Text
    sort: str = ""
    aliases: tuple[Text, ...] = ()
    gloss: str = ""

    @property
    def heading(self) -> str:
        """The form in which the entry stands in a list that is sorted."""
        return self.sort or self.name


class Person(Entry):
    """A person; `life` runs from birth to death, where both were seen in a source."""

    life: Edtf | None = None


class Place(Entry):
    """A place under the name the book uses; `at` is its latitude and longitude, `at_from` says by whom."""

    at: Point | None = None
    at_from: str = ""

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees."""
        if self.at is None:
            return None
        north, east = self.at.split(",")
        return float(north), float(east)


class Organization(Entry):
    """A body, with the short form that documents use."""

    abbr: str = ""


class Term(Entry):
    """A word of the glossary; `plain` says it shorter, for a handout's word box."""

    definition: Text
    plain: str = ""


class PeopleFile(Model):
    """`registers/people.yaml`."""

    people: tuple[Person, ...]


class PlacesFile(Model):
    """`registers/places.yaml`."""

    places: tuple[Place, ...]


class OrganizationsFile(Model):
    """`registers/organizations.yaml`."""

    organizations: tuple[Organization, ...]


class GlossaryFile(Model):
    """`registers/glossary.yaml`."""

    terms: tuple[Term, ...]


class EventEntry(Model):
    """Something that happened; `reported` names the sources that tell of it, `dates` the days they give."""

    id: EventId
    date: Edtf
    label: Text
    tags: tuple[Text, ...] = ()
    place: str = ""
    persons: tuple[Id, ...] = ()
    reported: tuple[SourceId, ...] = ()
    dates: Mapping[SourceId, Edtf] = Field(default_factory=dict)
    short: str = ""
    note: str = ""

    @property
    def sources(self) -> tuple[str, ...]:
        """All that tell of it, in the order in which they are named."""
        return tuple(dict.fromkeys((*self.reported, *self.dates)))


class EventsFile(Model):
    """`events.yaml`."""

    events: tuple[EventEntry, ...]


class IndexFile(Model):
    """`index.yaml`: editorial decisions that are tied to no place in a text; `>` parts sub-entries.

    The `note` stands before the index and says how it was made. What is merged goes to a heading that is
    there, what is renamed to a new one; `generic` names a kind of entries that a reader should look up.
    """

    note: str = ""
    merge: Mapping[str, Text] = Field(default_factory=dict)
    rename: Mapping[str, Text] = Field(default_factory=dict)
    suppress: tuple[Text, ...] = ()
    generic: Mapping[str, Text] = Field(default_factory=dict)
    see: Mapping[str, Text] = Field(default_factory=dict)
    also: Mapping[str, tuple[Text, ...]] = Field(default_factory=dict)
    sort: Mapping[str, Text] = Field(default_factory=dict)


FILES: Mapping[str, tuple[type[BaseModel], str, str]] = {
    # file: its model, the list in it, and the verb that names an entry of it in a text
    "registers/people.yaml": (PeopleFile, "people", "who"),
    "registers/places.yaml": (PlacesFile, "places", "place"),
    "registers/organizations.yaml": (OrganizationsFile, "organizations", "org"),
    "registers/glossary.yaml": (GlossaryFile, "terms", "term"),
}


@dataclass(frozen=True)
class Register:
    """One register: its entries by id, in file order, and where they are written."""

    kind: str
    path: str
    entries: Mapping[str, Entry]
    data: Data

    def named(self, words: str) -> tuple[Entry, ...]:
        """The entries that bear these words as name, alias, sort form or short form."""
        return self._named.get(words, ())

    @cached_property
    def _named(self) -> Mapping[str, tuple[Entry, ...]]:
        """All entries by all that they are called: a book asks a thousand times."""
        found: dict[str, tuple[Entry, ...]] = {}
        for entry in self.entries.values():
            for name in dict.fromkeys(_names(entry)):
                found[name] = (*found.get(name, ()), entry)
        return found


def _names(entry: Entry) -> Iterator[str]:
    yield from (entry.name, entry.sort, *entry.aliases)
    if isinstance(entry, Organization):
        yield entry.abbr
