"""A record → what stands before its text: number, title, rows of the docket, regest; and its source note.

The docket says what a reader must know before the first word, in at most a fifth of the page. What
is long stands in the note behind the text (`provenance`). A field that holds `unknown` is printed as
not recorded. Used by the book, by handouts and by the list of sources alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from regesta import provenance
from regesta.kinds import Unknown
from regesta.provenance import agents, joined, known
from regesta.records import Record
from regesta.words import Words

LINE = 78  # characters of a row that fit on a line of the printed docket


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a docket: a label, a word set off, plain text, and a marking to be stamped."""

    label: str
    text: str
    strong: str = ""
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Docket:
    """What a reader sees of a source besides its words."""

    id: str
    number: int
    title: str
    short: str
    stands: str
    date: str
    issued: str
    text: Row
    rows: tuple[Row, ...]
    regest: str
    headnote: str
    stamp: str
    note: tuple[str, ...]
    rights: tuple[str, ...]
    credit: str
    url: str


def docket(record: Record, words: Words, numbers: Mapping[str, int] | None = None) -> Docket:
    """The docket of one source, in words; `numbers` are those of the sources that the book prints."""
    date, issued = dated(record, words), agents(record.creator, words)
    # A retelling says at its own head what its tellers had before them.
    brief = stands_for(record, words) if record.text != "retold" else ""
    away = words["texts.away"] if record.witness and record.text in ("retold", "abstract") else ""
    text = _text(record, stands_for(record, words), words)
    rows = (
        Row(words["docket.date"], date),
        Row(words["docket.issued_by"], issued),
        Row(words["docket.sent_to"], _sent(record, words)),
        _text(record, " ".join(filter(None, (brief, away))), words),
        _marking(record, words),
        Row(words["docket.held"], _held(record, words)),
    )
    return Docket(
        id=record.id,
        number=record.number,
        title=record.title,
        short=record.short or record.title,
        stands=words[f"stands.short-{record.text}"],
        date=date,
        issued=issued,
        text=text,
        rows=tuple(row for row in rows if row.text or row.strong or row.stamp),
        regest=record.summary,
        headnote=record.headnote,
        stamp=level(record),
        note=provenance.note(record, words, numbers or {}),
        rights=provenance.rights(record, words),
        credit=f"{record.credit_line} {record.licence}.",
        url="" if isinstance(record.source_url, Unknown) else record.source_url,
    )


def dated(record: Record, words: Words) -> str:
    """Place and day of the document; a day that the editors inferred stands in brackets (DACS 2.4)."""
    day = known(record.date_document, words)
    if not isinstance(record.date_document, Unknown):
        if record.date_type in ("sent", "received"):
            day = words.say(f"docket.{record.date_type}", date=day)
        if record.date_basis == "inferred":
            day = f"[{day}]"
        elif record.date_basis == "postmark":
            day = words.say("docket.postmark", date=day)
    line = ", ".join(filter(None, [record.place_from, day]))
    whole = joined((line, record.date_note))
    return whole if len(whole) <= LINE else line  # what is long stands in the note


def issued(record: Record, words: Words) -> str:
    """Those who made the document."""
    return agents(record.creator, words)


def _sent(record: Record, words: Words) -> str:
    """Those who were to have it, and where."""
    return ", ".join(filter(None, [agents(record.recipients, words), record.place_to]))


def _text(record: Record, more: str, words: Words) -> Row:
    """What stands for the document, then more of it, be that a sentence or not."""
    sign = "" if not more else "." if more[0].isupper() else ";"
    return Row(words["docket.text"], more, f"{words[f'stands.{record.text}']}{sign}")


def stands_for(record: Record, words: Words) -> str:
    """What was read and is printed, as the record says it, and how long the document is if that is known."""
    length = record.extent
    whole = "" if isinstance(length, Unknown) else words.say("docket.extent", extent=length.rstrip("."))
    read = known(record.excerpted, words)
    if read and whole and not read.endswith((".", "!", "?")):
        read += "."
    return " ".join(filter(None, [read, whole]))


def level(record: Record) -> str:
    """The marking as a stamp would say it, or nothing."""
    marking = record.classification
    return "" if marking is None or isinstance(marking, Unknown) else marking.level


def _marking(record: Record, words: Words) -> Row:
    marking, label = record.classification, words["docket.marking"]
    if marking is None:
        return Row(label, words["docket.unmarked"])
    if isinstance(marking, Unknown):
        return Row(label, words["docket.unknown"])
    return Row(label, joined(marking.caveats), stamp=marking.level)


def _held(record: Record, words: Words) -> str:
    """Whom to ask, or else where, and for what; town and shelf stand in the note."""
    places = [one for one in (record.repository, record.location) if not isinstance(one, Unknown)]
    code = record.reference_code
    return joined((*(places[:1] or [words["docket.unknown"]]), "" if isinstance(code, Unknown) else code))
