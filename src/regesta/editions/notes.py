"""Notes of a flow: which is whose, which number or letter it bears, and where its text is.

The editors' notes and the translator's make one row of figures through a chapter and its sources, in
the order in which they are called. The document's own notes have letters, anew in each source, and
their texts stay where the source has them.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from string import ascii_lowercase

from regesta.model import Chapter, Document
from regesta.tree import Element, Node, find, rewrite

CALLS = ("note", "anchored")


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its number or letter, its anchor, the anchor of its call, its text, and whose it is."""

    number: str
    anchor: str
    call: str
    body: Element
    by: str = "editor"


def texts_of(texts: list[Chapter | Document]) -> dict[str, Element]:
    """The texts of all notes by the keys that their calls have in a flow."""
    noted = {
        f"{one.id}:{aside.get('data-note')}": aside for one in texts for aside in find(one.body, "data-note")
    }
    anchored = {aside.get("id") or "": aside for one in texts for aside in find(one.body, "data-anchored")}
    return noted | anchored


def uncommented(body: Element, use: Element) -> Element:
    """The body of a source without the notes that its editors and translators anchored in it.

    They are printed where the block that prints the source says `notes`; the document's own always are.
    """
    if use.get("data-notes") is not None:
        return body

    def change(element: Element) -> Node | None:
        anchored = element.get("data-mark") == "anchored" or element.get("data-block") == "notes"
        return None if anchored and element.get("data-by") != "document" else element

    return rewrite(body, change)


def numbered(body: Element, texts: Mapping[str, Element]) -> tuple[Element, dict[str, Note]]:
    """Number the calls in the order in which they are read; a second call of a note repeats its number."""
    counting = _Counting(texts)
    return _with_letters(rewrite(body, counting.call), counting.letters), counting.notes


class _Counting:
    """One flow's notes while they are met."""

    def __init__(self, texts: Mapping[str, Element]) -> None:
        self.texts = texts
        self.notes: dict[str, Note] = {}
        self.letters: dict[str, Note] = {}
        self.of_source: Counter[str] = Counter()

    def call(self, element: Element) -> Node | None:
        key = element.get("data-key") or ""
        if element.get("data-mark") not in CALLS:
            return element
        if key not in self.texts:
            return element if element.get("data-mark") == "note" else None
        own = element.get("data-by") == "document"
        again = key in self.notes or key in self.letters
        note = self._letter(key, element) if own else self._number(key, element)
        made = {"data_mark": "letter" if own else "note", "data_n": note.number, "href": f"#{note.anchor}"}
        return element.given(**made, **({"data_again": ""} if again else {}))

    def _number(self, key: str, element: Element) -> Note:
        by = element.get("data-by") or "editor"
        return self.notes.setdefault(key, self._note(str(len(self.notes) + 1), key, element, by))

    def _letter(self, key: str, element: Element) -> Note:
        source = key.rpartition("-anchored-")[0]
        if key not in self.letters:
            self.letters[key] = self._note(letter(self.of_source[source]), key, element, "document")
            self.of_source[source] += 1
        return self.letters[key]

    def _note(self, number: str, key: str, element: Element, by: str) -> Note:
        call = element.get("id") or ""
        return Note(number, f"{call}-text", call, self.texts[key], by)


def letter(number: int) -> str:
    """The letters from 0: a … z, aa, ab …"""
    head, last = divmod(number, len(ascii_lowercase))
    return (letter(head - 1) if head else "") + ascii_lowercase[last]


def _with_letters(body: Element, letters: Mapping[str, Note]) -> Element:
    """The document's notes where its file has them, in the order of their letters; other texts go."""

    def change(element: Element) -> Node | None:
        if element.get("data-block") != "notes":
            return element
        called = [
            letters[key] for one in find(element, "data-anchored") if (key := one.get("id") or "") in letters
        ]
        kept = [_own(note) for note in sorted(called, key=lambda note: (len(note.number), note.number))]
        return replace(element.given(data_block="own-notes"), children=tuple(kept)) if kept else None

    return rewrite(body, change)


def _own(note: Note) -> Element:
    return note.body.given(id=note.anchor, data_block="own-note", data_n=note.number, data_call=note.call)
