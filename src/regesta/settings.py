"""`book.yaml`: what the book is, in what order, and how it is cut."""

from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, Field

from regesta.data import Model
from regesta.kinds import ChapterId, Edtf, Id, Text

Role = Literal["author", "editor", "translator", "contributor"]


class Trim(NamedTuple):
    """A page size in millimetres."""

    width: float
    height: float


TRIMS = {"170x240": Trim(170, 240)}


def _trim(value: object) -> object:
    if value not in TRIMS:
        raise ValueError(f"{value} is no trim size of the house; it has {', '.join(TRIMS)}")
    return value


class Creator(Model):
    """Someone who made the book, with the name as printed and as sorted."""

    name: Text
    role: Role = "editor"
    sort: str = ""


class IndexRules(Model):
    """How the index is made; `runs: keep` leaves 14, 15, 16 apart."""

    runs: Literal["join", "keep"] = "join"


class Settings(Model):
    """The whole of `book.yaml`."""

    id: Id
    title: Text
    subtitle: str = ""
    creators: Annotated[tuple[Creator, ...], Field(min_length=1)]
    publisher: Text
    language: Text = "en-GB"
    identifier: Text
    licence: Text
    licence_url: str = ""
    rights: Text
    description: Text
    subjects: tuple[Text, ...] = ()
    edition: Text
    date: Edtf
    trim: Annotated[str, BeforeValidator(_trim)] = "170x240"
    front: tuple[ChapterId, ...] = ()
    chapters: Annotated[tuple[ChapterId, ...], Field(min_length=1)]
    index: IndexRules = IndexRules()
    chapters_open: Literal["recto", "page"] = "recto"


class ChapterMeta(Model):
    """Front matter of a chapter; `dates` is the span it tells of, shown under its title."""

    id: ChapterId
    title: Text
    short: str = ""
    dates: Edtf | None = None
    lang: str = ""
