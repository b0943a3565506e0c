"""A text whose own header describes it as one paper (`msDesc`, `correspDesc`) → fields of its record.

Such a text is one source: a letter, a minute, a sheet of an archive. What its description says and no field
holds is in `lost`, each with its line.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from regesta.exchange.tei.dating import edtf, said
from regesta.exchange.tei.words import words_of
from regesta.exchange.xml import Fault, Raw, line, name

DESCRIBED = ("msDesc", "correspDesc")
WHOLE = ("document", "chapter", "part", "compilation", "volume", "section", "essay")  # divisions of a book
HELD: Mapping[str, tuple[str, tuple[str, ...]]] = {  # a field: where it stands in msDesc, and as what
    "repository": ("msIdentifier", ("repository", "institution")),
    "location": ("msIdentifier", ("settlement", "region", "country")),
    "reference_code": ("msIdentifier", ("idno",)),
    "fonds": ("msIdentifier", ("collection",)),
    "summary": ("msContents", ("summary",)),
    "extent": ("physDesc", ("extent",)),
    "custodial_history": ("history", ("provenance",)),
    "acquisition": ("history", ("acquisition",)),
}
JOINED = ("location",)
AGENTS = ("persName", "orgName", "name")
SENT, RECEIVED = "sent", "received"


def header_of(raw: Raw) -> Raw | None:
    """The header that describes the text around an element as one paper, or None."""
    text = raw if name(raw) == "text" else next(raw.iterancestors("{*}text"), None)
    holder = None if text is None else text.getparent()
    header = None if holder is None or name(holder) != "TEI" else holder.find("{*}teiHeader")
    if text is None or header is None or next(header.iter(*_called(DESCRIBED)), None) is None:
        return None
    return None if any(one.get("type") in WHOLE for one in text.iter("{*}div")) else header


def paper(text: Raw) -> Raw:
    """The element that holds the words: the one division of the body, or the body."""
    body = text.find("{*}body")
    held = [one for one in body if isinstance(one.tag, str)]
    return held[0] if len(held) == 1 and name(held[0]) == "div" else body


def title(header: Raw) -> str:
    """What the header calls the paper."""
    found = header.findall("{*}fileDesc/{*}titleStmt/{*}title")
    return words_of(found[0]) if found else ""


def fields(header: Raw, agent: Callable[[Raw], Mapping[str, Any]]) -> dict[str, Any]:
    """The fields of a record that the header states."""
    made: dict[str, Any] = {key: ", ".join(map(words_of, held)) for key, held in _held(header)}
    for kind, people, place in ((SENT, "creator", "place_from"), (RECEIVED, "recipients", "place_to")):
        for action in _actions(header, kind):
            made[people] = [agent(one) for one in action.iter(*_called(AGENTS))]
            made[place] = ", ".join(map(words_of, action.iter("{*}placeName")))
            dates = [found for one in action.iter("{*}date") if (found := edtf(one) or said(words_of(one)))]
            made |= {"date_document": dates[0], "date_type": kind} if dates and kind == SENT else {}
    languages = [one.get("ident") for one in header.iter("{*}language") if one.get("ident")]
    licence = ("; ".join(map(words_of, header.iter("{*}licence"))),)
    return {key: one for key, one in (*made.items(), ("languages", languages), ("licence", *licence)) if one}


def lost(header: Raw, all_of_it: bool = False) -> Iterator[Fault]:
    """What the description says besides; all of it where the text is no single paper."""
    if all_of_it:
        yield from (
            Fault("TEI007", f'"{name(one)}" is not carried: the text is no single paper', line(one))
            for one in header.iter(*_called(DESCRIBED))
        )
        return
    used = {one for _, held in _held(header) for one in held}
    for kind in (SENT, RECEIVED):
        for action in _actions(header, kind):
            used |= set(action.iter(*_called((*AGENTS, "placeName"))))
            used |= set(action.iter("{*}date")) if kind == SENT else set()
    for described in header.iter(*_called(DESCRIBED)):
        yield from _besides(described, used)


def _besides(raw: Raw, used: set[Raw]) -> Iterator[Fault]:
    if raw in used:
        return
    if (raw.text or "").strip() or not len(raw):
        if said := words_of(raw, ()) or " ".join(raw.attrib.values()):
            yield Fault("TEI007", f'"{name(raw)}" of the description is not carried: {said}', line(raw))
        return
    for child in raw:
        if isinstance(child.tag, str):
            yield from _besides(child, used)


def _held(header: Raw) -> Iterator[tuple[str, list[Raw]]]:
    for key, (above, names) in HELD.items():
        found = [one for holder in header.iter(f"{{*}}{above}") for one in holder.iter(*_called(names))]
        if found:
            yield key, found if key in JOINED else found[:1]


def _actions(header: Raw, kind: str) -> list[Raw]:
    """The first action of a kind."""
    return [one for one in header.iter("{*}correspAction") if one.get("type") == kind][:1]


def _called(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{{*}}{one}" for one in names)
