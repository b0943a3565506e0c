"""What stands in `{ix: …}`, `{event: …}` and `[@…]`, read from the words alone.

Each reader returns what it read and the faults in it; places count from the beginning of the words.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from regesta.diagnostics import did_you_mean
from regesta.facts import Cited
from regesta.reader.attributes import Fault, dated
from regesta.reader.grammar import POINTS

CITED = re.compile(
    r"(?P<prefix>[^@]*?)(?P<minus>-?)@(?P<key>[\w:./-]*\w)(?:,?\s+(?P<locator>.*))?", re.DOTALL
)
NO_LOCATOR = re.compile(r"[{}@]|\[\^")  # a mark in a locator would be lost without a word


class Entry(NamedTuple):
    """One entry of an index mark."""

    path: tuple[str, ...]
    options: tuple[tuple[str, str], ...]


class Piece(NamedTuple):
    """A part of some words, without the spaces round it, and where it begins."""

    text: str
    at: int


def pieces(words: str, sign: str, at: int = 0) -> Iterator[Piece]:
    """The parts of `words` between the signs."""
    for part in words.split(sign):
        yield Piece(part.strip(), at + len(part) - len(part.lstrip()))
        at += len(part) + len(sign)


def entries(verb: str, words: str, plain: bool = False) -> tuple[tuple[Entry, ...], tuple[Fault, ...]]:
    """`a > b | sort: c; d`; plain words are one entry, whatever signs are in them."""
    if plain:
        return ((Entry((words,), ()),) if words else ()), ()
    found: list[Entry] = []
    faults: list[Fault] = []
    for piece in pieces(words, ";"):
        end = piece.at + len(piece.text)
        path, *options = pieces(piece.text, "|", piece.at)
        steps = list(pieces(path.text, ">", path.at))
        if all(step.text for step in steps):
            given = [_option(verb, option, faults) for option in options]
            names = tuple(" ".join(step.text.split()) for step in steps)
            found.append(Entry(names, tuple(option for option in given if option)))
        else:
            faults.append(Fault("MRK007", f'"{verb}" has an empty entry', piece.at, end))
    return tuple(found), tuple(faults)


def _option(verb: str, piece: Piece, faults: list[Fault]) -> tuple[str, str] | None:
    name, _, value = piece.text.partition(":")
    name, value = name.strip(), " ".join(value.split())
    end = piece.at + len(piece.text)
    known = POINTS[verb].options
    if name not in known:
        hint = did_you_mean(name, known) or (f"write | {known[0]}: …" if known else "")
        faults.append(Fault("MRK002", f'"{verb}" has no option "{name}"', piece.at, end, hint))
        return None
    if not value:
        faults.append(Fault("MRK007", f'"{name}" lacks its words', piece.at, end, f"write | {name}: …"))
        return None
    return name, value


def event(words: str) -> tuple[str, str, tuple[Fault, ...]]:
    """`WHEN | LABEL`: the date, the label, the faults."""
    when, *rest = pieces(words, "|")
    faults = list(dated(when.text, when.at))
    if len(rest) != 1 or not rest[0].text or not when.text:
        hint = "write {event: 1968-08-21 | …}"
        faults.append(Fault("MRK007", '"event" needs a date and a title', 0, len(words), hint))
    return when.text, " ".join(rest[0].text.split()) if rest else "", tuple(faults)


def cited(words: str) -> tuple[tuple[Cited, ...], tuple[Fault, ...]]:
    """`see @key, p. 12; -@other`."""
    found: list[Cited] = []
    faults: list[Fault] = []
    for piece in pieces(words, ";"):
        match, end = CITED.fullmatch(piece.text), piece.at + len(piece.text)
        locator = " ".join((match["locator"] or "").split()) if match else ""
        if not match:
            message, hint = f'"{piece.text}" is no citation', "write [see @key, p. 12; @other]"
            faults.append(Fault("CIT001", message, piece.at, end, hint))
        elif NO_LOCATOR.search(locator):
            at = piece.at + match.start("locator")
            hint = "put the mark after the bracket, and a semicolon before another work"
            faults.append(Fault("CIT001", f'"{locator}" is no locator', at, end, hint))
        else:
            prefix = " ".join(match["prefix"].split())
            found.append(Cited(match["key"], prefix, locator, bool(match["minus"])))
    return tuple(found), tuple(faults)
