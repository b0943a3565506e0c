"""What stands in `{ix: …}`, `{event: …}`, `{gap: …}` and `[@…]`, read from the words alone.

Each reader returns what it read and the faults in it; places count from the beginning of the words.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from regesta.diagnostics import did_you_mean
from regesta.facts import Cited
from regesta.reader.attributes import Fault, dated
from regesta.reader.grammar import POINTS
from regesta.reader.values import COUNTED, LOCATORS, REASONS, UNITS, VALUES
from regesta.tree import Attributes

CITED = re.compile(
    r"(?P<prefix>[^@]*?)(?P<minus>-?)@(?P<key>[\w:./-]*\w)(?:,?\s+(?P<locator>.*))?", re.DOTALL
)
NUMBER = r"(?:\d+[a-z]{0,2}|[ivxlcdm]+)"
LABEL = re.compile(r"(?P<word>[^\W\d_]+)(?:\. *| +|$)|(?P<sign>§§?) *")
LOCATED = re.compile(
    rf"(?P<first>{NUMBER})(?: *[–-] *(?P<last>{NUMBER}))?(?:(?:, *| +)(?P<suffix>[^\d ].*))?", re.IGNORECASE
)
QUANTITY = re.compile(r"[1-9][0-9]{0,3}")
GAP_WORDS = 3  # reason, number, unit
UNSTATED = "omitted"  # what a gap is printed as whose reason cannot be read
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
            place = _located(match["key"], locator)
            if place.unit and not place.first:
                at, sign = piece.at + match.start("locator"), place.unit[0]
                hint = f"write {sign}. 4 or {sign}. 4–6, and name the source again for another"
                faults.append(Fault("CIT001", f'"{locator}" names no {place.unit}', at, end, hint))
                place = _Located()
            found.append(Cited(match["key"], prefix, locator, bool(match["minus"]), *place))
    return tuple(found), tuple(faults)


class _Located(NamedTuple):
    """Where in a work: a unit without numbers is one that a source of ours cannot be without."""

    unit: str = ""
    first: str = ""
    last: str = ""
    suffix: str = ""


def _located(key: str, locator: str) -> _Located:
    label = LABEL.match(locator)
    known = LOCATORS.get((label["word"] or label["sign"]).lower(), "") if label else ""
    unit = known or "page"
    own = key.startswith("src-") and unit in COUNTED
    if not own and unit == "sentence":  # Czech has "s." for a page; only our own texts count sentences
        return _Located()
    match = LOCATED.fullmatch(locator, label.end() if label and known else 0)
    first = match["first"] if match else ""
    last = (match["last"] or first) if match else ""
    if last.isdigit() and first.isdigit():
        last = first[: -len(last)] + last if len(last) < len(first) else last  # 126–7
        right = int(first) <= int(last)
    else:
        right = not own
    if not match or not right or not (known or match["suffix"] is None or first[0].isdigit()):
        return _Located(unit if own else "")
    return _Located(unit, first, last, match["suffix"] or "")


def gap(words: str) -> tuple[Attributes, tuple[Fault, ...]]:
    """`illegible 3 words`: what it says, by name, and the faults; nothing else is ever kept."""
    given, end = words.split(), len(words)
    reason = given[0] if given else ""
    at = end - len(words.lstrip())
    if reason not in REASONS:
        hint = did_you_mean(reason, REASONS) or "begin with " + " or ".join(REASONS)
        return (("reason", UNSTATED),), (Fault("MRK002", "a gap needs its reason", at, end, hint),)
    if len(given) == 1:
        return (("reason", reason),), ()
    unit = f"{given[-1].removesuffix('s')}s"
    if len(given) == GAP_WORDS and QUANTITY.fullmatch(given[1]) and unit in UNITS:
        return (("reason", reason), ("quantity", given[1]), ("unit", unit)), ()
    hint = f"write {reason}, or {reason} 3 " + " or ".join(UNITS)
    message = "a gap says nothing but its reason and its size"
    return (("reason", reason),), (Fault("MRK002", message, at + len(reason) + 1, end, hint),)


def page(words: str) -> tuple[Attributes, tuple[Fault, ...]]:
    """The number of a page."""
    number = " ".join(words.split())
    if VALUES["page"].pattern.fullmatch(number):
        return (("n", number),), ()
    hint = f"write {VALUES['page'].form}"
    return (("n", ""),), (Fault("MRK002", f'"{number}" is no page', 0, len(words), hint),)
