"""Markdown's tree → our frozen tree: stamps become spans, fences become elements again.

Nothing is serialised on the way, so nothing can be ill-formed: Markdown's serializer and
postprocessors never run.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element as Raw

from regesta.diagnostics import Diagnostic
from regesta.reader.blocks import CLOSES, Outline
from regesta.reader.collect import Collector
from regesta.reader.marks import Mark
from regesta.reader.places import Places
from regesta.reader.stamps import STAMP, strip
from regesta.source import REFUSED, Span
from regesta.tree import Children, Element, Node

NAMES = "p h1 h2 h3 h4 h5 h6 ul ol li blockquote table thead tbody tr th td dl dt dd pre hr section aside div"
BLOCKS = frozenset(NAMES.split())
# Markdown's placeholders in finished text: a character, &, the note's space, a stashed node that was lost.
LEFTOVER = re.compile("\x02(?:(\\d{1,6})|(amp)|klzzwxh:\\d+|[a-z]+:?\\d*)?\x03?|\x03")
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
DEEPEST = 60
ALIGNED = re.compile(r"text-align: (\w+);")


class Freezer:
    """One text's tree; `met` collects the numbers of marks that reached it."""

    def __init__(self, places: Places, outline: Outline, marks: Sequence[Mark], collector: Collector) -> None:
        self.places, self.outline, self.marks, self.collector = places, outline, marks, collector
        self.source = places.source
        self.met: set[int] = set()
        self.depth = 0
        self.unplaced: list[Diagnostic] = []  # faults that wait for the place of their block

    def root(self, raw: Raw, span: Span) -> Element:
        """The whole body."""
        body = Element("section", (), _joined(self._nest(iter(list(raw)))), span)
        self._settle(0, span)
        return body

    def _nest(self, children: Iterator[Raw]) -> Iterator[Node]:
        for child in children:
            number = child.get("cut")
            if number is None:
                yield self.element(child)
            elif int(number) == CLOSES:
                return
            else:
                yield self._block(int(number), children)

    def _block(self, number: int, children: Iterator[Raw]) -> Element:
        block = self.outline.blocks[number]
        if block.name == "code":
            language = tuple(("class", f"language-{one.name}") for one in block.given)
            words = self.source.text[block.span.start : block.span.end]
            return Element("pre", (), (Element("code", language, (words,), block.span),), block.span)
        return self.collector.block(block, lambda: _joined(self._nest(children)))

    def element(self, raw: Raw) -> Element:
        """An element of Markdown's, with all it holds."""
        waiting = len(self.unplaced)
        self.depth += 1
        children = _joined(self._children(raw)) if self.depth < DEEPEST else self._too_deep(raw)
        self.depth -= 1
        span = self._span(raw, children)
        if raw.tag in BLOCKS and span:
            self._settle(waiting, span)
        if raw.tag == "p" and children and all(map(_silent, children)):
            return Element("div", (("class", "anchors"),), children, span)  # a line of marks is no paragraph
        return Element(raw.tag, tuple(self._attributes(raw)), children, span)

    def _too_deep(self, raw: Raw) -> Children:
        message = f"lists, quotations and marks nest more than {DEEPEST} deep"
        self.unplaced.append(Diagnostic("MRK006", message, None))
        return (self._words("".join(raw.itertext())),)

    def _attributes(self, raw: Raw) -> Iterator[tuple[str, str]]:
        for key, value in raw.items():
            if key == "style" and (aligned := ALIGNED.fullmatch(value)):
                yield "class", f"align-{aligned[1]}"
            else:
                yield key, ENTITY.sub(_character, self._words(value))

    def _children(self, raw: Raw) -> Iterator[Node]:
        text = _code(raw.text or "") if raw.tag == "code" else raw.text or ""
        for child in raw:
            yield self._words(text)
            if child.tag == "m":
                yield from self._mark(child)
            else:
                yield self._inline(child, text)
            text = child.tail or ""
        yield self._words(text)

    def _inline(self, child: Raw, before: str) -> Element:
        made = self.element(child)
        if child.tag in BLOCKS:
            return made
        at = self.places.offset(before[-1:])
        if at is not None:
            # the stamp of `![` stands for its bracket
            made = replace(made, span=self.source.span(at - (child.tag == "img")))
        if child.tag in ("a", "img"):
            self.collector.target(made)
        return made

    def _mark(self, raw: Raw) -> Iterator[Node]:
        number = raw.get("n")
        if number is None:  # one of the two wrappers around an inside
            children = self._children(raw)
            yield from (Element(name, (), _joined(children)),) if (name := raw.get("as")) else children
            return
        mark = self.marks[int(number)]
        self.met.add(int(number))
        if mark.kind == "sign":
            self.unplaced.append(Diagnostic("EMP001", mark.words, None, mark.verb))
            yield raw.text or ""
        else:
            yield self.collector.mark(mark, _joined(self._children(raw)))

    def _settle(self, waiting: int, span: Span) -> None:
        """Faults without a place of their own have that of their block."""
        self.collector.found += [replace(fault, span=span) for fault in self.unplaced[waiting:]]
        del self.unplaced[waiting:]

    def _words(self, text: str) -> str:
        """Finished text: no stamp, no placeholder, nothing XML cannot hold."""
        if text.isascii() and text.isprintable():
            return text
        return REFUSED.sub("\ufffd", LEFTOVER.sub(_leftover, strip(text)))

    def _span(self, raw: Raw, children: Children) -> Span | None:
        """A block begins where its first stamp does, or its first child; a note at its label."""
        if raw.tag not in BLOCKS:
            return None
        label = raw.get("data-note")
        if label is not None:
            return self.collector.notes[self._words(label)]
        texts = [raw.text, *(child.tail for child in raw)]
        stamp = next((found[0] for text in texts if (found := STAMP.search(text or ""))), "")
        first = self.places.offset(stamp)
        starts = [one.span.start for one in children if isinstance(one, Element) and one.span][:1]
        starts += [] if first is None else [first]
        return self.source.span(min(starts)) if starts else None


def _joined(nodes: Iterable[Node]) -> Children:
    """Strings that touch become one; empty ones go."""
    made: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and made and isinstance(made[-1], str):
            made[-1] += node
        elif node != "":
            made.append(node)
    return tuple(made)


def _code(text: str) -> str:
    """Code as it was written: Markdown escapes it for its serializer and leaves blank lines below it."""
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return text.rstrip() + "\n" if text.endswith("\n") else text


def _leftover(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1]))
    return "&" if found[2] else ""


def _character(found: re.Match[str]) -> str:
    character = html.unescape(found[0])
    return character if len(character) == 1 and not REFUSED.match(character) else found[0]


def _silent(child: Node) -> bool:
    return not child.strip() if isinstance(child, str) else child.get("data-silent") is not None
