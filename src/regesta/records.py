"""The record of a historical source: the front matter of a file in `sources/`.

Field names are those of archival description (ISAD(G), DACS) as the house uses them. A required
field may hold `unknown: <reason>`; nothing is invented. Of the five kinds of date only those of
the document and of what it covers ever sort.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from regesta.data import Model
from regesta.kinds import Edtf, EventId, Id, SourceId, Text, Unknown

Stands = Literal["transcript", "excerpt", "retold", "abstract"]
SUMMARY_WORDS, HEADNOTE_WORDS = 60, 120


class Agent(Model):
    """A person or body that made, sent or received a document; `id` names a register entry."""

    name: Text
    id: str = ""
    role: str = ""


class Classification(Model):
    """The marking a state paper bore, its caveats, and what became of it."""

    level: Text
    caveats: tuple[Text, ...] = ()
    downgraded: tuple[Text, ...] = ()
    current: str = ""


class Redaction(Model):
    """Words that are not there: where, how much, on whose authority, and of which kind."""

    where: Text
    extent: Text
    authority: str = ""
    kind: Literal["withheld", "illegible", "editorial omission"]


class Described(Model):
    """Who described the document, when, and by which rules."""

    by: Text
    date: Edtf
    rules: Text


class Witness(Model):
    """Where the text of a document lies that the manuscript does not hold: a TEI file, a document in it.

    `from` and `to` are numbers of paragraphs, or xml:ids of something in them; both are printed.
    """

    tei: Text
    document: Text
    first: Text | None = Field(default=None, alias="from")
    last: Text | None = Field(default=None, alias="to")


class Correction(Model):
    """What was corrected in a text that was locked: when, by whom and why; where, and both wordings."""

    date: Edtf
    by: Text
    reason: Text
    at: Annotated[str, Field(pattern=r"^([sl]\. ?\d{1,4})?$")] = ""
    before: str = ""
    after: str = ""


class Record(Model):
    """One source. Required fields first, then those required where known, then the optional ones."""

    id: SourceId
    number: Annotated[int, Field(ge=1)]
    reference_code: Text | Unknown
    repository: Text | Unknown
    location: Text | Unknown
    title_formal: Text | None = None
    title_supplied: Text | None = None
    genre: Text
    date_document: Edtf | Unknown
    date_basis: Literal["printed", "inferred", "postmark"] = "printed"
    date_type: Literal["issued", "meeting", "sent", "received"] = "issued"
    date_note: str = ""
    creator: Annotated[tuple[Agent, ...], Field(min_length=1)] | Unknown
    extent: Text | Unknown
    excerpted: Text | Unknown
    languages: Annotated[tuple[Text, ...], Field(min_length=1)]
    form_witnessed: Text
    ocr_checked_by: Text | Unknown
    text: Stands
    licence: Text
    credit_line: Text
    source_url: Text | Unknown
    retrieved: Edtf | Unknown
    summary: Text
    headnote: Text
    description_control: Described

    fonds: str = ""
    series: str = ""
    box: str = ""
    folder: str = ""
    date_covered: Edtf | None = None
    date_released: Edtf | None = None
    date_digitised: Edtf | None = None
    recipients: tuple[Agent, ...] = ()
    place_from: str = ""
    place_to: str = ""
    classification: Classification | Unknown | None = None
    redactions: tuple[Redaction, ...] = ()
    custodial_history: str = ""
    acquisition: str = ""
    access: str = ""
    reproduction_rights: Text
    related: tuple[SourceId, ...] = ()
    corroborates: tuple[SourceId, ...] = ()
    contradicts: tuple[SourceId, ...] = ()

    serial_no: Text | None = None
    copy_no: Text | None = None
    handling: str = ""
    script: str = ""
    translated_by: str = ""
    persons: tuple[Id, ...] = ()
    places: tuple[Id, ...] = ()
    terms: tuple[Id, ...] = ()
    events: tuple[EventId, ...] = ()
    witness: Witness | None = None
    short: str = ""
    inquiry: str = ""
    sheet: Annotated[str, Field(pattern=r"^[sl]\. ?\d{1,4}(?:[-–]\d{1,4})?$")] | None = None
    level: str = ""
    minutes: Annotated[int, Field(ge=5, le=600)] | None = None
    corrections: tuple[Correction, ...] = ()

    @model_validator(mode="after")
    def _has_title(self) -> Self:
        if not self.title_formal and not self.title_supplied:
            raise ValueError("a record needs title_formal or title_supplied")
        return self

    @property
    def title(self) -> str:
        """The formal title; a supplied one stands in brackets (DACS 2.3)."""
        return self.title_formal or f"[{self.title_supplied}]"
