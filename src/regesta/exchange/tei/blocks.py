"""What stands between lines of TEI → paragraphs, lists, tables and parts; notes to the side.

A paragraph of TEI may hold lists and quotations, one of XHTML may not: it is parted there. Page breaks
between paragraphs wait for the next words. Each paragraph of the document, and each item of a list that
stands in no paragraph, has its number in `data-par`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from regesta.exchange.tei.file import RUNNING, Tei
from regesta.exchange.tei.marks import SPACE, Marks, traced
from regesta.exchange.tei.names import Names
from regesta.exchange.tei.spaces import tidied
from regesta.exchange.xml import LANG, Raw, content, name
from regesta.facts import Heading
from regesta.tree import Attributes, Children, Element, Node, text

Piece = Element | Children  # a block, or words that stand loose between blocks
APART = ("salute", "dateline", "byline", "signed", "trailer", "docAuthor", "epigraph", "opener", "closer")
PARTS = "div floatingText body group text attachment postscript argument front back".split()
ORDERED = ("ordered", "numbered")
FIRST, LAST = 3, 6  # ranks of headings in a document; those above are the book's
MARKED = ("gap", "side")  # marks that say something without words


class Blocks(Marks):
    """One document; what it says to the side lies in `notes`, `source_notes`, `facts` and `met`."""

    def __init__(self, tei: Tei, names: Names, owner: str, taken: Iterable[str]) -> None:
        super().__init__(tei, names, owner, taken)
        self.notes: list[Element] = []
        self.source_notes: list[Children] = []
        self.waiting: list[Node] = []  # marks that stand between paragraphs
        self.rank, self.paragraphs, self.within = FIRST - 1, 0, False
        self._counted: Mapping[str, Callable[[Raw], list[Element]]] = {
            "p": self._paragraph,
            "ab": self._paragraph,
            "list": self._list,
            "table": self._table,
            "quote": self._quotation,
            "cit": self._quotation,
            "lg": self._verse,
            "l": self._verse,
            "sp": self._speech,
        }
        self._builders: Mapping[str, Callable[[Raw], list[Element]]] = {
            **self._counted,
            "head": self._heading,
            "figure": self._figure,
            "formula": self._figure,
            **dict.fromkeys(APART, self._apart),
            **dict.fromkeys(PARTS, self._part),
        }

    def blocks(self, raw: Raw, skipped: Raw | None = None) -> list[Element]:
        """The blocks of an element; words between them become paragraphs."""
        return [self._block(piece, raw) for piece in self.pieces(raw, skipped=skipped)]

    def pieces(self, raw: Raw, skipped: Raw | None = None) -> list[Piece]:
        """Blocks and loose words, in order."""
        run, made = list[Node](), list[Piece]()
        for child in content(raw):
            if isinstance(child, str):
                run.append(SPACE.sub(" ", child))
            elif child is skipped:
                continue
            elif self._is_block(child):
                made += self._loose(run)
                made += self._built(child)
                run = []
            else:
                run += self.mark(child)
        return made + self._loose(run)

    def note(self, raw: Raw) -> Iterable[Node]:
        """A note goes to the side and leaves its call; the one that says where a paper lies leaves none."""
        if raw.get("type") == "source":
            self.source_notes.append(self.said(raw))
            return ()
        if raw.get("place") in ("margin", "left", "right"):
            return (Element("span", (("id", self.anchor("side")), ("data-mark", "side")), self.said(raw)),)
        id = self.anchor("anchored")
        attributes = (("id", id), ("data-anchored", "quotation"), ("data-by", "document"), ("data-words", ""))
        self.notes.append(Element("aside", attributes, tuple(self._aside(raw))))
        call = (("id", f"{id}-call"), ("data-mark", "anchored"), ("data-key", id), ("data-by", "document"))
        return (Element("a", (*call, *traced(raw))),)

    def said(self, raw: Raw) -> Children:
        """The words of a note in one line."""
        made: list[Node] = []
        for block in self._aside(raw):
            made += [" "] if made else []
            made += block.children
        return tuple(made)

    def _aside(self, raw: Raw) -> list[Element]:
        """The blocks of something that stands beside the text: its paragraphs are none of the document's."""
        held = self.waiting, self.within
        self.waiting, self.within = [], True
        made = self.blocks(raw)
        self.waiting, self.within = held
        return made

    def _loose(self, run: Iterable[Node]) -> list[Children]:
        """The run, if it says anything; marks alone wait for the words that follow."""
        nodes = tuple(self.labelled(tidied(run)))
        if not any(map(_shows, nodes)):
            self.waiting += [node for node in nodes if isinstance(node, Element) and node.name != "br"]
            return []
        nodes, self.waiting = (*self.waiting, *nodes), []
        return [nodes]

    def _block(self, piece: Piece, raw: Raw) -> Element:
        if isinstance(piece, Element):
            return piece
        made = Element("p", _language(raw), piece)
        return made if self.within else self._number(made)

    def _is_block(self, raw: Raw) -> bool:
        called = name(raw)
        if called == "quote":
            return "block" in (raw.get("rend") or "") or any(name(one) in ("p", "lg", "list") for one in raw)
        return called in self._builders or (called in RUNNING and any(map(self._is_block, raw)))

    def _built(self, raw: Raw) -> list[Element]:
        builder = self._builders.get(name(raw))
        if builder is None:
            self.lost(raw, f'"{name(raw)}" around paragraphs or lists is not carried')
            return self.blocks(raw)
        if self.within or name(raw) not in self._counted:
            return builder(raw)
        self.within = True
        made = builder(raw)
        self.within = False
        return list(self._each(made)) if name(raw) == "list" else self._as_one(made)

    # paragraphs of the document

    def _number(self, element: Element) -> Element:
        self.paragraphs += 1
        return _given(element, ("data-par", str(self.paragraphs)))

    def _as_one(self, made: list[Element]) -> list[Element]:
        self.paragraphs += bool(made)
        return [_given(one, ("data-par", str(self.paragraphs))) for one in made]

    def _each(self, made: list[Element]) -> Iterator[Element]:
        for one in made:
            items = [child for child in one.children if isinstance(child, Element)]
            yield (
                self._number(one)
                if one.name == "p"
                else replace(one, children=tuple(map(self._number, items)))
            )

    # builders

    def _paragraph(self, raw: Raw) -> list[Element]:
        made = self.blocks(raw)
        return [_given(one, *traced(raw)) for one in made[:1]] + made[1:]

    def _apart(self, raw: Raw) -> list[Element]:
        """Date lines, addresses, signatures: each a line of its own, and no sentence."""
        attributes = (("class", name(raw)), *traced(raw))
        return [
            piece if isinstance(piece, Element) else Element("div", attributes, piece)
            for piece in self.pieces(raw)
        ]

    def _list(self, raw: Raw) -> list[Element]:
        made, items, label = list[Element](), list[Element](), list[Node]()
        for child in raw:
            called = name(child)
            if called == "label":
                label = self._label(child)
            elif called == "head":
                made += self._head(child)
            elif called == "pb":
                self.waiting += self.mark(child)
            elif called:
                items.append(Element("li", traced(child), self._held(child, label)))
                label = []
        ordered = raw.find("{*}label") is None and (raw.get("rend") or raw.get("type")) in ORDERED
        kind = Element("ol") if ordered else Element("ul", (("class", "plain"),))
        return [*made, replace(kind, children=tuple(items))] if items else made

    def _label(self, raw: Raw) -> list[Node]:
        """The label as it stands; "1." ends no sentence."""
        return [*tidied(self.inside(raw)), self.no_end(), " "]

    def _held(self, raw: Raw, label: Sequence[Node] = ()) -> Children:
        """What an item or a cell holds: words in a line where there is no true paragraph among them."""
        if label:
            label, self.waiting = [*self.waiting, *label], []
        pieces = self.pieces(raw)
        first = pieces[0] if pieces else ()
        if isinstance(first, tuple):
            pieces[:1] = [(*label, *first)]
        elif first.name == "p":
            pieces[0] = replace(first, children=(*label, *first.children))
        else:
            pieces.insert(0, tuple(label))
        if any(isinstance(piece, Element) and piece.name == "p" for piece in pieces):
            return tuple(self._block(piece, raw) for piece in pieces)
        return tuple(node for piece in pieces for node in ((piece,) if isinstance(piece, Element) else piece))

    def _head(self, raw: Raw) -> Iterator[Element]:
        """The head of a list or table, which is a line of the document."""
        for nodes in self._loose(self.inside(raw)):
            yield Element("p", (("class", "head"), *traced(raw)), nodes)

    def _table(self, raw: Raw) -> list[Element]:
        made, rows = list[Element](), list[Element]()
        for child in raw:
            if name(child) == "row":
                cells = tuple(self._cell(cell, child) for cell in child if name(cell) == "cell")
                rows.append(Element("tr", traced(child), cells))
            elif name(child) == "head":
                made += self._head(child)
            else:
                self.waiting += [node for node in self.mark(child) if isinstance(node, Element)]
        return [*made, Element("table", traced(raw), (Element("tbody", (), tuple(rows)),))]

    def _cell(self, raw: Raw, row: Raw) -> Element:
        given = {"cols": "colspan", "rows": "rowspan"}
        spans = tuple((ours, raw.get(name)) for name, ours in given.items() if raw.get(name, "1") != "1")
        label = "label" in (raw.get("role"), row.get("role"))
        return Element("th" if label else "td", (*spans, *traced(raw)), self._held(raw))

    def _quotation(self, raw: Raw) -> list[Element]:
        return [Element("blockquote", (*_language(raw), *traced(raw)), tuple(self.blocks(raw)))]

    def _verse(self, raw: Raw) -> list[Element]:
        nodes: list[Node] = []
        for one in raw.iter("{*}l"):
            nodes += [Element("br")] if nodes else []
            nodes += tidied(self.inside(one))
        given = (("class", "verse"), *traced(raw))
        return [Element("p", given, words) for words in self._loose(nodes)]

    def _speech(self, raw: Raw) -> list[Element]:
        speaker = raw.find("{*}speaker")
        said = [] if speaker is None else self._loose(self.inside(speaker))
        made = [Element("p", (("class", "speaker"),), words) for words in said]
        return [*made, *self.blocks(raw, skipped=speaker)]

    def _heading(self, raw: Raw) -> list[Element]:
        rank, made = max(FIRST, self.rank), list[Element]()
        for nodes in self._loose(self.inside(raw)):
            id = self.anchor("sec")
            self.facts.append(Heading(rank, " ".join("".join(map(text, nodes)).split()), id, None))
            made.append(Element(f"h{rank}", (("id", id), *traced(raw)), nodes))
        return made

    def _part(self, raw: Raw) -> list[Element]:
        """A part of the document: its heading is one rank below; an attachment comes after a rule."""
        rank, kinds = self.rank, (name(raw), raw.get("type"))
        self.rank = min(LAST, rank + (name(raw) in ("div", "attachment")))
        made = self.blocks(raw)
        self.rank = rank
        apart = "attachment" in kinds or "floatingText" in kinds
        return [Element("hr"), *made] if apart and made else made

    def _figure(self, raw: Raw) -> list[Element]:
        self.lost(raw, f"the {name(raw)} is not carried, only the words below it")
        return [block for child in raw if name(child) in ("head", "p") for block in self._paragraph(child)]


def _shows(node: Node) -> bool:
    """Whether a node says anything by itself."""
    if isinstance(node, str):
        return bool(node.strip())
    return node.get("data-mark") in MARKED or any(map(_shows, node.children))


def _given(element: Element, *more: tuple[str, str]) -> Element:
    return replace(element, attributes=(*element.attributes, *more))


def _language(raw: Raw) -> Attributes:
    language = raw.get(LANG)
    return (("lang", language),) if language else ()
