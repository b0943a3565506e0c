"""A volume → its texts in their order: which divisions are chapters, parts, documents, index or registers."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from regesta.exchange.tei.catalogued import header_of, paper
from regesta.exchange.tei.header import free, slug
from regesta.exchange.tei.printed_index import is_index
from regesta.exchange.tei.words import words_of
from regesta.exchange.xml import ID, Raw, name

WITHIN = ("chapter", "compilation", "part", "essay", "book", "article", "section")
PARTS = ("part", "book", "volume", "compilation")
RUNNING = ("short", "running", "shortened-for-running-head")
SKIPPED = ("titlePage", "divGen", "pb", "fw")
PREFIXES = ("chapter-", "ch-")


@dataclass(slots=True)
class Text:
    """A chapter to be: its id and titles, what it holds, and the heads that are its title."""

    id: str
    title: str
    short: str
    front: bool
    holder: Raw
    children: list[Raw]
    heads: list[Raw] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """All texts; parts begin with the chapter that is named; `index` is the printed one."""

    texts: list[Text] = field(default_factory=list)
    parts: list[tuple[Raw, str, str]] = field(default_factory=list)  # division, title, first chapter
    documents: list[Raw] = field(default_factory=list)
    index: Raw = None
    ids: set[str] = field(default_factory=set)


def outline(root: Raw, registers: Collection[Raw], title: str) -> Outline:
    """What stands in front, body and back of every text of the file."""
    made = Outline()
    walk = _Walk(made, registers, title)
    for text in root.iter("{*}text"):
        single = header_of(text) is not None
        for section in (one for one in text if name(one) in ("front", "body", "back")):
            if single and name(section) == "body":
                walk.paper(paper(text))
            else:
                walk.section(section)
    made.documents = [one for text in made.texts for child in text.children for one in _documents(child)]
    return made


def _documents(raw: Raw) -> Iterator[Raw]:
    if header_of(raw) is not None and raw is paper(next(raw.iterancestors("{*}text"))):
        yield raw
    for div in (one for one in raw.iter("{*}div") if one.get("type") == "document"):
        if not any(up.get("type") == "document" for up in div.iterancestors("{*}div")):
            yield div


class _Walk:
    def __init__(self, made: Outline, registers: Collection[Raw], title: str) -> None:
        self.made, self.registers, self.title = made, registers, title
        self.papers: list[Raw] = []

    def section(self, raw: Raw) -> None:
        """Front, body or back: each division is a chapter, and so is what stands between them."""
        self._children(raw, _elements(raw), name(raw) == "front", self.title)

    def paper(self, raw: Raw) -> None:
        """A paper that its own header describes; those that follow each other are one chapter."""
        last = self.made.texts[-1] if self.made.texts else None
        if last is not None and last.children[-1] in self.papers:
            last.children.append(raw)
        else:
            self._text(next(raw.iterancestors("{*}text")), [raw], False, self.title)
        self.papers.append(raw)

    def _children(self, holder: Raw, children: Iterable[Raw], front: bool, title: str) -> None:
        run: list[Raw] = []
        for child in children:
            if name(child) == "div" and child.get("type") != "document":
                self._run(holder, run, front, title)
                run = []
                self._div(child, front)
            elif name(child) not in SKIPPED:
                run.append(child)
        self._run(holder, run, front, title)

    def _run(self, holder: Raw, run: list[Raw], front: bool, title: str) -> None:
        """What stands in no division of its own."""
        if run:
            self._text(holder, run, front, title)

    def _div(self, raw: Raw, front: bool) -> None:
        if raw in self.registers:
            return
        if is_index(raw):
            self.made.index = raw
            return
        heads = [one for one in raw if name(one) == "head"]
        titled = [one for one in heads if (one.get("type") or "") not in RUNNING]
        title = ": ".join(map(words_of, titled)) or raw.get("n") or (raw.get("type") or "text").capitalize()
        others = [one for one in _elements(raw) if one not in heads]
        if _is_part(raw, others):
            self._part(raw, title, others, front)
            return
        made = self._text(raw, others, front, title)
        made.short = next((words_of(one) for one in heads if (one.get("type") or "") in RUNNING), "")
        made.heads = heads

    def _part(self, raw: Raw, title: str, others: list[Raw], front: bool) -> None:
        """A part has a page with its title; words of its own make a chapter of it instead."""
        before = len(self.made.texts)
        self._children(raw, others, front, title)
        own = any(one.holder is raw for one in self.made.texts[before:])
        if len(self.made.texts) > before and not own and not front:
            self.made.parts.append((raw, title, self.made.texts[before].id))

    def _text(self, holder: Raw, children: list[Raw], front: bool, title: str) -> Text:
        wished = slug(holder.get(ID) or title) or "text"
        for prefix in PREFIXES:
            wished = wished.removeprefix(prefix) or wished
        id = free(f"ch-{wished}", self.made.ids)
        self.made.ids.add(id)
        self.made.texts.append(Text(id, title, "", front, holder, children))
        return self.made.texts[-1]


def _is_part(raw: Raw, others: list[Raw]) -> bool:
    """Whether a division is made of chapters."""
    inner = [one for one in others if name(one) == "div" and one.get("type") != "document"]
    chapters = [one for one in inner if one.get("type") in WITHIN]
    return bool(inner) and raw.get("type") in PARTS and len(chapters) == len(inner)


def _elements(raw: Raw) -> list[Raw]:
    return [one for one in raw if isinstance(one.tag, str)]
