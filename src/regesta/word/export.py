"""Chapters with their sources → a DOCX: styles, notes, tables, changes, comments, and names to find all by.

What stands in a record and the words of others are shown and locked: not by Word, which knows no such thing,
but by whoever takes the file in again.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from regesta.model import Book, Chapter, Document
from regesta.word import parts, styles
from regesta.word.ooxml import Raw, w
from regesta.word.paragraphs import Paragraph, Text, paragraphs
from regesta.word.runs import Ledger, runs
from regesta.word.shown import shower
from regesta.words import Words, catalog

BLOCKS = {
    "transcript": "Transcript", "translation": "Translation", "adapted": "Adapted", "retold": "Retold",
    "verse": "Verse", "quotation": "Quotation", "question": "Question", "answer": "Answer",
    "teacher": "Teacher", "aside": "Aside", "figure": "Caption", "map": "Caption", "timeline": "Caption",
    "ranges": "Caption", "facsimile": "Caption",
}  # fmt: skip
KINDS = {"quote": "BlockText", "note": "FootnoteText", "code": "Written"}
FIELDS = {"title": "Heading1", "title_formal": "SourceTitle", "title_supplied": "SourceTitle",
          "headnote": "Headnote", "summary": "Summary", "inquiry": "Inquiry"}  # fmt: skip
FENCES = {"questions": "Questions", "teacher": "TeacherTitle", "aside": "TeacherTitle"}


def document(book: Book, chapters: Sequence[Chapter]) -> bytes:
    """Chapters and the sources that they print as one DOCX."""
    words = catalog(book.settings.language)
    writer = _Writer(book, words)
    body = [block for chapter in chapters for block in writer.text(chapter)]
    title = chapters[0].meta.title if len(chapters) == 1 else book.settings.title
    creators = tuple(one.name for one in book.settings.creators)
    edition = book.settings.date.text if hasattr(book.settings.date, "text") else ""
    told = parts.Told(title, book.settings.language, creators, book.settings.id, edition)
    return parts.docx(body, writer.footnotes(), writer.ledger, told, words)


def template(words: Words, title: str, language: str) -> bytes:
    """A document with a paragraph in each style, for whoever writes in Word, and for pandoc."""
    body = [
        w("p", w("pPr", w("pStyle", val=one.id)), w("r", w("t", styles.called(words, one))))
        for one in styles.PARAGRAPHS
    ]
    for one in styles.CHARACTERS:
        text = w("r", w("rPr", w("rStyle", val=one.id)), w("t", styles.called(words, one)))
        body.append(w("p", w("pPr", w("pStyle", val="BodyText")), text))
    return parts.docx(body, (), Ledger(), parts.Told(title, language), words)


class _Writer:
    def __init__(self, book: Book, words: Words) -> None:
        self.book, self.words, self.show = book, words, shower(book, words)
        self.ledger = Ledger({key: work.csl for key, work in book.works.items()})
        self.done: set[str] = set()
        self.lists = styles.NUMBER
        self.item = ""  # the sign of the list item above

    def text(self, text: Text) -> Iterator[Raw]:
        """A chapter or a source; of one that stands here already, only which it is."""
        if isinstance(text, Document):
            yield self._line("Docket", self.words.say("book.source", number=text.record.number))
        if text.id in self.done:
            return
        self.done.add(text.id)
        found = paragraphs(text, self.show)
        self.ledger.notes = {one.says: one for one in reversed(found) if one.kind == "note"}
        held = self.ledger.notes
        flow = [one for one in found if one.kind != "note"]
        for table, group in groupby(flow, lambda one: one.kind == "cell"):
            for made in self._table(list(group)) if table else self._blocks(list(group)):
                yield made
                self.ledger.notes = held  # a source that was unfolded had its own

    def footnotes(self) -> list[Raw]:
        """All footnotes; one may call another."""
        made: list[Raw] = []
        for one in self.ledger.footnotes:  # grows as it is read
            call = w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteRef"))
            paragraph = self._paragraph(one, "FootnoteText", call, w("r", w("t", " ")))
            made.append(w("footnote", paragraph, id=len(made) + 1))
        return made

    def _blocks(self, found: list[Paragraph]) -> Iterator[Raw]:
        for one in found:
            if one.kind == "fence":
                yield from self._fence(one)
            else:
                yield self._paragraph(one, style(one))

    def _fence(self, one: Paragraph) -> Iterator[Raw]:
        document = self.book.documents.get(one.says)
        if document is not None and one.inside[-1].name == "source":
            yield from self.text(document)
        elif one.signs.signs:
            yield self._paragraph(one, FENCES.get(one.inside[-1].name, "Caption"))

    def _paragraph(self, one: Paragraph, style: str, *before: Raw) -> Raw:
        shape = w("pPr", w("pStyle", val=style), self._listed(one))
        mark = next(self.ledger.bookmarks)
        start, end = w("bookmarkStart", id=mark, name=one.name), w("bookmarkEnd", id=mark)
        return w("p", shape, *before, start, *runs(one, self.ledger), end)

    def _listed(self, one: Paragraph) -> Raw | None:
        """A list of numbers of its own, from each first item on."""
        sign = one.says.strip() if one.kind == "li" else ""
        self.item, above = sign, self.item
        if not sign[:1].isdigit():
            return None
        self.lists += not above[:1].isdigit()
        return w("numPr", w("ilvl", val=0), w("numId", val=self.lists))

    def _line(self, style: str, words: str) -> Raw:
        return w("p", w("pPr", w("pStyle", val=style)), w("r", w("t", words)))

    def _table(self, cells: list[Paragraph]) -> Iterator[Raw]:
        """Tables, one for each head."""
        rows: list[list[Paragraph]] = []
        for _, row in groupby(cells, lambda one: one.says):
            held = list(row)
            if rows and held[0].says.endswith("head"):
                yield self._rows(rows)
                rows = []
            rows.append(held)
        yield self._rows(rows)
        yield w("p", w("pPr", w("pStyle", val="TableText")))  # or Word would join a table that follows

    def _rows(self, rows: list[list[Paragraph]]) -> Raw:
        columns = max(map(len, rows))
        each = parts.WIDTH // columns
        shape = w(
            "tblPr", w("tblStyle", val="Table"), w("tblW", w=parts.WIDTH, type="dxa"),
            w("tblLayout", type="fixed"), w("tblLook", val="0020", firstRow=1, noVBand=1),
        )  # fmt: skip
        grid = w("tblGrid", *(w("gridCol", w=each) for _ in range(columns)))
        return w("tbl", shape, grid, *(self._row(row, columns, each) for row in rows))

    def _row(self, row: list[Paragraph], columns: int, each: int) -> Raw:
        head = row[0].says.endswith("head")
        cells = [self._paragraph(one, "TableHead" if head else "TableText") for one in row]
        cells += [w("p", w("pPr", w("pStyle", val="TableText"))) for _ in range(columns - len(row))]
        inside = (w("tc", w("tcPr", w("tcW", w=each, type="dxa")), cell) for cell in cells)
        return w("tr", w("trPr", w("tblHeader")) if head else None, *inside)


def style(one: Paragraph) -> str:
    """The style of a paragraph: what it is, else the innermost block that has one."""
    if one.kind.startswith("h"):
        return f"Heading{one.kind[1]}"
    if one.kind == "field":
        return FIELDS[one.says]
    if one.kind == "li":
        return "ListNumber" if one.says.strip()[:1].isdigit() else "ListBullet"
    if one.kind in KINDS:
        return KINDS[one.kind]
    names = [block.name for block in one.inside]
    if "notes" in names:
        by = next((given.value for given in one.inside[-1].given if given.name == "by"), "")
        return "NoteAnchor" if one.locked else "DocumentsNote" if by == "document" else "EditorsNote"
    return next((BLOCKS[name] for name in reversed(names) if name in BLOCKS), "BodyText")
