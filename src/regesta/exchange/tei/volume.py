"""A volume in TEI P5 → a manuscript: chapters, sources, registers, index and `book.yaml` as texts.

The story of an import, on one page. Nothing is guessed: what the file does not say is said to be unknown,
and what cannot be carried is in `met`, each with its line.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from regesta.exchange.manuscript import fields
from regesta.exchange.manuscript.blocks import written
from regesta.exchange.tei import catalogued, corpus, described, index_marks, printed_index
from regesta.exchange.tei.file import Tei, opened
from regesta.exchange.tei.header import Header
from regesta.exchange.tei.lists import Lists, lists
from regesta.exchange.tei.outline import Outline, Text, outline
from regesta.exchange.tei.shared import Shared, key
from regesta.exchange.tei.text import Text as Reading
from regesta.exchange.tei.words import words_of
from regesta.exchange.xml import ID, LARGEST, Fault, Raw, line
from regesta.tree import Element, find

MENTIONED = (("who", "persons"), ("place", "places"), ("term", "terms"))


@dataclass(frozen=True, slots=True)
class Volume:
    """The texts of a manuscript by their paths, pictures to be copied (path → file), what was not carried."""

    texts: Mapping[str, str]
    pictures: Mapping[str, str] = field(default_factory=dict)
    met: tuple[Fault, ...] = ()


def volume(raw: bytes, called: str, beside: Collection[str] = ()) -> Volume | Fault:
    """The manuscript of a file; `beside` are the files of pictures that lie beside it."""
    tei = opened(raw, called, LARGEST)
    if isinstance(tei, Fault):
        return tei
    header = Header(tei)
    if corpus.is_ours(tei):
        return Volume(corpus.texts(tei, header))
    registers = lists(tei)
    plan = outline(tei.root, registers.held, header.short())
    if not any(not one.front for one in plan.texts):
        return Fault("TEI100", "the file holds no text that could be a chapter", line(tei.root))
    return _Import(tei, header, registers, plan, dict(_pictures(tei, beside))).whole()


class _Import:
    def __init__(
        self, tei: Tei, header: Header, registers: Lists, plan: Outline, pictures: Mapping[str, str]
    ) -> None:
        self.tei, self.header, self.registers, self.plan = tei, header, registers, plan
        self.book = header.fields()
        self.printed = printed_index.read(plan.index) if plan.index is not None else printed_index.Printed()
        self.index = index_marks.marks(self.printed, tei)
        self.pictures = {url: f"images/{file.rpartition('/')[2]}" for url, file in pictures.items()}
        self.copies = {self.pictures[url]: file for url, file in pictures.items()}
        sources: dict[str, str] = {}
        for one in plan.documents:
            sources[key(one)] = described.source_id(one, sources)
        self.shared = Shared(tei, {}, registers.known, self.index.at, sources, self.pictures)
        self.shared.homes = self._homes()

    def whole(self) -> Volume:
        """Every file, in the order in which they are read."""
        texts = {"book.yaml": fields.written(self._settings())}
        for n, text in enumerate(self.plan.texts):
            texts[f"chapters/{n:02}-{text.id.removeprefix('ch-')}.md"] = self._chapter(text)
        texts |= self._sources()
        texts |= {path: fields.written(table) for path, table in self.registers.files()}
        index: dict[str, Any] = {"note": self.printed.note, "see": self.index.see, "also": self.index.also}
        if any(index.values()):
            texts["index.yaml"] = fields.written({name: said for name, said in index.items() if said})
        met = (
            *self.header.met,
            *self._plain_titles(),
            *self._undescribed(),
            *self.index.met,
            *self.shared.met,
            *self._unreached(),
        )
        return Volume(texts, self.copies, tuple(sorted(met, key=_order)))

    # what leads where

    def _homes(self) -> dict[str, str]:
        """The ids of all that is pointed at, as the manuscript has them."""
        made = dict(self._pointed())
        made |= self.shared.sources
        for one in self.plan.documents:
            if catalogued.header_of(one) is not None and (id := next(one.iterancestors("{*}TEI")).get(ID)):
                made[id] = self.shared.sources[key(one)]
        for text in self.plan.texts:
            if text.holder.get(ID) and text.heads:
                made[text.holder.get(ID)] = text.id
        return made | {raw.get(ID): raw.get(ID) for raw, _, _ in self.plan.parts if raw.get(ID)}

    def _pointed(self) -> Iterator[tuple[str, str]]:
        carried = {child for text in self.plan.texts for child in text.children}
        carried |= {note for text in self.plan.texts for head in text.heads for note in head.iter("{*}note")}
        for raw in self.tei.root.iter("{*}ref", "{*}ptr"):
            target = (raw.get("target") or "").split(" ")[0]
            found = printed_index.RANGE.fullmatch(target)
            id = found[1] if found else target.removeprefix("#")
            if not target.startswith("#") or id not in self.tei.ids or self._in_index(raw):
                continue
            element = self.tei.ids[id][0]
            if element in carried or any(up in carried for up in element.iterancestors()):
                yield id, id

    def _in_index(self, raw: Raw) -> bool:
        return self.plan.index is not None and any(up is self.plan.index for up in raw.iterancestors())

    def _plain_titles(self) -> Iterator[Fault]:
        """A title stands in a table, where no words can be set apart."""
        for head in (head for text in self.plan.texts for head in text.heads):
            if head.find(".//{*}hi") is not None:
                yield Fault(
                    "TEI007", f'of the title "{words_of(head)}" only the words are carried', line(head)
                )

    def _undescribed(self) -> Iterator[Fault]:
        """Descriptions of a paper in the header of what is no single one."""
        papers = {catalogued.header_of(one) for one in self.plan.documents}
        for header in (one for one in self.tei.root.iter("{*}teiHeader") if one not in papers):
            yield from catalogued.lost(header, all_of_it=True)

    def _unreached(self) -> Iterator[Fault]:
        """Locators of the index that lie where no text of the manuscript is."""
        for id, at in self.index.lines.items():
            moved = id not in self.index.at
            if not moved and id not in self.shared.reached:
                yield Fault("TEI101", f'the pointer to "{id}" leads to nothing that was carried', at)

    # files

    def _settings(self) -> Mapping[str, Any]:
        front = [text.id for text in self.plan.texts if text.front]
        chapters = [text.id for text in self.plan.texts if not text.front]
        parts = [
            {"id": raw.get(ID) or f"part-{n}", "title": title, "first": first}
            for n, (raw, title, first) in enumerate(self.plan.parts, 1)
        ]
        more = {"front": front, "chapters": chapters, "parts": parts}
        return self.book | {name: said for name, said in more.items() if said}

    def _chapter(self, text: Text) -> str:
        reading = Reading(self.shared, text.id)
        notes = [note for head in text.heads for note in head.iter("{*}note")]
        body = reading.body(text.children, notes)
        self.shared.reached.add(text.holder.get(ID) or "")
        said: dict[str, Any] = {"id": text.id, "title": text.title, "short": text.short}
        made = {name: words for name, words in said.items() if words} | {"numbered": False}
        return fields.front_matter(made, written(body, text.id))

    def _sources(self) -> Iterator[tuple[str, str]]:
        found = [
            described.Described(raw, id, self.book, self.shared)
            for raw, id in zip(self.plan.documents, self.shared.sources.values(), strict=True)
        ]
        for one, number in zip(found, described.numbered(found), strict=True):
            yield f"sources/{number:03}-{one.id.removeprefix('src-')}.md", self._source(one, number)

    def _source(self, one: described.Described, number: int) -> str:
        reading = Reading(self.shared, one.id, transcript=True)
        notes = [] if one.head is None else list(one.head.iter("{*}note"))
        body = reading.body([child for child in one.raw if child is not one.head], notes)
        record = one.fields(number)
        mentioned = {name: _keys(body, verb) for verb, name in MENTIONED}
        record |= {name: keys for name, keys in mentioned.items() if keys}
        return fields.front_matter(record, written(_transcript(body, record["languages"][0]), one.id))


def _pictures(tei: Tei, beside: Collection[str]) -> Iterator[tuple[str, str]]:
    """The addresses of pictures with the files that they mean; an ending may be left out."""
    stems = {one.rpartition(".")[0]: one for one in sorted(beside, reverse=True)}
    for graphic in tei.root.iter("{*}graphic"):
        url = (graphic.get("url") or "").removeprefix("./")
        if file := (url if url in beside else stems.get(url)):
            yield graphic.get("url"), file


def _keys(body: Element, verb: str) -> list[str]:
    return list(dict.fromkeys(filter(None, (one.get(f"data-{verb}") for one in find(body, f"data-{verb}")))))


def _transcript(body: Element, language: str) -> Element:
    """The blocks of a document as a transcript, its notes behind it."""
    blocks = tuple(one for one in body.children if isinstance(one, Element) and one.get("class") != "notes")
    notes = tuple(one for one in body.children if one not in blocks)
    said = (("data-block", "transcript"), ("data-lang", language))
    return Element("section", (), (Element("div", said, blocks), *notes))


def _order(fault: Fault) -> tuple[int, str, str]:
    return fault.line, fault.code, fault.message
