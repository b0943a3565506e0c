"""A DOCX that came back → its paragraphs as characters, each with who put it in or struck it out; comments.

Word's paragraphs that a tracked mark parts are one again, as they were before; nothing is compared here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from regesta.word.ooxml import W14, W15, Raw, W, first, get, name, parsed
from regesta.word.package import MAIN, Fault, unpacked
from regesta.word.paragraphs import PREFIX
from regesta.word.parts import PROPERTY
from regesta.word.runs import ZOTERO
from regesta.word.signs import INDEX, OBJECT

TRACKED = {"ins": "ins", "moveTo": "ins", "del": "gone", "moveFrom": "gone"}
WITHIN = ("hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo")
SHOWN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
OURS = ("NOTEREF", "ADDIN REGESTA")
FORMATTED, ROWS, PICTURE = "formatting", "rows of a table", "a picture"


class By(NamedTuple):
    """Who did something in Word, and when."""

    author: str
    moment: str


class Item(NamedTuple):
    """A character, or what stands for something else: a note, an index field, a citation, a new paragraph."""

    shown: str
    kind: str = "text"  # note, index, cite, split
    says: str = ""
    ins: By | None = None
    gone: By | None = None


class Remark(NamedTuple):
    """A comment; `parent` is the number of the one that it answers."""

    by: By
    words: str
    parent: str


@dataclass(slots=True)
class Received:
    """A paragraph that came back: its names, its characters, where comments lie, and what is not carried."""

    names: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    comments: list[tuple[str, int, int]] = field(default_factory=list)
    joined: By | None = None  # who struck out the end of it
    other: list[str] = field(default_factory=list)


class Returned(NamedTuple):
    """All that a file holds for us."""

    book: str
    editor: str  # who saved it last
    paragraphs: tuple[Received, ...]
    remarks: Mapping[str, Remark]
    notes: Mapping[str, str]  # the words of each footnote, by number


def returned(data: bytes) -> Returned | Fault:
    """What a file holds; one that cannot be read is a fault."""
    parts = unpacked(data)
    if isinstance(parts, Fault):
        return parts
    roots = {path: parsed(part) for path, part in parts.items()}
    body = roots[MAIN]
    if body is None or name(body) != "document":
        return Fault("WRD001", f'"{MAIN}" cannot be read', "save it anew in Word as .docx")
    notes = roots.get("word/footnotes.xml")
    paragraphs = [*_paragraphs(body), *(_paragraphs(notes) if notes is not None else ())]
    remarks = _remarks(roots.get("word/comments.xml"), roots.get("word/commentsExtended.xml"))
    return Returned(
        _property(roots.get("docProps/custom.xml")),
        _editor(roots.get("docProps/core.xml")),
        tuple(paragraphs),
        remarks,
        dict(_notes(notes)),
    )


def _property(root: Raw | None) -> str:
    for row in root if root is not None else ():
        if row.get("name") == PROPERTY:
            return "".join(row.itertext())
    return ""


def _editor(root: Raw | None) -> str:
    for row in root if root is not None else ():
        if str(row.tag).endswith("}lastModifiedBy"):
            return "".join(row.itertext())
    return ""


def _notes(root: Raw | None) -> Iterator[tuple[str, str]]:
    for note in root if root is not None else ():
        yield get(note, "id"), " ".join("".join(one.shown for one in _plain(note)).split())


def _plain(note: Raw) -> Iterator[Item]:
    for paragraph in _paragraphs(note):
        yield from (one for one in paragraph.items if not one.gone and one.kind == "text")
        yield Item(" ")


def _remarks(root: Raw | None, extended: Raw | None) -> Mapping[str, Remark]:
    """Comments by number; which answers which is known by their last paragraphs."""
    above: dict[str, str] = {}
    for row in extended if extended is not None else ():
        above[row.get(f"{{{W15}}}paraId")] = row.get(f"{{{W15}}}paraIdParent")
    numbers: dict[str, str] = {}
    last: dict[str, str] = {}
    for comment in root if root is not None else ():
        ids = [str(one.get(f"{{{W14}}}paraId")) for one in comment if name(one) == "p"]
        numbers |= dict.fromkeys(ids, get(comment, "id"))
        last[get(comment, "id")] = ids[-1] if ids else ""
    found = {}
    for comment in root if root is not None else ():
        number, by = get(comment, "id"), By(get(comment, "author"), get(comment, "date"))
        words = " ".join("".join(one.shown for one in _plain(comment)).split())
        found[number] = Remark(by, words, numbers.get(above.get(last[number]) or "", ""))
    return found


# Paragraphs --------------------------------------------------------------------------------------


def _paragraphs(root: Raw) -> Iterator[Received]:
    """Paragraphs in their order, those of cells too; what an inserted mark parts is one."""
    held: Received | None = None
    for raw in root.iter(f"{{{W}}}p"):
        reader = _Reader(held or Received())
        reader.read(raw)
        mark = first(raw, "pPr", "rPr")
        parted = first(mark, "ins") if mark is not None else None
        struck = first(mark, "del") if mark is not None else None
        if parted is not None and raw.getnext() is not None and name(raw.getnext()) == "p":
            held = reader.made
            held.items.append(Item("", "split", ins=By(get(parted, "author"), get(parted, "date"))))
            continue
        reader.made.joined = By(get(struck, "author"), get(struck, "date")) if struck is not None else None
        yield reader.made
        held = None
    if held:
        yield held


class _Reader:
    """One paragraph, run by run."""

    def __init__(self, made: Received) -> None:
        self.made = made
        self.open: dict[str, int] = {}
        self.fields: list[list[str]] = []  # of each open field: what it is told, and what it shows
        self.call = False  # whether the number of a footnote has just been read

    def read(self, raw: Raw) -> None:
        """All of it; a comment that goes on ends here."""
        if raw.getparent() is not None and name(raw.getparent()) == "tc":
            row = first(raw.getparent().getparent(), "trPr")
            if row is not None and (first(row, "ins") is not None or first(row, "del") is not None):
                self.made.other.append(ROWS)
        self._inside(raw, {})
        for number, start in self.open.items():
            self.made.comments.append((number, start, len(self.made.items)))

    def _inside(self, raw: Raw, state: dict[str, By]) -> None:
        for one in raw:
            kind = name(one)
            if kind in TRACKED:
                self._inside(one, state | {TRACKED[kind]: By(get(one, "author"), get(one, "date"))})
            elif kind == "r":
                self._run(one, state)
            elif kind == "fldSimple" and get(one, "instr").split()[:1] == ["XE"]:
                self._put(Item(INDEX, "index", get(one, "instr")), state)
            elif kind in WITHIN:
                self._inside(one, state)
            else:
                self._anchor(kind, one)

    def _anchor(self, kind: str, one: Raw) -> None:
        """Where a name or a comment begins or ends."""
        number = get(one, "id")
        if kind == "bookmarkStart" and get(one, "name").startswith(PREFIX):
            self.made.names.append(get(one, "name"))
        elif kind == "commentRangeStart":
            self.open[number] = len(self.made.items)
        elif kind == "commentRangeEnd" and number in self.open:
            self.made.comments.append((number, self.open.pop(number), len(self.made.items)))

    def _put(self, item: Item, state: dict[str, By]) -> None:
        self.made.items.append(item._replace(ins=state.get("ins"), gone=state.get("gone")))

    def _run(self, run: Raw, state: dict[str, By]) -> None:
        for one in run:
            kind = name(one)
            if kind in ("t", "delText"):
                self._text(one.text or "", state)
            elif kind in SHOWN:
                self._text(SHOWN[kind], state)
            elif kind in ("footnoteReference", "endnoteReference"):
                self._put(Item(OBJECT, "note", get(one, "id")), state)
            elif kind in ("fldChar", "instrText", "delInstrText"):
                self._field(kind, one, state)
            else:
                self._rest(kind, one, state)

    def _rest(self, kind: str, one: Raw, state: dict[str, By]) -> None:
        """What is no text: a number of a note, a comment at a point, and what is not carried."""
        if kind == "footnoteRef":
            self.call = True
        elif kind == "commentReference" and not self._ranged(get(one, "id")):
            here = len(self.made.items)
            self.made.comments.append((get(one, "id"), here, here))
        elif kind == "rPr" and first(one, "rPrChange") is not None:
            self.made.other.append(FORMATTED)
        elif kind in ("drawing", "pict", "object") and state.get("ins"):
            self.made.other.append(PICTURE)

    def _ranged(self, number: str) -> bool:
        return number in self.open or any(found == number for found, _, _ in self.made.comments)

    def _text(self, words: str, state: dict[str, By]) -> None:
        if self.call:  # the space behind the number of a footnote
            words, self.call = words.removeprefix(" "), not words
        if self.fields and self._hides(self.fields[-1], state):
            self.fields[-1][1] += words
            return
        for character in words:
            self._put(Item(character), state)

    def _hides(self, told: list[str], state: dict[str, By]) -> bool:
        """Whether what a field shows is nothing to read: it is told by its kind."""
        said = told[0].strip()
        return said.startswith(OURS) or (said.startswith(ZOTERO) and "ins" in state)

    def _field(self, kind: str, one: Raw, state: dict[str, By]) -> None:
        phase = get(one, "fldCharType")
        if phase == "begin":
            self.fields.append(["", ""])
        elif kind != "fldChar" and self.fields:
            self.fields[-1][0] += one.text or ""
        elif phase == "end" and self.fields:
            told, shown = self.fields.pop()
            self._told(told.strip(), shown, state)

    def _told(self, said: str, shown: str, state: dict[str, By]) -> None:
        """A field that is over."""
        if said.startswith("XE"):
            self._put(Item(INDEX, "index", said), state)
        elif said.startswith(OURS):
            self._put(Item(OBJECT, "note", ""), state)
        elif said.startswith(ZOTERO) and "ins" in state:
            self._put(Item(shown, "cite", said), state)
