"""One text of a volume → the body of a chapter or a source, as the reader of manuscripts would make it.

More than `blocks` it carries notes that chapters have, links, headings, the marks of a printed index and
the places that links lead to. What all texts of the volume share is in `Shared`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from regesta.exchange.tei.blocks import Blocks
from regesta.exchange.tei.names import Names
from regesta.exchange.tei.places import BLOCKS, placed
from regesta.exchange.tei.shared import Shared, called, key
from regesta.exchange.tei.spaces import tidied
from regesta.exchange.xml import ID, Fault, Raw, line, name
from regesta.tree import Element, Node

LABEL = re.compile(r"[\w-]+")
RANGE = re.compile(r"#range\(([^,()]+),([^,()]+)\)")
SCHEMES = ("http", "https", "mailto")
SECTIONS = {"sectiontitle": 0, "sectiontitlebold": 0, "sectiontitleital": 1}  # how FRUS prints headings
SHAPES = {"italic": "em", "bold": "strong", "strong": "strong"}
LISTS = ("listBibl", "listPerson", "listPlace", "listOrg", "listEvent", "listWit")
OPENING = ("byline", "docAuthor", "opener", "dateline")  # they take the notes of a title to their end
LOWEST = 4  # rank of a heading in a chapter


class Text(Blocks):
    """A chapter; with `transcript` a document, whose pages and sentences count."""

    def __init__(self, shared: Shared, owner: str, transcript: bool = False) -> None:
        super().__init__(shared.tei, Names({}), owner, ())
        self.shared, self.transcript = shared, transcript
        self.footnotes: list[Element] = []
        self.labels: set[str] = set()
        self.numbers = 0
        self.rank = self.rank if transcript else 1
        more: Mapping[str, Callable[[Raw], Iterable[Node]]] = {
            "ref": self._ref,
            "ptr": self._ref,
            **dict.fromkeys(("anchor", "milestone", "cb"), _point),
        }
        self._makers = {**self._makers, **more}
        self._builders = {**self._builders, **dict.fromkeys(LISTS, self._listed)}

    def body(self, children: Iterable[Raw], lead: Iterable[Raw] = ()) -> Element:
        """The whole of a text; notes in `lead`, which are those of its title, are called where it begins."""
        calls = [node for one in lead for node in self.note(one)]
        made: list[Element] = []
        for child in children:
            self.waiting += calls if name(child) not in OPENING else ()
            calls = calls if name(child) in OPENING else []
            made += self.piece(child)
            if calls and made:
                made[-1] = replace(made[-1], children=(*made[-1].children, *calls))
                calls = []
        return self.finished(made)

    def piece(self, raw: Raw) -> list[Element]:
        """One child of the text, which is a block in its own right."""
        return self._built(raw) if self._is_block(raw) else self._strays(raw)

    def finished(self, made: list[Element]) -> Element:
        """The blocks with their notes, and every mark in its place."""
        if self.waiting:
            made, self.waiting = [*made, Element("p", (), tuple(self.waiting))], []
        notes = (Element("section", (("class", "notes"),), tuple(self.footnotes)),) if self.footnotes else ()
        self.shared.met += self.met
        return placed(Element("section", (), (*made, *notes)), self.shared, self.transcript)

    def anchor(self, kind: str) -> str:
        """An id that the writer of manuscripts knows for one of the reader's."""
        self.numbers += 1
        return f"{self.owner}-{re.sub('[^a-z]', '', kind) or 'x'}-{self.numbers}"

    def labelled(self, nodes: Iterable[Node]) -> Iterator[Node]:
        """Only in a transcript do sentences count."""
        return super().labelled(nodes) if self.transcript else iter(tuple(nodes))

    def mark(self, raw: Raw) -> Iterable[Node]:
        """What is pointed at, and bears its xml:id nowhere else, has a point before it."""
        made = tuple(super().mark(raw))
        id = raw.get(ID)
        borne = any(isinstance(one, Element) and one.get("data-tei") for one in made)
        if not id or name(raw) == "note" or borne:
            return made
        return (*_point(raw), *made)

    def note(self, raw: Raw) -> Iterable[Node]:
        """A note goes to the end and leaves its call; one in another note is told in brackets."""
        if self.within and any(name(one) == "note" for one in raw.iterancestors()):
            self.lost(raw, "a note to a note is carried in brackets")
            return (" (", *self.said(raw), ")")
        id, label = raw.get(ID) or "", self._label_of(raw)
        self.labels.add(label)
        at = len(self.footnotes)
        self.footnotes.append(Element("aside"))
        given = (("data-note", label), *((("data-tei", id),) if id else ()))
        self.footnotes[at] = Element("aside", given, tuple(self._aside(raw)))
        call = Element("a", (("id", self.anchor("note")), ("data-mark", "note"), ("data-key", label)))
        return (*self.shared.marks.get(called(id), ()), call)

    def _label_of(self, raw: Raw) -> str:
        wished = (raw.get("n") or "").strip()
        if LABEL.fullmatch(wished) and wished not in self.labels:
            return wished
        return next(label for n in range(1, 10**6) if (label := f"x{n}") not in self.labels)

    # lines

    def _ref(self, raw: Raw) -> Iterable[Node]:
        target, words = (raw.get("target") or "").split(" ")[0], tuple(self.inside(raw))
        found = RANGE.fullmatch(target)
        id = found[1] if found else target.removeprefix("#")
        if target.startswith("#") and id in self.shared.known:
            return self._named(raw)
        if target.startswith("#") and id in self.shared.homes:
            return (Element("a", (("href", f"#{self.shared.homes[id]}"),), words or ("→",)),)
        if urlsplit(target).scheme in SCHEMES:
            return (Element("a", (("href", target),), words or (target,)),)
        if target:
            self.shared.met.append(Fault("TEI101", f'the pointer to "{target}" leads nowhere', line(raw)))
        return words

    def _named(self, raw: Raw, *_kinds: str) -> Iterable[Node]:
        """A name whose entry the file itself says; nobody is guessed."""
        pointers = (raw.get(name) or "" for name in ("corresp", "ref", "target", "key"))
        ids = (one.removeprefix("#") for pointer in pointers for one in pointer.split())
        children = tuple(self.inside(raw))
        for verb, entry in (self.shared.known[one] for one in ids if one in self.shared.known):
            said = (("id", self.anchor(verb)), ("data-mark", verb), (f"data-{verb}", entry))
            return (Element("span", said, children),)
        return children

    def _page(self, raw: Raw) -> Iterable[Node]:
        return super()._page(raw) if self.transcript else _point(raw)

    # blocks

    def _strays(self, raw: Raw) -> list[Element]:
        """Words or a mark that stand in no paragraph."""
        return [Element("p", (), nodes) for nodes in self._loose(self.mark(raw))]

    def _part(self, raw: Raw) -> list[Element]:
        """A document inside a chapter is printed there; a part's id is that of its heading."""
        id = raw.get(ID) or ""
        if key(raw) in self.shared.sources:
            self.shared.reached.add(id)
            return [Element("div", (("data-block", "source"), ("data-ref", self.shared.sources[key(raw)])))]
        made = super()._part(raw)
        if id and made:
            made[0] = made[0].given(data_tei=id)
        return made

    def _heading(self, raw: Raw) -> list[Element]:
        made = super()._heading(raw)
        if self.transcript:
            return made
        return [replace(one, name=f"h{min(LOWEST, max(2, self.rank))}") for one in made]

    def _paragraph(self, raw: Raw) -> list[Element]:
        rend = (raw.get("rend") or "").lower()
        if rend in SECTIONS and not self.transcript:
            rank = min(LOWEST, max(2, self.rank + 1) + SECTIONS[rend])
            words = tidied(self.inside(raw))
            return [Element(f"h{rank}", (("id", self.anchor("sec")), *_id(raw)), words)]
        made = super()._paragraph(raw)
        if rend in SHAPES:
            return [replace(one, children=(Element(SHAPES[rend], (), one.children),)) for one in made]
        return made

    def _list(self, raw: Raw) -> list[Element]:
        """Items that bring their own numbers are paragraphs that begin with them."""
        made = super()._list(raw)
        if raw.find("{*}label") is None:
            return made
        return [block for one in made for block in (_unlisted(one) if one.name == "ul" else [one])]

    def _listed(self, raw: Raw) -> list[Element]:
        """Lists of books, manuscripts or persons: an item each."""
        heads = [block for child in raw if name(child) == "head" for block in self._head(child)]
        items = [child for child in raw if isinstance(child.tag, str) and name(child) != "head"]
        made = tuple(Element("li", _id(one), self._held(one)) for one in items)
        return [*heads, *((Element("ul", _id(raw), made),) if made else ())]

    def _cell(self, raw: Raw, row: Raw) -> Element:
        if raw.get("cols", "1") != "1" or raw.get("rows", "1") != "1":
            self.lost(raw, "a cell over several columns or rows is carried in the first of them")
        made = super()._cell(raw, row)
        return replace(made, attributes=tuple(one for one in made.attributes if not one[0].endswith("span")))

    def _figure(self, raw: Raw) -> list[Element]:
        made: list[Element] = []
        for child in (one for one in raw.iter() if name(one) == "graphic"):
            url = child.get("url") or ""
            if url in self.shared.pictures:
                alt = " ".join("".join(raw.itertext()).split())
                picture = Element("img", (("src", self.shared.pictures[url]), ("alt", alt)))
                made.append(Element("p", _id(raw), (picture,)))
            else:
                self.shared.met.append(Fault("TEI102", f'the picture "{url}" is not at hand', line(child)))
        if name(raw) == "formula":
            self.lost(raw, "a formula is carried as its words")
            return [Element("p", _id(raw), tidied(self.inside(raw)))]
        said = (child for child in raw if name(child) in ("head", "p", "figDesc", "ab"))
        return made + [block for child in said for block in super(Text, self)._paragraph(child)]


def _id(raw: Raw) -> tuple[tuple[str, str], ...]:
    id = raw.get(ID)
    return (("data-tei", id),) if id else ()


def _unlisted(made: Element) -> Iterator[Element]:
    """The items of a list as paragraphs, and what else they hold."""
    for item in (one for one in made.children if isinstance(one, Element)):
        words = tuple(one for one in item.children if isinstance(one, str) or one.name not in BLOCKS)
        if words:
            yield replace(item, name="p", children=words)
        yield from (one for one in item.children if isinstance(one, Element) and one.name in BLOCKS)


def _point(raw: Raw) -> tuple[Node, ...]:
    """An empty place that the last pass fills, if anything belongs there."""
    return (Element("span", (("data-mark", "point"), *_id(raw))),) if raw.get(ID) else ()
