"""What a teacher asks for: which sources, for whom, on which paper, in which forms."""

from dataclasses import dataclass
from typing import Literal

from regesta.model import Audience

Paper = Literal["a4", "letter", "a3"]
Look = Literal["plain", "large", "easy"]
LISTING = "release.json"  # in a release: by which it is known as one, and what of it is ours
BOTH: tuple[Audience, ...] = ("student", "teacher")


@dataclass(frozen=True, slots=True)
class Asked:
    """All sources where none is named; sheets and keys on A4 where nothing is said.

    `pack` is the question of a lesson of all these sources, which then come as one file.
    """

    sources: tuple[str, ...] = ()
    chapter: str = ""
    audiences: tuple[Audience, ...] = BOTH
    papers: tuple[Paper, ...] = ("a4",)
    looks: tuple[Look, ...] = ("plain",)
    split: bool = False
    booklet: bool = False
    html: bool = False
    docx: bool = False
    zip: bool = False
    pack: str = ""
