"""Links of a section that is nearly all links, such as an index: laid out as plain words, linked when drawn.

An `<a>` for each locator makes the layout of an index take twice as long. So the links are taken out of
the tree; when the page is drawn, its glyphs are walked beside the words that are expected, and where those
of a link stand, the line's operator is cut: the piece gets marked content, a Link and an annotation of its
own. Where a page shows other words than expected, `Differs` is raised, and the section is laid out with
its links in place.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import pydyf

from regesta.render.pdf.fragment import Glyphs
from regesta.render.pdf.operators import PRINTED, PT, shown
from regesta.render.pdf.tags import AGAIN

NONE_YET = -2
JOINER = "\u2060"  # keeps a range on one line; has a glyph of its own in some words and none in others
BELOW, ABOVE = 0.25, 0.8  # of the size of type, from the base line: how deep and how high a link is


class Differs(Exception):
    """A page does not show the words that were expected."""


@dataclass(slots=True)
class Words:
    """All words of a section but for white space and joiners, each sign with the number of its link or -1."""

    signs: str
    links: list[int]
    targets: list[str]
    at: int = 0

    def link(self, text: str) -> int:
        """To which link the next glyph belongs, which shows `text`; white space to that on both its sides."""
        around = self.links[max(self.at - 1, 0) : self.at + 1]
        owner = around[0] if len(set(around)) == 1 else -1
        for sign in text:
            if not sign.isspace() and sign != JOINER:
                if self.signs[self.at : self.at + 1] != sign:
                    raise Differs(f"{sign!r} for {self.signs[self.at : self.at + 9]!r}")
                owner = self.links[self.at]
                self.at += 1
        return owner


def unlinked(xhtml: str) -> tuple[str, Words]:
    """The section without its links inside the book, and what its pages will show."""
    root = ElementTree.fromstring(xhtml)
    body = root.find("body")
    assert body is not None
    signs: list[str] = []
    links: list[int] = []
    targets: list[str] = []
    for text, target in _flattened(body):
        held = "".join(text.split()).replace(JOINER, "")
        signs.append(held)
        links += [len(targets) if target else -1] * len(held)
        targets += [target] if target else []
    return ElementTree.tostring(root, "unicode"), Words("".join(signs), links, targets)


def _flattened(element: Any) -> Iterator[tuple[str, str]]:
    """Each piece of text with the anchor to which it leads; takes plain links out of the tree on its way."""
    yield element.text or "", ""
    last: Any = None
    for child in list(element):
        tail = child.tail or ""
        if child.tag == "a" and set(child.attrib) == {"href"} and not len(child):
            text = child.text or ""
            yield text, child.get("href").removeprefix("#")
            yield tail, ""
            element.remove(child)
            if last is None:
                element.text = (element.text or "") + text + tail
            else:
                last.tail = (last.tail or "") + text + tail
        else:
            yield from _flattened(child) if child.get("data-pdf") != AGAIN else ()
            yield tail, ""
            last = child


@dataclass(slots=True)
class _Run:
    """Glyphs of one line that belong to one link, or to none; from `x1` to `x2` in px."""

    link: int
    x1: float
    x2: float
    text: str
    shown: bytes


@dataclass(frozen=True, slots=True)
class _Line:
    """A piece of text: its operators, and where among them its place, its face and its glyphs are set."""

    block: list[Any]
    matrix: int
    show: int
    face: bytes
    size: float
    x: float
    y: float

    @classmethod
    def of(cls, block: list[Any]) -> "_Line | None":
        """The text in a block of marked content, if it shows any."""
        at = {
            end: [at for at, one in enumerate(block) if isinstance(one, bytes) and one.endswith(end)]
            for end in (b" Tm", b" Tf", b"] TJ")
        }
        if not at[b"] TJ"]:
            return None
        if len(at[b"] TJ"]) > 1:
            raise Differs("two faces in one piece of text")
        face, size, _ = block[at[b" Tf"][-1]].split()
        *_, x, y, _ = block[at[b" Tm"][0]].split()
        return cls(block, at[b" Tm"][0], at[b"] TJ"][0], face, float(size), float(x), float(y))

    def piece(self, run: _Run, mark: int, first: bool) -> list[Any]:
        """The operators that show a part of the text, as marked content of its own."""
        shown = b"[" + run.shown + b"] TJ"
        if first:
            return [*self.block[: self.show], shown, *self.block[self.show + 1 :]]
        *head, _, y, _ = self.block[self.matrix].split()
        place = b" ".join((*head, b"%f" % run.x1, y, b"Tm"))
        face = b"%s %g Tf" % (self.face, self.size)
        return ["/Span", pydyf.Dictionary({"MCID": mark}), b"BDC", b"BT", place, face, shown, b"ET", b"EMC"]


def link(pdf: Any, pages: list[Any], streams: list[Any], words: Words, fonts: Mapping[str, Glyphs]) -> None:
    """Cut the links in; to be done before anything else is made of the finished objects."""
    tree = next(one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/StructTreeRoot")
    numbers = pdf.objects[int(tree["ParentTree"].split()[0])]["Nums"]
    outside = {(one.page, one.mcid) for one in pdf.tagging.margins} | set(pdf.tagging.repeated)
    for number, (page, stream) in enumerate(zip(pages, streams, strict=True)):
        cutter = _Cutter(pdf, page, pdf.page_references[number], numbers, number)
        made: list[Any] = []
        for block in _blocks(stream.stream):
            mark = block[1].get("MCID") if len(block) > 1 else None
            line = None if mark is None or (number, mark) in outside else _Line.of(block)
            made += cutter.cut(line, mark, list(_runs(line, words, fonts)), words) if line else block
        stream.stream[:] = made
    if words.at != len(words.signs):
        raise Differs(f"nothing for {words.signs[words.at : words.at + 20]!r}")


def _blocks(operators: list[Any]) -> Iterator[list[Any]]:
    """The operators of a page: marked content with a number as one block, anything else one by one."""
    at = 0
    while at < len(operators):
        marked = operators[at] == "/Span" and isinstance(operators[at + 1], dict)
        end = operators.index(b"EMC", at) + 1 if marked else at + 1
        yield operators[at:end]
        at = end


def _runs(line: _Line, words: Words, fonts: Mapping[str, Glyphs]) -> Iterator[_Run]:
    """The glyphs of one line, parted where a link begins or ends."""
    used, x = fonts[line.face[1:].decode()], line.x
    run = _Run(NONE_YET, x, x, "", b"")
    for glyph, token in shown(line.block[line.show]):
        if glyph < 0:
            x -= float(token) * line.size / 1000
            run.shown += token if run.shown.endswith(b">") else b" " + token  # a joiner shows nothing
            continue
        text = used.texts.get(glyph, "")
        owner = words.link(text)
        if run.link != owner:
            if run.link != NONE_YET:
                yield run
            run = _Run(owner, x, x, "", run.shown if run.link == NONE_YET else b"")
        x += used.widths[glyph] * line.size / 1000
        run.x2, run.text, run.shown = x, run.text + text, run.shown + b"<" + token + b">"
    yield run


class _Cutter:
    """Cuts the lines of one page."""

    def __init__(self, pdf: Any, page: Any, reference: bytes, numbers: list[Any], number: int) -> None:
        self.pdf, self.reference, self.numbers = pdf, reference, numbers
        self.annotations = page.setdefault("Annots", pydyf.Array())
        self.height = float(page["MediaBox"][3]) / PT
        self.parents = numbers[2 * number + 1]  # of the marked content of the page, by its number

    def cut(self, line: _Line, mark: Any, runs: list[_Run], words: Words) -> list[Any]:
        """The operators of a line in pieces, each hung on the element of the line or on a Link below it."""
        if all(one.link < 0 for one in runs):
            return line.block
        parent, at, is_far = self._hanging(mark)
        kids: list[Any] = []
        made: list[Any] = []
        for number, run in enumerate(runs):
            if number:
                mark = len(self.parents)
                self.parents.append(parent.reference)
            made += line.piece(run, mark, number == 0)
            if run.link >= 0:
                kids.append(self._linked(run, words.targets[run.link], line, (parent, mark)))
            elif is_far:
                kids.append(pydyf.Dictionary({"Type": "/MCR", "Pg": self.reference, "MCID": mark}))
            else:
                kids.append(mark)
        parent["K"][at : at + 1] = kids
        return made

    def _hanging(self, mark: int) -> tuple[Any, int, bool]:
        """The element on which marked content hangs, where in it, and whether it begins on another page."""
        parent = self.pdf.objects[int(self.parents[mark].split()[0])]
        for at, kid in enumerate(parent["K"]):
            if kid == mark and parent["Pg"] == self.reference:
                return parent, at, False
            if isinstance(kid, dict) and kid.get("MCID") == mark and kid["Pg"] == self.reference:
                return parent, at, True
        raise Differs(f"nothing holds the marked content {mark}")

    def _linked(self, run: _Run, target: str, line: _Line, hung: tuple[Any, int]) -> bytes:
        """A Link with its annotation over a run of glyphs."""
        (parent, mark), base, key = hung, self.height - line.y, self.numbers[-2] + 1
        area = (run.x1, base - BELOW * line.size, run.x2, base + ABOVE * line.size)
        note = pydyf.Dictionary({
            "Type": "/Annot", "Subtype": "/Link", "Rect": pydyf.Array(round(one * PT, 2) for one in area),
            "F": PRINTED, "Dest": pydyf.String(target), "BS": pydyf.Dictionary({"W": 0}),
            "Contents": pydyf.String(run.text), "StructParent": key,
        })  # fmt: skip
        self.pdf.add_object(note)
        self.annotations.append(note.reference)
        held = pydyf.Dictionary({"Type": "/OBJR", "Obj": note.reference, "Pg": self.reference})
        self.pdf.add_object(held)
        element = pydyf.Dictionary({
            "Type": "/StructElem", "S": "/Link", "P": parent.reference, "Pg": self.reference,
            "K": pydyf.Array([held.reference, mark]),
        })  # fmt: skip
        self.pdf.add_object(element)
        self.parents[mark] = element.reference
        self.numbers.extend((key, element.reference))
        return bytes(element.reference)
