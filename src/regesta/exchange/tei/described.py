"""What a document of a volume says of itself → the record of a source; the rest is said to be unknown.

A document is a `div type="document"`: its head, its date line, who wrote to whom, and the note that says
where the paper lies ("Source: Department of State, Central Files, POL CZECH. Confidential; Limdis.").
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from regesta.exchange.tei import catalogued
from regesta.exchange.tei.dating import edtf, said
from regesta.exchange.tei.header import free, slug
from regesta.exchange.tei.shared import Shared
from regesta.exchange.tei.words import words_of
from regesta.exchange.xml import ID, LANG, Raw, name

NUMBERED = re.compile(r"(?P<number>\d+)\.\s+")
LEVEL = re.compile(
    r"\b(?P<level>(?:Top )?Secret|Confidential|Restricted|Limited Official Use|Official Use Only|"
    r"Unclassified)(?P<caveats>(?:; [A-Z][\w/ -]+)*)\."
)
SOURCE = re.compile(r"Source: (?P<repository>[^.,;]+)(?:, (?P<code>.+?))?\.(?= [A-Z]|$)")
GENRES = """telegram memorandum letter notes minutes report summary circular despatch dispatch airgram paper
    directive note record message transcript statement speech treaty agreement protocol resolution
    proclamation diary""".split()
OMITTED = re.compile(r"\[\s*Omitted here|\[less than|\[\d+ (?:line|paragraph|page)s?", re.IGNORECASE)
LONGEST, LINE = 60, 8  # words of a summary, and of a running head
Fields = dict[str, Any]


class Described:
    """The record of one document; `book` is what the volume says of itself."""

    def __init__(self, raw: Raw, id: str, book: Mapping[str, Any], shared: Shared) -> None:
        self.raw, self.id, self.book, self.shared = raw, id, book, shared
        self.head = next((one for one in raw if name(one) == "head"), None)
        self.title = words_of(self.head) if self.head is not None else ""
        self.number = NUMBERED.match(self.title)
        self.title = self.title[self.number.end() :] if self.number else self.title
        self.source = self._source()
        self.header = catalogued.header_of(raw)

    def fields(self, number: int) -> Fields:
        """All fields that a record must have, and those that the document states."""
        stated = {} if self.header is None else self._stated(self.header)
        supplied = stated.pop("title", "")
        title = (
            self.title or supplied or f"{self.raw.get('type') or 'document'} {self.raw.get('n') or number}"
        )
        made: Fields = {"id": self.id, "number": number}
        made |= self._place()
        made |= {"title_formal": title} if self.title else {"title_supplied": title}
        made |= {"short": _short(title, LINE)} if len(title.split()) > LINE else {}
        made |= {"genre": self._genre(), "date_document": self._date()}
        made |= {"creator": self._agents("from") or unknown("the TEI names no author")}
        made |= self._state()
        made |= {"summary": self._summary(title), "headnote": self._headnote(number)}
        made |= {"reproduction_rights": self.book["rights"]}
        made |= {"description_control": self._control()}
        more = {"recipients": self._agents("to"), "place_from": self._from(), "classification": self._level()}
        return made | {key: value for key, value in more.items() if value} | stated

    def _stated(self, header: Raw) -> Fields:
        """What the document's own header says of it; its losses are told."""
        self.shared.met += catalogued.lost(header)
        stated = catalogued.fields(header, self._agent) | {"title": catalogued.title(header)}
        return stated | ({"summary": _short(stated["summary"], LONGEST)} if "summary" in stated else {})

    def wished(self) -> int:
        """The number that the volume gives the document, or 0."""
        given = self.raw.get("n") or (self.number["number"] if self.number else "")
        return int(given) if given.isdigit() else 0

    def _source(self) -> str:
        notes = (one for one in self.raw.iter("{*}note") if one.get("type") == "source")
        return next((words_of(one, ()) for one in notes), "")

    def _place(self) -> Fields:
        found = SOURCE.match(self.source)
        code = found["code"] if found else None
        return {
            "reference_code": code or unknown("the TEI gives none"),
            "repository": found["repository"] if found else unknown("the TEI names none"),
            "location": unknown("the TEI does not say where"),
        }

    def _genre(self) -> str:
        said = self.title.lower().split()
        return next((word for word in said if word in GENRES), "document")

    def _date(self) -> Any:
        for one in self.raw.iter("{*}dateline", "{*}opener", "{*}docDate"):
            for date in one.iter("{*}date"):
                if found := edtf(date) or said(words_of(date)):
                    return found
        given = next((value for key, value in self.raw.items() if key.endswith("doc-dateTime-min")), "")
        return said(given[:10]) or unknown("the TEI states no date")

    def _from(self) -> str:
        line = next(self.raw.iter("{*}dateline"), None)
        place = None if line is None else line.find(".//{*}placeName")
        return "" if place is None else words_of(place)

    def _agents(self, role: str) -> list[Fields]:
        named = self.raw.iter("{*}persName", "{*}orgName", "{*}gloss")
        return [self._agent(one) for one in named if one.get("type") == role]

    def _agent(self, raw: Raw) -> Fields:
        pointer = raw.get("corresp") or raw.get("ref") or raw.get("key") or ""
        key = self.shared.known.get(pointer.removeprefix("#"))
        return {"name": words_of(raw), **({"id": key[1]} if key and key[0] in ("who", "org") else {})}

    def _level(self) -> Fields:
        found = LEVEL.search(self.source)
        if not found:
            return {}
        caveats = [one.strip() for one in found["caveats"].split(";") if one.strip()]
        return {"level": found["level"], **({"caveats": caveats} if caveats else {})}

    def _state(self) -> Fields:
        cut = OMITTED.search(words_of(self.raw))
        language = self.raw.get(LANG) or self.book["language"]
        whole = unknown("the TEI does not say")
        return {
            "extent": unknown("the TEI does not say"),
            "excerpted": "a part; the edition says what it leaves out" if cut else whole,
            "languages": [language],
            "form_witnessed": f"TEI of {self.book['title']}",
            "ocr_checked_by": unknown("the TEI does not say"),
            "text": "transcript",
            "licence": self.book["licence"],
            "credit_line": self._credit(),
            "source_url": unknown("the TEI gives no address"),
            "retrieved": unknown("it was read from a file"),
        }

    def _credit(self) -> str:
        id = self.raw.get(ID)
        said = f"{self.book['title']} ({self.book['publisher']}, {self.book['date']})"
        return f"{said}, {id}" if id else said

    def _summary(self, title: str) -> str:
        """What the head does not say: the date line; where there is none, the head again."""
        line = next(self.raw.iter("{*}dateline"), None)
        said = words_of(line).rstrip(".") if line is not None else ""
        return _short(f"{self._genre().capitalize()}: {said}." if said else title, LONGEST)

    def _headnote(self, number: int) -> str:
        return f"Document {self.wished() or number} of {self.book['title']}."

    def _control(self) -> Fields:
        rules = "taken from the TEI as it stands, and not revised"
        return {"by": "the import from TEI", "date": self.book["date"], "rules": rules}


def unknown(why: str) -> Mapping[str, str]:
    """A field that nobody could fill."""
    return {"unknown": why}


def numbered(documents: list[Described]) -> Iterator[int]:
    """The numbers of the volume where each document has one of its own, else from 1."""
    wished = [one.wished() for one in documents]
    yield from wished if 0 not in wished and len(set(wished)) == len(wished) else range(1, len(wished) + 1)


def source_id(raw: Raw, taken: Mapping[str, str]) -> str:
    """A new id for a document."""
    holder = None if catalogued.header_of(raw) is None else next(raw.iterancestors("{*}TEI"))
    called = raw.get(ID) or (holder.get(ID) if holder is not None else "") or raw.get("n") or ""
    wished = f"src-{slug(called) or 'document'}"
    return free(wished, taken.values())


def _short(said: str, most: int) -> str:
    words = said.split()
    return said if len(words) <= most else f"{' '.join(words[:most])} …"
