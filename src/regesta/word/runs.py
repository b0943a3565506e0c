"""Signs of a paragraph → runs of Word: tracked changes, comments, fields, calls of notes."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count, groupby
from typing import NamedTuple

from regesta.dates import DateError
from regesta.dates import parse as date
from regesta.reader.bodies import cited, entries
from regesta.word.ooxml import W14, W15, Raw, root, w
from regesta.word.paragraphs import Paragraph
from regesta.word.signs import Sign, Thread, Who

LOOKS = {"i": "i", "b": "b"}
STYLED = {"ref": "Pointer", "cite": "Citation", "gap": "Apart", "pb": "Apart", "side": "Apart",
          "picture": "Apart", "code": "VerbatimChar"}  # fmt: skip
UNSIGNED = "?"
ZOTERO = "ADDIN ZOTERO_ITEM CSL_CITATION"
LABELS = {"page": "page", "chapter": "chapter", "figure": "figure", "line": "line", "section": "section"}


@dataclass(slots=True)
class Ledger:
    """What a document numbers as it is written: changes, comments, bookmarks and footnotes."""

    works: Mapping[str, str] = field(default_factory=dict)  # CSL-JSON by key, for citations
    notes: Mapping[str, Paragraph] = field(default_factory=dict)  # of the text at hand, by label
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    bookmarks: Iterator[int] = field(default_factory=lambda: count(1))
    comments: list["Comment"] = field(default_factory=list)
    footnotes: list[Paragraph] = field(default_factory=list)
    called: dict[tuple[str, str], int] = field(default_factory=dict)


class Comment(NamedTuple):
    """A comment of Word's: its number, what it says, and the one that it answers."""

    number: int
    who: Who
    words: str
    parent: int | None


def runs(one: Paragraph, ledger: Ledger) -> Iterator[Raw]:
    """All that stands in a paragraph."""
    signs = one.signs.signs
    opens = _numbered(one.signs.threads, ledger)
    marks = sorted({0, len(signs), *(place for thread, _ in opens for place in (thread.first, thread.last))})
    for start, end in zip(marks, [*marks[1:], len(signs)], strict=True):
        yield from _comments(opens, start)
        yield from _runs(signs[start:end], one, ledger)


def _numbered(threads: list[Thread], ledger: Ledger) -> list[tuple[Thread, list[int]]]:
    made = []
    for thread in threads:
        numbers: list[int] = []
        for said in thread.remarks or ():
            number = len(ledger.comments)
            ledger.comments.append(Comment(number, said.who, said.words, numbers[0] if numbers else None))
            numbers.append(number)
        made.append((thread, numbers))
    return made


def _comments(opens: list[tuple[Thread, list[int]]], at: int) -> Iterator[Raw]:
    """Where comments begin and end."""
    for thread, numbers in opens:
        if thread.last == at and thread.first < at:
            yield from _closed(numbers)
    for thread, numbers in opens:
        if thread.first == at:
            yield from (w("commentRangeStart", id=number) for number in numbers)
            if thread.last == at:
                yield from _closed(numbers)


def _closed(numbers: list[int]) -> Iterator[Raw]:
    for number in numbers:
        yield w("commentRangeEnd", id=number)
        yield w("r", w("rPr", w("rStyle", val="CommentReference")), w("commentReference", id=number))


def _runs(signs: list[Sign], one: Paragraph, ledger: Ledger) -> Iterator[Raw]:
    def alike(sign: Sign) -> tuple[object, ...]:
        place = (sign.start, sign.end) if sign.kind not in ("text", "field", "fence") else ()
        return sign.kind, sign.look, sign.ins, sign.gone, place

    for _, group in groupby(signs, alike):
        same = list(group)
        yield from _tracked(same[0], list(_run(same, one, ledger)), ledger)


def _tracked(sign: Sign, inside: list[Raw], ledger: Ledger) -> Iterator[Raw]:
    """Runs as somebody proposes them."""
    for name, who in (("del", sign.gone), ("ins", sign.ins)):
        if who:
            inside = [w(name, *inside, id=next(ledger.numbers), **signed(who))]
    yield from inside


def signed(who: Who) -> dict[str, str]:
    """Who and when, as Word has it."""
    moment = stamp(who.date)
    return {"author": who.author or UNSIGNED} | ({"date": moment} if moment else {})


def stamp(said: str) -> str:
    """A date of the manuscript as the moment at which it begins."""
    try:
        earliest = date(said).earliest if said else None
    except DateError:
        return ""
    return f"{earliest:%Y-%m-%dT%H:%M:%SZ}" if earliest else ""


def _run(same: list[Sign], one: Paragraph, ledger: Ledger) -> Iterator[Raw]:
    sign, shown = same[0], "".join(sign.shown for sign in same)
    text = "delText" if sign.gone else "t"
    if sign.kind == "note":
        yield from _note(sign, one, ledger)
    elif sign.kind == "index":
        for path in indexed(sign.says):
            yield from _field(f' XE "{path}" ', [])
            break
    elif sign.kind == "cite" and (instruction := zotero(sign.says, shown, ledger.works)):
        yield from _field(instruction, [_text(sign, shown, text)])
    else:
        yield _text(sign, shown, text)


def _text(sign: Sign, shown: str, text: str) -> Raw:
    inside: list[Raw] = []
    for n, line in enumerate(shown.split("\n")):
        inside += [w("br")] if n else []
        inside += [w(text, line)] if line else []
    return w("r", _look(sign), *inside)


def _look(sign: Sign) -> Raw | None:
    style = STYLED.get(sign.kind)
    inside = [w("rStyle", val=style)] if style else []
    inside += [w(LOOKS[letter]) for letter in ("b", "i") if letter in sign.look]
    return w("rPr", *inside) if inside else None


def _field(instruction: str, result: list[Raw]) -> Iterator[Raw]:
    """A field: what it is told, and what it shows."""
    yield w("r", w("fldChar", fldCharType="begin"))
    yield w("r", w("instrText", instruction))
    if result:
        yield w("r", w("fldChar", fldCharType="separate"))
        yield from result
    yield w("r", w("fldChar", fldCharType="end"))


def indexed(says: str) -> Iterator[str]:
    """The headings of an index mark as an XE field has them."""
    for entry in entries("ix", says)[0]:
        yield ":".join(
            step.replace("\\", "\\\\").replace('"', "”").replace(":", "\\:") for step in entry.path
        )
    yield ""


def zotero(says: str, shown: str, works: Mapping[str, str]) -> str:
    """What a field of Zotero's says of a citation; nothing where a work is none of the list."""
    items = []
    for one in cited(says)[0]:
        if one.key not in works:
            return ""
        item = {"id": one.key, "itemData": json.loads(works[one.key])}
        item |= {"prefix": f"{one.prefix} "} if one.prefix else {}
        item |= {"suppress-author": True} if one.suppress_author else {}
        if one.first and one.unit in LABELS and not one.suffix:
            ends = dict.fromkeys((one.first, one.last))
            item |= {"locator": "–".join(ends), "label": LABELS[one.unit]}
        elif one.locator:
            item |= {"suffix": f", {one.locator}"}
        items.append(item)
    properties = {"formattedCitation": shown, "plainCitation": shown, "noteIndex": 0}
    told = {"citationID": "regesta", "properties": properties, "citationItems": items}
    return f" {ZOTERO} {json.dumps(told, ensure_ascii=False)} " if items else ""


def _note(sign: Sign, one: Paragraph, ledger: Ledger) -> Iterator[Raw]:
    """The call of a note; a second one to the same note shows its number."""
    key, style = (one.path, sign.says), w("rPr", w("rStyle", val="FootnoteReference"))
    if sign.says in ledger.notes and key not in ledger.called:
        ledger.footnotes.append(ledger.notes[sign.says])
        number = ledger.called[key] = len(ledger.footnotes)
        mark = next(ledger.bookmarks)
        yield w("bookmarkStart", id=mark, name=f"_rn_{number}")
        yield w("r", style, w("footnoteReference", id=number))
        yield w("bookmarkEnd", id=mark)
    else:
        known = ledger.called.get(key)
        told = f" NOTEREF _rn_{known} \\f \\h " if known else f" ADDIN REGESTA {sign.says} "
        yield from _field(told, [w("r", style, w("t", str(known or sign.says)))])


# Comments ----------------------------------------------------------------------------------------


def comments(ledger: Ledger) -> Raw:
    """The part `comments.xml`."""
    return root("comments", *map(_comment, ledger.comments))


def _comment(one: Comment) -> Raw:
    mark = w("r", w("rPr", w("rStyle", val="CommentReference")), w("annotationRef"))
    paragraph = w("p", w("pPr", w("pStyle", val="CommentText")), mark, w("r", w("t", one.words)))
    paragraph.set(f"{{{W14}}}paraId", _id(one.number))
    return w("comment", paragraph, id=one.number, initials=one.who.author or UNSIGNED, **signed(one.who))


def _id(number: int) -> str:
    return f"{0x10000000 + number:08X}"


def threads(ledger: Ledger) -> Raw:
    """The part `commentsExtended.xml`: which comment answers which."""
    made = root("comments")
    made.tag = f"{{{W15}}}commentsEx"
    for one in ledger.comments:
        row = made.makeelement(
            f"{{{W15}}}commentEx", {f"{{{W15}}}paraId": _id(one.number), f"{{{W15}}}done": "0"}
        )
        if one.parent is not None:
            row.set(f"{{{W15}}}paraIdParent", _id(one.parent))
        made.append(row)
    return made
