"""The key of editorial signs: those that an edition uses and no others, each as it is set in the text.

A sign is shown by the mark itself, set by the template that sets it everywhere; so the key cannot
differ from the page. What a sign is in TEI says its row in `regesta.reader.grammar`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from regesta.model import Section
from regesta.reader.grammar import SIGNS
from regesta.tree import Element, find, walk
from regesta.words import Words

GAPS = ("omitted", "redacted", "illegible", "damage")
VOICES = ("transcript", "translation", "adapted", "retold")
ALONE = {"note"}  # a number at the foot of the page explains itself
BESIDES = {"facing": ("transcript", "translation"), "stacked": ("transcript", "translation")}


@dataclass(frozen=True, slots=True)
class Row:
    """A sign, and its name in the catalog, by which its meaning is found."""

    name: str
    sample: Element


@dataclass(frozen=True, slots=True)
class Key:
    """The signs that are used, in a fixed order, and who speaks in the sources."""

    rows: tuple[Row, ...]
    voices: tuple[str, ...]


def make(bodies: Iterable[Element], words: Words, stamped: bool) -> Section | None:
    """The key for some texts; none where nothing in them needs one."""
    held = tuple(bodies)
    rows, voices = key(held, words, stamped), tuple(_voices(held))
    if {row.name for row in rows} <= ALONE and not voices:
        return None
    return Section("signs", "signs", words["signs.title"], Key(rows, voices), "roman")


def key(bodies: Iterable[Element], words: Words, stamped: bool = False) -> tuple[Row, ...]:
    """The rows for all signs in some texts."""
    held = tuple(bodies)
    used = {name for body in held for name in _used(body)} | ({"stamp"} if stamped else set())
    return tuple(Row(name, sample) for name, sample in _samples(words) if name in used)


def _used(body: Element) -> Iterator[str]:
    for one in walk(body):
        mark, sign = one.get("data-mark"), one.get("class")
        if mark == "gap":
            yield f"gap-{one.get('data-reason')}"
        elif mark in SIGNS or mark in ("letter", "note"):
            yield mark
        elif one.get("data-shown"):
            yield "line" if sign == "l" or _by_lines(one) else "sentence"


def _by_lines(pair: Element) -> bool:
    return any(one.get("class") == "l" for one in walk(pair))


def _samples(words: Words) -> Iterator[tuple[str, Element]]:
    """All signs in the order of the key."""
    word, first = words["signs.sample.word"], words["signs.sample.first"]
    yield "add", _mark("add", first)
    for reason in GAPS:
        yield f"gap-{reason}", Element("span", (("data-mark", "gap"), ("data-reason", reason)))
    for name in ("unclear", "sic", "del", "ins", "u"):
        yield name, _mark(name, word)
    yield "hand", _mark("hand", word, hand="2")
    yield "abbr", _mark("abbr", words["signs.sample.abbr"], abbr=words["signs.sample.expan"])
    yield "pb", Element("span", (("data-mark", "pb"), ("data-n", "2")))
    yield "sentence", _sample("sn", "14")
    yield "line", _sample("sn", "15")
    yield "letter", _sample("letter", "a")
    yield "note", _sample("again", "1")
    yield "stamp", _sample("stamp", words["signs.sample.stamp"])


def _mark(name: str, word: str, **values: str) -> Element:
    given = tuple((f"data-{key}", value) for key, value in values.items())
    return Element("span", (("data-mark", name), *given), (word,))


def _sample(kind: str, word: str) -> Element:
    return Element("span", (("class", kind),), (word,))


def _voices(bodies: Iterable[Element]) -> Iterator[str]:
    blocks = {one.get("data-block") or "" for body in bodies for one in find(body, "data-block")}
    met = blocks | {voice for block in blocks for voice in BESIDES.get(block, ())}
    return (voice for voice in VOICES if voice in met)
