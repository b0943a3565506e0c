"""Python-Markdown as this language needs it: no raw HTML, all braces ours, no words lost.

The only module that knows how Markdown is put together; it gives back a raw tree and what was met.
"""

import html
import re
from functools import cache
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, ReferenceProcessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension, TableProcessor
from markdown.inlinepatterns import (
    AutomailInlineProcessor,
    DelimiterProcessor,
    InlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.util import AtomicString

from regesta.reader.marks import Mark, Marks, Misread, short
from regesta.reader.stamps import CUT, HIDDEN, ONE, STAMP, strip
from regesta.source import REFUSED

HIDES_PIPE = re.compile(r"(?P<code>`+)(?!`).*?(?<!`)(?P=code)(?!`)|\{[^{}]*\}")
ENTITY = r"(&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)"
TAG = rf"({ONE}?)(<(?:/?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?|!--.*?--)>)"
BREAK = r"\\\n"  # a backslash that ends a line
SIGNS = re.compile(r"[*_]")
NOTE_TEXT = re.compile(r"^[ ]{0,3}\[\^([^\]\n]*)\]:[ ]*(.*)$", re.MULTILINE)  # a label stands on one line
PLACEHOLDER = re.compile("\x02[^\x03]*\x03?")


class Converted(NamedTuple):
    """Markdown's tree of one text, the marks met on the way, what was misread, and the notes."""

    root: Element
    marks: tuple[Mark, ...]
    faults: tuple[Misread, ...]
    notes: tuple[tuple[str, str], ...]  # label and stamp of each note as it is written, in order


def convert(text: str) -> Converted:
    """What Markdown and our processors make of a text, up to the tree: nothing is ever serialised."""
    dialect = _dialect()
    try:
        return dialect.convert(text)
    except BaseException:
        _dialect.cache_clear()  # it may have stopped half-way through anything
        raise


class _Dialect:
    """Markdown, set up; `convert` leaves it as clean as it was."""

    def __init__(self) -> None:
        self.notes = _Notes()
        self.md = md = Markdown(extensions=["def_list", "sane_lists", self.notes])
        self.marks = Marks(md)
        md.registerExtensions([_Tables(self.marks)], {})
        self.emphasis = _Emphasis(md, self.marks)
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "@", "<", "~", '"', "^", "="]
        md.preprocessors.deregister("html_block")
        md.treeprocessors.deregister("prettify")
        md.inlinePatterns.deregister("footnote")
        md.inlinePatterns.register(self.marks, "marks", 175)
        md.inlinePatterns.register(_Automail(r"<([^<> !]+@[^@<> ]+)>", md), "automail", 110)
        md.inlinePatterns.register(_Tag(md, self.marks), "html", 90)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(BREAK, "br"), "break", 95)
        md.inlinePatterns.register(_Entity(ENTITY, md), "entity", 80)
        md.inlinePatterns.register(self.emphasis, "em_strong", 60)
        md.parser.blockprocessors["footnote"].RE = NOTE_TEXT  # type: ignore[attr-defined]  # of its own kind
        md.parser.blockprocessors.register(_Cuts(md.parser), "cuts", 200)
        md.parser.blockprocessors.register(_References(md.parser), "reference", 15)

    def convert(self, text: str) -> Converted:
        """Markdown's own steps but the last two, the serializer and the postprocessors."""
        self.md.reset()
        self.marks.reset()
        self.emphasis.reset()
        lines = text.split("\n")
        for preprocessor in self.md.preprocessors:
            lines = preprocessor.run(lines)
        root: Any = self.md.parser.parseDocument(lines).getroot()
        for processor in self.md.treeprocessors:
            changed = processor.run(root)
            root = root if changed is None else changed
        marks = self.marks
        return Converted(root, tuple(marks.seen), tuple(marks.faults), tuple(self.notes.written))


@cache
def _dialect() -> _Dialect:
    """One in a process: to set it up takes as long as to read a page."""
    return _Dialect()


class _Cuts(BlockProcessor):
    """A fence's stand-in becomes an empty element, which nothing after it can mistake."""

    def test(self, parent: Element, block: str) -> bool:
        return block.startswith(CUT)

    def run(self, parent: Element, blocks: list[str]) -> None:
        SubElement(parent, "div", {"cut": blocks.pop(0).strip().strip(CUT)})


class _References(ReferenceProcessor):
    """`[@key]: words` is a citation and a colon, never the address of a link; nor is a note's label `[^…`."""

    RE = re.compile(ReferenceProcessor.RE.pattern.replace(r"\[(", r"\[(?![@^])(", 1), re.MULTILINE)


class _Cells(TableProcessor):
    """A pipe inside a mark parts no cells, and cells that no column has room for are said to be lost."""

    def __init__(self, parser: BlockParser, config: dict[str, Any], marks: Marks) -> None:
        super().__init__(parser, config)
        self.marks = marks
        self.head = ""  # the stamp by which the table is known

    def _build_row(self, row: str, parent: Element, align: list[str | None]) -> None:
        super()._build_row(row, parent, align)  # type: ignore[misc]  # the stubs leave it out
        self.head = "".join(STAMP.findall(row)[:1]) if parent.tag == "thead" else self.head
        cells: list[str] = self._split_row(row)  # type: ignore[attr-defined]  # nor this
        lost = " | ".join(cell.strip() for cell in cells[len(align) :] if strip(cell).strip())
        if lost:
            stamp = (STAMP.findall(lost) or STAMP.findall(row) or [self.head])[0]
            message = f'"{short(strip(lost))}" stands beyond the last column of the table'
            hint = "give the head a cell more, or write \\| for the sign itself"
            self.marks.faults.append(Misread("TAB001", message, hint, stamp))

    def _split(self, row: str) -> list[str]:
        hidden = HIDES_PIPE.sub(lambda m: m[0] if m["code"] else m[0].replace("|", HIDDEN), row)
        cells: list[str] = super()._split(hidden)  # type: ignore[misc]  # the stubs leave it out
        return [cell.replace(HIDDEN, "|") for cell in cells]


class _Tables(TableExtension):
    def __init__(self, marks: Marks) -> None:
        super().__init__()
        self.marks = marks

    def extendMarkdown(self, md: Markdown) -> None:
        super().extendMarkdown(md)
        md.parser.blockprocessors.register(_Cells(md.parser, self.getConfigs(), self.marks), "table", 75)


class _Notes(FootnoteExtension):
    """Note texts as plain elements: numbers and back links are the templates' work."""

    def reset(self) -> None:
        super().reset()
        self.written: list[tuple[str, str]] = []

    def setFootnote(self, id: str, text: str) -> None:
        """Of two notes with one label the first is kept; the reader says so."""
        label, stamp = strip(id), "".join(STAMP.findall(id)[:1])
        self.written.append((label, stamp))
        self.footnotes.setdefault(label, text)

    def makeFootnotesDiv(self, root: Element) -> Element | None:
        if not self.footnotes:
            return None
        section = Element("section", {"class": "notes"})
        for label, text in self.footnotes.items():
            self.parser.parseChunk(SubElement(section, "aside", {"data-note": label}), text)
        return section

    def findFootnotesPlaceholder(self, root: Element) -> None:
        """Notes stand at the end; no magic words in the text."""


class _Emphasis(DelimiterProcessor):
    """Markdown 3.11.3 eats a letter of `*a**b*c`: such signs stay text, and are said to be."""

    def __init__(self, md: Markdown, marks: Marks) -> None:
        super().__init__("*", "strong,em", md)
        self.add("_", "strong,em", smart=True)
        self.marks = marks

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # by Pattern's rule
        element, start, end = super().handleMatch(m, data)
        if element is None or start is None or end is None:
            return element, start, end
        words = "".join(element.itertext())
        if data[end - 1] in "*_" and SIGNS.sub("", words) == SIGNS.sub("", data[start:end]):
            return element, start, end
        self.reset()
        unclear = short(PLACEHOLDER.sub("…", strip(data[start:end])))
        hint = "part the signs with spaces or escape one"
        sign = self.marks.sign(f'the emphasis in "{unclear}" is unclear', hint)
        sign.text = AtomicString(m[0])
        return sign, m.start(), m.end()


class _Tag(InlineProcessor):
    """Raw HTML stays text, and is said to be."""

    def __init__(self, md: Markdown, marks: Marks) -> None:
        super().__init__(TAG, md)
        self.marks = marks

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # by Pattern's rule
        tag = short(strip(m[2]))
        fault = Misread("HTM001", f'"{tag}" is not read', 'write "\\<" for the sign itself', m[1])
        self.marks.faults.append(fault)
        return None, m.start(), m.end()


class _Entity(InlineProcessor):
    """An entity becomes its character at once; a stamp or a control never does."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # by Pattern's rule
        character = html.unescape(m[1])
        plain = len(character) == 1 and not REFUSED.match(character)
        return f"\x02{ord(character)}\x03" if plain else None, m.start(), m.end()


class _Automail(AutomailInlineProcessor):
    """Markdown hides addresses behind entities; ours are plain."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # by Pattern's rule
        address = strip(self.unescape(m[1]))
        link = Element("a", {"href": f"mailto:{address}"})
        link.text = AtomicString(address)
        return link, m.start(), m.end()
