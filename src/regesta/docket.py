"""A record → what stands before its text: number, title, rows of the docket, regest.

The source note is generated here and never typed; a field that holds `unknown` is printed as not
recorded. Used by the book, by handouts and by the list of sources alike.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from regesta.dates import HistoricalDate
from regesta.kinds import Unknown
from regesta.records import Record
from regesta.words import Words
from regesta.words.phrases import phrase


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a docket: a label, a word set off, plain text, and a marking to be stamped."""

    label: str
    text: str
    strong: str = ""
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Docket:
    """What a reader sees of a source before its words."""

    id: str
    number: int
    title: str
    short: str
    stands: str
    rows: tuple[Row, ...]
    regest: str
    headnote: str
    stamp: str
    credit: str
    url: str


def docket(record: Record, words: Words) -> Docket:
    """The docket of one source, in words."""
    rows = (
        Row(words["docket.date"], dated(record, words)),
        Row(words["docket.issued_by"], issued(record, words)),
        Row(words["docket.text"], stands_for(record, words), words[f"stands.{record.text}"]),
        *_missing(record, words),
        _marking(record, words),
        Row(words["docket.held"], source_note(record, words)),
    )
    return Docket(
        record.id,
        record.number,
        record.title,
        record.short or record.title,
        words[f"stands.short-{record.text}"],
        rows,
        record.summary,
        record.headnote,
        level(record),
        f"{record.credit_line} {record.licence}.",
        known(record.source_url, words),
    )


def known(value: str | HistoricalDate | Unknown | None, words: Words) -> str:
    """A field in words; `unknown` is said to be not recorded."""
    if isinstance(value, HistoricalDate):
        return phrase(value, words)
    return words["docket.unknown"] if isinstance(value, Unknown) else value or ""


def dated(record: Record, words: Words) -> str:
    """Place and day of the document; a day that the editors inferred stands in brackets (DACS 2.4)."""
    day = known(record.date_document, words)
    if record.date_basis == "inferred" and not isinstance(record.date_document, Unknown):
        day = f"[{day}]"
    line = ", ".join(filter(None, [record.place_from, day]))
    return f"{line}; {record.date_note}" if record.date_note else line


def issued(record: Record, words: Words) -> str:
    """Those who made the document, each with a part in it where one is recorded."""
    if isinstance(record.creator, Unknown):
        return words["docket.unknown"]
    return "; ".join(f"{one.name} ({one.role})" if one.role else one.name for one in record.creator)


def stands_for(record: Record, words: Words) -> str:
    """What was read and is printed, as the record says it, and how long the document is if that is known."""
    length = record.extent
    whole = "" if isinstance(length, Unknown) else words.say("docket.extent", extent=length)
    return " ".join(filter(None, [known(record.excerpted, words), whole]))


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
    rest = _joined(("; ".join(marking.caveats), *marking.downgraded, marking.current))
    return Row(label, rest, stamp=marking.level)


def _missing(record: Record, words: Words) -> Iterator[Row]:
    """Every omission is listed, whoever made it: how much, where, on whose authority."""
    gaps = [_joined((f"{one.extent}, {one.where}", one.authority)) for one in record.redactions]
    if gaps:
        yield Row(words["docket.missing"], _joined(gaps))


def source_note(record: Record, words: Words) -> str:
    """Repository, collection, box, reference: the order of the FRUS source note."""
    shelf = (record.repository, record.location, record.fonds, record.series, record.box, record.folder)
    parts = [known(part, words) for part in shelf if part and not isinstance(part, Unknown)]
    held = ", ".join(dict.fromkeys(parts)) or words["docket.unknown"]
    code = record.reference_code
    return _joined((held, "" if isinstance(code, Unknown) else code))


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(part for part in parts if part)
