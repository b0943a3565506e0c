"""`classroom/`, a page that works from a stick with all sheets beside it, and apart from it `teachers/`.

Nothing for teachers is made while the page is: it is given the sheets of students alone.
"""

import json
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from regesta.classroom.asked import LISTING, Asked
from regesta.classroom.handouts import chosen, handouts
from regesta.classroom.packs import SKILLS
from regesta.classroom.sheets import Desk
from regesta.diagnostics import Checked
from regesta.editions.handout import Handout
from regesta.kept import digest
from regesta.model import Artifact, Section
from regesta.pages import Setting, typeset
from regesta.render.pdf.picture import png

PAPERS = Asked(audiences=("student",), papers=("a4", "letter"), html=True)
LOOKS = Asked(audiences=("student",), looks=("large", "easy"))
KEYS = Asked(audiences=("teacher",), papers=("a4", "letter"))
KINDS = {  # of files of a source, in the order in which the page names them, by how their names go on
    "-a4.pdf": "a4",
    "-letter.pdf": "letter",
    "-large-a4.pdf": "large",
    "-easy-a4.pdf": "easy",
    ".html": "html",
}
TAKEN = ("-a4.pdf", ".html")  # into a lesson
ACROSS = 176  # dots of a small picture, two for each that is shown


@dataclass(frozen=True, slots=True)
class File:
    """A file of a source, by its kind, where the page finds it."""

    kind: str
    path: str


@dataclass(frozen=True, slots=True)
class Card:
    """A source as the page lists it."""

    key: str
    sheet: Handout
    sides: int
    picture: str
    files: tuple[File, ...]

    @property
    def skills(self) -> tuple[str, ...]:
        """What it practises, in the order of the house."""
        met = {question.skill for question in self.sheet.questions}
        return tuple(skill for skill in SKILLS if skill in met)


@dataclass(frozen=True, slots=True)
class Room:
    """What the page is set from."""

    cards: tuple[Card, ...]

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


def release(desk: Desk, setting: Setting) -> Checked[tuple[Artifact, ...]]:
    """All files of both folders; `setting` is that of the page."""
    made = [handouts(desk, asked) for asked in (PAPERS, LOOKS)]
    files = {PurePosixPath(one.path).name: one for each in made for one in each.value}
    keys = handouts(desk, KEYS)
    room = tuple(_room(desk, setting, files))
    apart = tuple(replace(one, path=f"teachers/{PurePosixPath(one.path).name}") for one in keys.value)
    found = (one for each in (*made, keys) for one in each.diagnostics)
    return Checked((*room, *apart, _listing((*room, *apart))), tuple(dict.fromkeys(found)))


def _listing(made: Sequence[Artifact]) -> Artifact:
    """All that is written, by path and digest."""
    held = {one.path: digest([one.content]) for one in made}
    return Artifact(LISTING, f"{json.dumps(held, indent=1, sort_keys=True)}\n".encode())


def _room(desk: Desk, setting: Setting, files: dict[str, Artifact]) -> Iterator[Artifact]:
    cards = list[Card]()
    for key in chosen(desk, PAPERS):
        own = {f"{key}{end}": kind for end, kind in KINDS.items()}
        named = tuple(File(kind, f"sheets/{name}") for name, kind in own.items())
        sheet = files[f"{key}-a4.pdf"]
        cards.append(Card(key, desk.content(key), sheet.pages, f"pictures/{key}.png", named))
        yield Artifact(f"classroom/pictures/{key}.png", png(sheet.content, ACROSS))
        yield Artifact(f"classroom/data/{key}.js", _data(key, [files[f"{key}{end}"] for end in TAKEN]))
        yield from (replace(files[name], path=f"classroom/sheets/{name}") for name in own)
    style = desk.styles["css/handout/classroom.css"]
    page = typeset(
        Section("index", "index", desk.book.settings.title, Room(tuple(cards))), setting, style=style
    )
    yield Artifact("classroom/index.html", page.xhtml.encode())


def _data(key: str, files: Sequence[Artifact]) -> bytes:
    """What a lesson takes of a source, as a script: a page from a stick may read no other file."""
    held = {PurePosixPath(one.path).name: b64encode(one.content).decode() for one in files}
    return f"regesta({json.dumps(key)},{json.dumps(held)})\n".encode()
