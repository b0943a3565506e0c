"""A record → its source note: where the paper lies, what it is, how it came to us, what is not there.

Generated in the order of the notes of *Foreign Relations of the United States*, never typed: one
sentence a matter, its parts joined by semicolons. What the docket says is said again only as far
as the note must stand alone.
"""

from collections.abc import Iterable, Iterator, Mapping

from regesta.dates import HistoricalDate
from regesta.kinds import Unknown
from regesta.records import Agent, Record
from regesta.words import Words
from regesta.words.phrases import phrase

FIELDS = (  # what must be recorded, or be said not to be
    "reference_code",
    "repository",
    "location",
    "date_document",
    "creator",
    "extent",
    "excerpted",
    "ocr_checked_by",
    "source_url",
    "retrieved",
    "classification",
)
GAPS = ("withheld", "illegible", "editorial omission")


def known(value: str | HistoricalDate | Unknown | None, words: Words) -> str:
    """A field in words; `unknown` is said to be not recorded."""
    if isinstance(value, HistoricalDate):
        return phrase(value, words, on=False)
    return words["docket.unknown"] if isinstance(value, Unknown) else value or ""


def held(record: Record, words: Words) -> str:
    """Repository, collection, box; reference: the order of the FRUS source note."""
    shelf = (record.repository, record.location, record.fonds, record.series, record.box, record.folder)
    parts = [known(part, words) for part in shelf if part and not isinstance(part, Unknown)]
    named = ", ".join(dict.fromkeys(parts)) or words["docket.unknown"]
    return joined((named, _said(record.reference_code, words)))


def note(record: Record, words: Words, numbers: Mapping[str, int]) -> tuple[str, ...]:
    """The sentences of the note; `numbers` are those of the sources that the book prints."""
    made = (
        (held(record, words),),
        _marking(record),
        _papers(record, words),
        (record.genre, _languages(record, words), record.script, _extent(record, words)),
        _dates(record, words),
        *_gaps(record, words),
        _witness(record, words),
        (record.custodial_history,),
        (record.acquisition,),
        _described(record, words),
        *_related(record, words, numbers),
        _unrecorded(record, words),
    )
    return tuple(filter(None, map(sentence, made)))


def rights(record: Record, words: Words) -> tuple[str, ...]:
    """What the law and the archive ask us to say: access, the ground for printing, the credit."""
    access = words.say("source.access", access=record.access) if record.access else ""
    ground = words.say("source.rights", rights=record.reproduction_rights)
    licence = record.licence.replace("CC ", "CC\u00a0")
    return tuple(filter(None, map(sentence, ((access,), (ground,), (record.credit_line,), (licence,)))))


def sentence(parts: Iterable[str]) -> str:
    """Parts joined by semicolons, with a capital and one full stop; nothing of nothing."""
    said = joined(part.strip().removesuffix(".") for part in parts)
    if not said:
        return ""
    end = "" if said.endswith(("!", "?", "…", ".”", ".’")) else "."
    return f"{said[0].upper()}{said[1:]}{end}"


def joined(parts: Iterable[str]) -> str:
    """What there is of the parts, with semicolons between."""
    return "; ".join(part for part in parts if part)


def _said(value: str | HistoricalDate | Unknown | None, words: Words) -> str:
    """A field in words, and nothing where it is not recorded: the last sentence says so of all."""
    return "" if isinstance(value, Unknown) else known(value, words)


def _marking(record: Record) -> Iterable[str]:
    marking = record.classification
    if marking is None or isinstance(marking, Unknown):
        return ()
    return (marking.level, *marking.caveats, *marking.downgraded, marking.current)


def _papers(record: Record, words: Words) -> Iterable[str]:
    """What was written on the paper to send it and to find it again."""
    serial = words.say("source.serial", number=record.serial_no) if record.serial_no else ""
    copy = words.say("source.copy", number=record.copy_no) if record.copy_no else ""
    return (serial, copy, record.handling)


def _languages(record: Record, words: Words) -> str:
    names = [language(code, words) for code in record.languages]
    return words.say("source.in", languages=words["source.and"].join(names))


def language(code: str, words: Words) -> str:
    """The name of a language, or its code where the catalog has none."""
    key = f"language.{code.partition('-')[0]}"
    return words[key] if key in words else code  # noqa: SIM401 - a catalog has no get


def _extent(record: Record, words: Words) -> str:
    return _said(record.extent, words)


def _dates(record: Record, words: Words) -> Iterator[str]:
    """What is to be said of the day, and the dates that never sort, each called what it is."""
    yield record.date_note
    for name in ("covered", "released", "digitised"):
        date = getattr(record, f"date_{name}")
        if date:
            yield words.say(f"source.{name}", date=phrase(date, words))


def _gaps(record: Record, words: Words) -> Iterator[Iterable[str]]:
    """Every omission is listed, whoever made it: how much, where, on whose authority."""
    for kind in GAPS:
        found = [one for one in record.redactions if one.kind == kind]
        if found:
            label = words[f"source.gap-{kind.replace(' ', '_')}"]
            told = [
                words.say("source.gap", extent=one.extent, where=one.where)
                + (f" ({one.authority})" if one.authority else "")
                for one in found
            ]
            yield (f"{label}{joined(told)}",)


def _witness(record: Record, words: Words) -> Iterable[str]:
    checked = _said(record.ocr_checked_by, words)
    return (
        words.say("source.read", form=record.form_witnessed),
        words.say("source.checked", who=checked) if checked else "",
        words.say("source.translated", who=record.translated_by) if record.translated_by else "",
        words.say("source.seen", date=_said(record.retrieved, words))
        if not isinstance(record.retrieved, Unknown)
        else "",
    )


def _described(record: Record, words: Words) -> Iterable[str]:
    made = record.description_control
    return (words.say("source.described", who=made.by, date=phrase(made.date, words)), made.rules)


def _related(record: Record, words: Words, numbers: Mapping[str, int]) -> Iterator[Iterable[str]]:
    """The sources to hold against this one, by their numbers, as far as the book prints them."""
    told = []
    for name in ("related", "corroborates", "contradicts"):
        found = sorted(numbers[key] for key in getattr(record, name) if key in numbers)
        if found:
            kind = "source" if len(found) == 1 else "sources"
            named = words.say(f"source.{kind}", numbers=", ".join(map(str, found)))
            told.append(words.say(f"source.{name}", sources=named))
    yield told


def _unrecorded(record: Record, words: Words) -> Iterable[str]:
    missing = [words[f"source.field-{name}"] for name in FIELDS if isinstance(getattr(record, name), Unknown)]
    return (words.say("source.unrecorded", fields=", ".join(missing)),) if missing else ()


def agents(found: tuple[Agent, ...] | Unknown, words: Words) -> str:
    """Those who made or received the document, each with a part in it where one is recorded."""
    if isinstance(found, Unknown):
        return words["docket.unknown"]
    return "; ".join(f"{one.name} ({one.role})" if one.role else one.name for one in found)
