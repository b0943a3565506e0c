"""What the pages of a release say of each source, chapter by chapter: finished values for their templates."""

from collections.abc import Mapping
from dataclasses import dataclass

from regesta.classroom.asked import Asked, Paper
from regesta.classroom.handouts import chosen
from regesta.classroom.packs import SKILLS, practised
from regesta.classroom.sheets import Desk
from regesta.editions.handout import Handout
from regesta.model import Chapter

PAPERS: tuple[Paper, ...] = ("a4", "letter")


@dataclass(frozen=True, slots=True)
class Card:
    """A source: what its sheet or its key holds, the sides of that on each paper, its files by kind."""

    key: str
    sheet: Handout
    on: Mapping[str, int]
    files: Mapping[str, str]

    @property
    def sides(self) -> int:
        """On how many it lies on the first paper."""
        return self.on[PAPERS[0]]

    @property
    def picture(self) -> str:
        """Where the first side lies as a small picture."""
        return f"pictures/{self.key}.png"

    @property
    def skills(self) -> tuple[str, ...]:
        """What it practises, in the order of the house."""
        return practised(self.sheet)


@dataclass(frozen=True, slots=True)
class File:
    """A file that a page names: of which kind, and where it finds it."""

    kind: str
    path: str


@dataclass(frozen=True, slots=True)
class Group:
    """A chapter, the sources that it prints, and the files that have them all."""

    id: str
    title: str
    cards: tuple[Card, ...]
    packs: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """What a page is set from: all that it lists, and by what one can choose among it."""

    groups: tuple[Group, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        """All sources, in the order of the book."""
        return tuple(card for group in self.groups for card in group.cards)

    @property
    def lengths(self) -> tuple[int, ...]:
        """All lengths of a lesson."""
        return tuple(sorted({card.sheet.record.minutes for card in self.cards if card.sheet.record.minutes}))

    @property
    def levels(self) -> tuple[str, ...]:
        """All levels."""
        return tuple(sorted({card.sheet.record.level for card in self.cards if card.sheet.record.level}))

    @property
    def skills(self) -> tuple[str, ...]:
        """All that is practised."""
        return tuple(skill for skill in SKILLS if any(skill in card.skills for card in self.cards))


def by_chapter(desk: Desk) -> tuple[tuple[Chapter, tuple[str, ...]], ...]:
    """The sources that have a sheet, in the order of the book, under the chapter that prints them first."""
    met: set[str] = set()
    found = list[tuple[Chapter, tuple[str, ...]]]()
    for chapter in desk.book.chapters:
        keys = tuple(key for key in chosen(desk, Asked(chapter=chapter.id)) if key not in met)
        met.update(keys)
        if keys:
            found.append((chapter, keys))
    return tuple(found)
