"""A tree as the reader makes it → the text of a chapter or a source, notes beside what calls them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from regesta.exchange.manuscript import fences
from regesta.exchange.manuscript.inline import Inline
from regesta.tree import Element, Node, find, text

STANDS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote table pre hr section div aside figure".split()
)
INDENT = "    "
TICKS = re.compile("`+")
TIGHT = ("ul", "ol")


def written(body: Element, owner: str) -> str:
    """The text of `body`, whose ids begin with `owner` where the reader makes them."""
    return _Writer(body, owner).whole()


class _Writer:
    def __init__(self, body: Element, owner: str) -> None:
        self.body, self.inline = body, Inline(owner)
        self.lined, self.hung = False, 0
        self.notes = {one.get("data-note") or "": one for one in find(body, "data-note")}
        self._makers: Mapping[str, Callable[[Element], list[str]]] = {
            "p": self._paragraph,
            "ul": self._items,
            "ol": self._items,
            "dl": self._definitions,
            "blockquote": self._quotation,
            "table": self._table,
            "pre": self._code,
            "hr": lambda _node: ["* * *"],
            **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), self._heading),
        }

    def whole(self) -> str:
        """Every block of the body, and after each the notes that it calls for the first time."""
        made: list[str] = []
        for node in self.body.children:
            if isinstance(node, Element) and node.get("class") != "notes":
                made += self._block(node)
                made += self._due()
        made += [self._note(label) for label in list(self.notes)]
        return "".join(f"{block}\n\n" for block in made).rstrip("\n") + "\n" if made else ""

    def _due(self) -> Iterator[str]:
        while self.inline.called:
            label = self.inline.called.pop(0)
            if label in self.notes:
                yield self._note(label)

    def _note(self, label: str) -> str:
        first, *others = self._inside(self.notes.pop(label)) or [""]
        begins = not first.startswith((">", "- ", "1. ", "|", "```"))
        blocks = [first, *others] if begins else ["", first, *others]
        return f"[^{label}]: {_hung(blocks)}".rstrip()

    def _inside(self, node: Element) -> list[str]:
        """The blocks of an element; words between them are paragraphs."""
        return [block for piece in _pieces(node.children) for block in self._piece(piece)]

    def _piece(self, piece: Element | tuple[Node, ...]) -> list[str]:
        return self._block(piece) if isinstance(piece, Element) else self._words(piece)

    def _block(self, node: Element) -> list[str]:
        if name := node.get("data-block"):
            return self._fence(name, node)
        make = self._makers.get(node.name)
        if make:
            return make(node)
        kind = node.get("class") or ""
        if node.name == "div" and kind not in ("", "anchors") and not any(map(_stands, node.children)):
            return self._words((Element("span", (("data-mark", "span"), ("class", kind)), node.children),))
        return self._inside(node)

    def _words(self, nodes: Iterable[Node]) -> list[str]:
        made = self.inline.line(nodes, self.lined).markdown()
        return [made] if made else []

    def _paragraph(self, node: Element) -> list[str]:
        return self._words(node.children)

    def _heading(self, node: Element) -> list[str]:
        words = self.inline.line(node.children).markdown(breaks=False)
        id = node.get("id") or ""
        named = f" {{#{id}}}" if id and not self.inline.made.fullmatch(id) else ""
        return [f"{'#' * int(node.name[1])} {words}{named}"]

    def _quotation(self, node: Element) -> list[str]:
        inside = "\n\n".join(self._inside(node))
        return ["\n".join(f"> {line}" if line else ">" for line in inside.split("\n"))]

    def _items(self, node: Element) -> list[str]:
        items = [child for child in node.children if isinstance(child, Element)]
        first = int(node.get("start") or 1)
        self.hung += 1
        held = [blocks for item in items if (blocks := self._inside(item))]  # one without words is none
        self.hung -= 1
        loose = any(_is_loose(item) for item in items)
        made = []
        for n, blocks in enumerate(held, first):
            sign = f"{n}. " if node.name == "ol" else "- "
            made.append(sign + _hung(blocks, tight=not loose))
        return [("\n\n" if loose else "\n").join(made)] if made else []

    def _code(self, node: Element) -> list[str]:
        """Between fences; in a list, where none can stand, further in."""
        words = text(node).rstrip("\n")
        if self.hung:
            return ["\n".join(INDENT + line if line else "" for line in words.split("\n"))]
        fence = "`" * max(3, 1 + max(map(len, TICKS.findall(words)), default=0))
        language = next((one.get("class") or "" for one in find(node, "class")), "").removeprefix("language-")
        return [f"{fence}{language}\n{words}\n{fence}"]

    def _definitions(self, node: Element) -> list[str]:
        made: list[str] = []
        for child in node.children:
            if isinstance(child, Element) and child.name == "dt":
                words = self.inline.line(child.children).markdown(breaks=False)
                made.append(("\n" if made and not made[-1].startswith("\0") else "") + words)
            elif isinstance(child, Element):
                made.append(f":   {_hung(self._inside(child) or [''])}")
        return ["\n".join(made)]

    def _table(self, node: Element) -> list[str]:
        rows = [[self._cell(cell) for cell in _elements(row)] for row in _rows(node)]
        kinds = [[cell.get("class") or "" for cell in _elements(row)] for row in _rows(node)]
        width = max(map(len, rows), default=0)
        if not width:
            return []
        signs = [_sign([row[n] for row in kinds if n < len(row)]) for n in range(width)]
        lines = [[*row, *[""] * (width - len(row))] for row in rows]
        return ["\n".join(f"| {' | '.join(row)} |" for row in (lines[0], signs, *lines[1:]))]

    def _cell(self, node: Element) -> str:
        return self.inline.line(node.children).markdown(breaks=False)

    def _fence(self, name: str, node: Element) -> list[str]:
        before, self.lined = self.lined, self.lined or fences.lined(name, node)
        inside = self._anchored(node) if name == "notes" else self._inside(fences.own(name, node))
        self.lined = before
        head = fences.head(name, node, self.inline.made)
        return ["\n".join([head, *(["\n\n".join(inside)] if inside else []), ":::"])]

    def _anchored(self, node: Element) -> list[str]:
        """Notes on words of a source: the words, and the note below them."""
        return [f"{fences.anchor(one)}\n:   {_hung(self._inside(one) or [''])}" for one in _elements(node)]


def _pieces(nodes: Iterable[Node]) -> Iterator[Element | tuple[Node, ...]]:
    """Blocks, and the runs of words between them."""
    run: list[Node] = []
    for node in nodes:
        if isinstance(node, Element) and _stands(node):
            yield from [tuple(run)] if run else []
            run = []
            yield node
        else:
            run.append(node)
    if run:
        yield tuple(run)


def _stands(node: Node) -> bool:
    return isinstance(node, Element) and (node.name in STANDS or node.get("data-block") is not None)


def _elements(node: Element) -> list[Element]:
    return [child for child in node.children if isinstance(child, Element)]


def _rows(table: Element) -> Iterator[Element]:
    for child in _elements(table):
        yield from [child] if child.name == "tr" else _rows(child)


def _is_loose(item: Element) -> bool:
    """Whether an item holds more than words and lists of such items."""
    return any(
        child.name not in TIGHT or any(map(_is_loose, _elements(child)))
        for child in item.children
        if isinstance(child, Element) and child.name in STANDS
    )


def _hung(blocks: list[str], tight: bool = False) -> str:
    """Blocks of an item or a note: all lines but the first are indented."""
    lines = ("\n" if tight else "\n\n").join(blocks).split("\n")
    return "\n".join([lines[0], *(INDENT + line if line else "" for line in lines[1:])])


def _sign(classes: list[str]) -> str:
    """The dashes below a column."""
    kind = next((one for one in classes if one.startswith("align-")), "")
    return {"align-left": ":---", "align-center": ":---:", "align-right": "---:"}.get(kind, "---")
