"""`references.json`: the works that a book can cite, in CSL-JSON, as Zotero exports it.

What a work is, the citation engine reads; here is asked only what would make it stumble, each fault at
its field. The rules are those of the CSL-JSON schema of the Citation Style Language, 1.0.2.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from regesta.diagnostics import Checked, Diagnostic, did_you_mean
from regesta.source import REFUSED, Source, Span

FILE = "references.json"
KEY = re.compile(r"[\w:./-]*\w")  # what can stand after an @
POINTERS = ("src-", "ch-", "ev-", "q-", "fig-")  # of these the book has the keys
SPACE = re.compile(r"\s*")
ADDRESS = re.compile(r"https?://\S+")
TYPES = frozenset(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic
    collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing
    interview legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference
    patent performance periodical personal_communication post post-weblog regulation report review review-book
    software song speech standard thesis treaty webpage""".split()
)
NAMES = frozenset(
    """author chair collection-editor compiler composer container-author contributor curator director editor
    editor-translator editorial-director executive-producer guest host illustrator interviewer narrator
    organizer original-author performer producer recipient reviewed-author script-writer series-creator
    translator""".split()
)
DATES = frozenset("accessed available-date event-date issued original-date submitted".split())
ITALIC = ("book", "collection", "periodical", "report")  # their titles never stand in quotation marks
PARTS = 3  # of a date: year, month, day
ENDS = 2  # of a date that runs from one to another
LEFT = frozenset({"categories", "custom"})  # what tools keep for themselves


@dataclass(frozen=True, slots=True)
class Work:
    """One entry: its key, its title, its CSL-JSON as one line of text, and where its key is written."""

    id: str
    title: str
    csl: str
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One object of a JSON file: its values, the places of its fields, and its own."""

    values: Mapping[str, Any]
    places: Mapping[str, Span]
    span: Span

    def at(self, name: str) -> Span:
        """Where a field is written; a field that is missing is missing where the object begins."""
        return self.places.get(name, self.span)


class _Fault(Exception):
    """The JSON cannot be read any further."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message, self.at = message, at


def read(source: Source) -> Checked[Mapping[str, Work] | None]:
    """The works of a file by their keys; None where the file is not to be read, so that nobody knows them."""
    reader = _Reader(source)
    try:
        entries = tuple(reader.entries())
    except _Fault as fault:
        return Checked(None, (Diagnostic("BIB001", fault.message, source.span(fault.at)),))
    found = list(reader.found)
    works: dict[str, Work] = {}
    for entry in entries:
        found += _judge(entry)
        id = str(entry.values.get("id") or "")
        if id in works:
            line = source.place(works[id].span.start).line
            message = f'"{id}" is the id of the work in line {line} too'
            found.append(Diagnostic("BIB002", message, entry.at("id"), "give one of them another id"))
        elif _citable(id):
            title = _shown(str(entry.values.get("title", "")))
            works[id] = Work(id, title, _kept(entry.values), entry.at("id"))
    return Checked(works, tuple(found))


def _kept(values: Mapping[str, Any]) -> str:
    """What is given to the engine, the same text for the same work; numbers are words to it.

    A title in square brackets was supplied by an editor; it says what the work is, and is set without
    quotation marks (DACS 2.3).
    """
    kept = {
        name: value if name in NAMES | DATES else str(value)
        for name, value in values.items()
        if name not in LEFT and value is not None
    }
    supplied = re.fullmatch(r"\[.*\]", kept.get("title", "")) and kept.get("type") not in ITALIC
    if supplied and "genre" not in kept:
        kept["genre"] = kept.pop("title")
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


# Reading -----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    """Reads a list of objects and remembers where each field is; what is deeper has no places."""

    source: Source
    found: list[Diagnostic] = field(default_factory=list)

    def entries(self) -> Iterator[Entry]:
        """Each object of the list; an empty file is an empty list."""
        at = self._past(0)
        if at == len(self.source.text):
            return
        at, more = self._open(at, "[", "]", "a list of works is expected, from [ to ]")
        while more:
            entry, at = self._entry(at)
            yield entry
            at, more = self._next(at, "]")
        if self._past(at) < len(self.source.text):
            raise _Fault("after the list of works nothing more is expected", self._past(at))

    def _entry(self, at: int) -> tuple[Entry, int]:
        start, values, places = at, dict[str, Any](), dict[str, Span]()
        at, more = self._open(at, "{", "}", "a work is expected, from { to }")
        while more:
            name, end = self._value(at)
            if not isinstance(name, str) or self.source.text[self._past(end) : self._past(end) + 1] != ":":
                raise _Fault(
                    "the name of a field is expected, in double quotes and with a colon after it", at
                )
            span = self.source.span(at, end)
            if name in values:
                self.found.append(Diagnostic("BIB001", f'the field "{name}" stands twice in one work', span))
            places[name] = span
            values[name], end = self._value(self._past(self._past(end) + 1))
            at, more = self._next(end, "}")
        return Entry(values, places, self.source.span(start, start + 1)), at

    def _value(self, at: int) -> tuple[Any, int]:
        try:
            return DECODER.raw_decode(self.source.text, at)
        except json.JSONDecodeError as error:
            said = error.msg[:1].lower() + error.msg[1:].replace("'", '"')
            raise _Fault(f"the JSON cannot be read: {said}", min(error.pos, len(self.source.text))) from None
        except RecursionError:
            raise _Fault("the JSON cannot be read: nested too deep", at) from None
        except ValueError as error:  # of numbers that are none, or have thousands of digits
            said = str(error).partition(":")[0]
            raise _Fault(f"the JSON cannot be read: {said[:1].lower()}{said[1:]}", at) from None

    def _open(self, at: int, sign: str, close: str, wanted: str) -> tuple[int, bool]:
        if self.source.text[at : at + 1] != sign:
            raise _Fault(wanted, at)
        at = self._past(at + 1)
        return (at + 1, False) if self.source.text[at : at + 1] == close else (at, True)

    def _next(self, at: int, close: str) -> tuple[int, bool]:
        """Past a comma, with more to come, or past the end of what is read."""
        at = self._past(at)
        if self.source.text[at : at + 1] not in (",", close):
            raise _Fault(f"a comma or {close} is expected", at)
        return self._past(at + 1) if self.source.text[at] == "," else at + 1, self.source.text[at] == ","

    def _past(self, at: int) -> int:
        match = SPACE.match(self.source.text, at)
        return match.end() if match else at


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"no number is called {word}")


DECODER = json.JSONDecoder(parse_constant=_refuse)


# Judging -----------------------------------------------------------------------------------------


def _judge(entry: Entry) -> Iterator[Diagnostic]:
    yield from _named(entry)
    kind, title = entry.values.get("type"), entry.values.get("title")
    if not isinstance(kind, str) or not kind:
        yield Diagnostic(
            "BIB001", "a work without a type", entry.at("type"), 'write "type": "book" or another'
        )
    elif kind not in TYPES:
        hint = did_you_mean(kind, TYPES)
        yield Diagnostic("BIB001", f'CSL has no type "{kind}"', entry.at("type"), hint)
    if title is None or not str(title).strip():
        yield Diagnostic(
            "BIB001", "a work without a title", entry.at("title"), "supply one in square brackets"
        )
    for name, value in entry.values.items():
        if name not in LEFT and name != "id" and value is not None and (fault := _wrong(name, value)):
            yield Diagnostic("BIB001", f'"{name}": {fault}', entry.at(name))


def _named(entry: Entry) -> Iterator[Diagnostic]:
    """A key must be there, and must be one that a citation can say."""
    id = entry.values.get("id")
    if isinstance(id, bool) or not isinstance(id, str | int) or not str(id).strip():
        yield Diagnostic("BIB001", "a work without an id", entry.at("id"), 'write "id": "example1999"')
    elif str(id).startswith(POINTERS):
        message = f'"{id}" cannot be the id of a work, since it points into the book'
        yield Diagnostic("BIB001", message, entry.at("id"), "begin it with another word")
    elif not _citable(str(id)):
        hint = "use letters, digits and - _ : . /"
        yield Diagnostic("BIB001", f'"{_shown(str(id))}" cannot be cited by its id', entry.at("id"), hint)


def _citable(id: str) -> bool:
    return bool(KEY.fullmatch(id)) and not id.startswith(POINTERS)


def _wrong(name: str, value: Any) -> str:
    """What is wrong with a field, or nothing."""
    if any(REFUSED.search(words) for words in _words(value)):
        return "a character that a manuscript may not hold"
    if name in NAMES:
        return "" if _are_names(value) else 'names are a list of {"family": …, "given": …} or {"literal": …}'
    if name in DATES:
        return "" if _is_date(value) else 'a date is {"date-parts": [[1968, 8, 21]]} or {"literal": …}'
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return "a text is expected"
    if name == "URL" and not ADDRESS.fullmatch(str(value)):
        return "no web address"
    return ""


def _are_names(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict)
        and any(
            isinstance(one.get(part), str) and one[part].strip() for part in ("family", "given", "literal")
        )
        and all(isinstance(part, str | int) for part in one.values())
        for one in value
    )


def _is_date(value: Any) -> bool:
    if isinstance(value, dict) and "date-parts" in value:
        ends = value["date-parts"]
        return isinstance(ends, list) and len(ends) in range(1, ENDS + 1) and all(map(_are_parts, ends))
    said = [value.get("literal"), value.get("raw")] if isinstance(value, dict) else [value]
    return any(isinstance(one, str) and one.strip() for one in said)


def _are_parts(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) in range(1, PARTS + 1)
        and all(re.fullmatch(r"-?\d{1,4}", str(one)) for one in value)
    )


def _words(value: Any) -> Iterator[str]:
    """Every text in a value, keys of objects too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value:
            yield from _words(one)
        if isinstance(value, dict):
            for one in value.values():
                yield from _words(one)


def _shown(words: str) -> str:
    """Words as a message may quote them."""
    return REFUSED.sub("\ufffd", words).replace('"', "”")
