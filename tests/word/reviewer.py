"""A reviewer at Word: tracked changes and comments put into the XML of a document, as Word does it."""

import copy
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from regesta.model import Inputs
from regesta.pipeline import read as read_book
from regesta.word.export import document
from regesta.word.ooxml import W14, W15, W, w

DATE = "2026-11-24T10:00:00Z"
TEXT, NOTES = "word/document.xml", "word/footnotes.xml"


def exported(inputs: Inputs) -> bytes:
    """The whole book for Word."""
    book = read_book(inputs).value
    return document(book, (*book.front, *book.chapters))


class Edit(NamedTuple):
    """Characters from `start` to `end` of what a paragraph shows go, and `new` comes."""

    start: int
    end: int
    new: str


class Reviewer:
    """One who has a document open."""

    def __init__(self, data: bytes, author: str = "Karel Malý") -> None:
        with ZipFile(BytesIO(data)) as archive:
            self.parts = {one: archive.read(one) for one in archive.namelist()}
        self.author = author
        self.number = 9000
        self.roots = {path: etree.fromstring(self.parts[path]) for path in (TEXT, NOTES)}

    def saved(self) -> bytes:
        """The file."""
        made = BytesIO()
        with ZipFile(made, "w", ZIP_DEFLATED) as archive:
            for path, data in self.parts.items():
                archive.writestr(path, etree.tostring(self.roots[path]) if path in self.roots else data)
        return made.getvalue()

    def paragraph(self, words: str) -> Any:
        """The first paragraph that shows these words."""
        return next(one for one in self.paragraphs() if words in shown(one))

    def paragraphs(self) -> Iterator[Any]:
        """All of them, those of notes too."""
        for root in self.roots.values():
            yield from root.iter(f"{{{W}}}p")

    def by(self, **more: str) -> dict[str, Any]:
        """Who does it, when, and a number that nothing else has."""
        self.number += 1
        return {"id": self.number, "author": self.author, "date": DATE} | more

    def edit(self, paragraph: Any, *edits: Edit) -> None:
        """Tracked changes, the last one first so that places stay true."""
        for one in sorted(edits, reverse=True):
            runs = list(self._cut(paragraph, one.start, one.end))
            new = w("ins", w("r", w("t", one.new)), **self.by()) if one.new else None
            if runs:
                for run in runs:
                    self._strike(run)
                after = runs[-1].getparent()
            else:
                after = self._before(paragraph, one.start)
            if new is not None:
                after.addnext(new)

    def replace(self, words: str, old: str, new: str) -> None:
        """Other words in the paragraph that shows these."""
        paragraph = self.paragraph(words)
        start = shown(paragraph).index(old)
        self.edit(paragraph, Edit(start, start + len(old), new))

    def silently(self, words: str, old: str, new: str) -> None:
        """The same, without that it is tracked."""
        for text in self.paragraph(words).iter(f"{{{W}}}t"):
            text.text = (text.text or "").replace(old, new)

    def comment(self, paragraph: Any, start: int, end: int, words: str, answers: str = "") -> None:
        """A comment on what is shown from `start` to `end`."""
        runs = list(self._cut(paragraph, start, end))
        number = self.by()["id"]
        _outside(runs[0]).addprevious(w("commentRangeStart", id=number))
        last = _outside(runs[-1])
        last.addnext(w("r", w("commentReference", id=number)))
        last.addnext(w("commentRangeEnd", id=number))
        said = w("p", w("r", w("t", words)))
        said.set(f"{{{W14}}}paraId", f"{number:08X}")
        self._append("word/comments.xml", w("comment", said, **self.by(id=str(number))))
        if answers:
            row = etree.Element(f"{{{W15}}}commentEx")
            row.set(f"{{{W15}}}paraId", f"{number:08X}")
            row.set(f"{{{W15}}}paraIdParent", answers)
            self._append("word/commentsExtended.xml", row)

    def _append(self, path: str, row: Any) -> None:
        root = etree.fromstring(self.parts[path])
        root.append(row)
        self.parts[path] = etree.tostring(root)

    def parted(self, words: str, at: int) -> None:
        """Enter: the paragraph is two from here on, and the mark of the first is new."""
        paragraph = self.paragraph(words)
        runs = list(self._cut(paragraph, at, len(shown(paragraph))))
        second = w("p", copy.deepcopy(paragraph.find(f"{{{W}}}pPr")))
        for one in [_outside(run) for run in runs]:
            second.append(one)
        paragraph.find(f"{{{W}}}pPr").append(w("rPr", w("ins", **self.by())))
        paragraph.addnext(second)

    def _strike(self, run: Any) -> None:
        """A run that goes; one that is struck out already stays so."""
        if run.getparent().tag == f"{{{W}}}del":
            return
        for text in run.iter(f"{{{W}}}t"):
            text.tag = f"{{{W}}}delText"
        struck = w("del", **self.by())
        run.addprevious(struck)
        struck.append(run)

    def _cut(self, paragraph: Any, start: int, end: int) -> Iterator[Any]:
        """Runs that show exactly this stretch."""
        at = 0
        for run in list(paragraph.iter(f"{{{W}}}r")):
            words = _words(run)
            low, high = max(start, at), min(end, at + len(words))
            if low < high:
                yield _sliced(run, low - at, high - at)
            at += len(words)

    def _before(self, paragraph: Any, place: int) -> Any:
        """What words at a place follow."""
        at, last = 0, paragraph.find(f"{{{W}}}bookmarkStart")
        for run in list(paragraph.iter(f"{{{W}}}r")):
            words = _words(run)
            if words and at < place:
                _sliced(run, 0, min(len(words), place - at))
                last = _outside(run)
            at += len(words)
        return last


def _outside(run: Any) -> Any:
    parent = run.getparent()
    return parent if parent.tag in (f"{{{W}}}ins", f"{{{W}}}del") else run


def _sliced(run: Any, low: int, high: int) -> Any:
    """The run with these of its characters alone; others get runs of their own round it."""
    text = next(run.iter(f"{{{W}}}t", f"{{{W}}}delText"))
    words = text.text
    for part, put in ((words[:low], run.addprevious), (words[high:], run.addnext)):
        if part:
            other = copy.deepcopy(run)
            next(other.iter(f"{{{W}}}t", f"{{{W}}}delText")).text = part
            put(other)
    text.text = words[low:high]
    return run


def _words(run: Any) -> str:
    return "".join(one.text or "" for one in run.iter(f"{{{W}}}t", f"{{{W}}}delText"))


def shown(paragraph: Any) -> str:
    """What a paragraph shows, changes and all; without the space behind the number of a note."""
    return "".join(map(_words, paragraph.iter(f"{{{W}}}r")))


Act = Callable[[Reviewer], None]
