"""Words, citations, index fields and comments as written in Word → as the manuscript writes them."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from regesta.exchange.manuscript import escapes
from regesta.source import REFUSED
from regesta.word.received import By, Item
from regesta.word.runs import LABELS, UNSIGNED, ZOTERO

BLANK = re.compile(r"[\t\n\r]+")
HEADING = re.compile(r'XE\s+"((?:[^"\\]|\\.)*)"')
STEP = re.compile(r"(?<!\\):")
INITIALS = re.compile(r"[^\W\d_](?:[.-]?[^\W_]){1,3}\.?")
NAMED = re.compile(r"\w+")
MOST = 3  # initials of a name
PIN = {
    name: short for short, name in (("p.", "page"), ("ch.", "chapter"), ("fig.", "figure"), ("l.", "line"))
}


class Given(NamedTuple):
    """What a writer of proposals must know: initials, footnotes by number, keys by what Zotero knows."""

    initials: Mapping[str, str]
    notes: Mapping[str, str]
    works: Mapping[str, str]


def text(items: Sequence[Item], given: Given) -> str:
    """Items as the manuscript writes them."""
    made, plain = [], ""
    for item in items:
        if item.kind == "text":
            plain += item.shown
        else:
            made += [_escaped(plain), _special(item, given)]
            plain = ""
    return "".join((*made, _escaped(plain)))


def _escaped(words: str) -> str:
    return escapes.words(REFUSED.sub("", BLANK.sub(" ", words))).replace("~", "\\~")


def _special(item: Item, given: Given) -> str:
    if item.kind == "index":
        return _index(item.says)
    if item.kind == "cite":
        return _cite(item, given)
    if item.kind == "note" and item.ins and given.notes.get(item.says):
        return comment(item.ins, f"[{item.says}] {given.notes[item.says]}", given)
    return ""


def _index(says: str) -> str:
    """An index field that somebody put in."""
    found = HEADING.search(says)
    steps = [step.replace("\\:", ":").replace("\\", "") for step in STEP.split(found[1])] if found else []
    return f"{{ix: {' > '.join(map(escapes.heading, steps))}}}" if all(steps) and steps else ""


def _cite(item: Item, given: Given) -> str:
    """A citation of Zotero's that somebody put in, where the manuscript has all its works."""
    try:
        items = json.loads(item.says[len(ZOTERO) :])["citationItems"]
        cites = [_cited(one, given) for one in items]
    except (ValueError, KeyError, TypeError, AttributeError):
        return _escaped(item.shown)
    return f"[{'; '.join(cites)}]" if cites and all(cites) else _escaped(item.shown)


def _cited(one: Mapping[str, object], given: Given) -> str:
    data = one.get("itemData")
    held = data if isinstance(data, dict) else {}
    names = (str(one.get("id")), str(held.get("id")), str(held.get("DOI")), str(held.get("title")))
    key = next((given.works[name] for name in names if name in given.works), "")
    label = PIN.get(LABELS.get(str(one.get("label", "page")), ""), "")
    pin = f", {label} {one['locator']}" if one.get("locator") and label else ""
    return f"@{key}{escapes.body(pin) if pin else ''}" if key else ""


def signature(by: By, given: Given) -> str:
    """Who proposes it, and when."""
    if by.author == UNSIGNED:
        return ""
    return f"{{>>{' '.join(filter(None, (given.initials[by.author], by.moment[:10])))}<<}}"


def comment(by: By, words: str, given: Given) -> str:
    """A remark."""
    said = _escaped(words)
    if by.author == UNSIGNED:
        return f"{{>>{said}<<}}"
    return f"{{>>{' '.join(filter(None, (given.initials[by.author], by.moment[:10])))}: {said}<<}}"


def initials(authors: Sequence[str]) -> Mapping[str, str]:
    """Two to four capitals for each name; two people never have the same."""
    made: dict[str, str] = {}
    for author in authors:
        if author in made:
            continue
        short = author if INITIALS.fullmatch(author) and author.isupper() else _short(author)
        number = 1
        while (told := f"{short[:3]}{number}" if number > 1 else short) in made.values():
            number += 1
        made[author] = told
    return made


def _short(author: str) -> str:
    words = [word for word in NAMED.findall(author) if word[0].isalpha()]
    letters = "".join(word[0] for word in words[:MOST]) if len(words) > 1 else "".join(words)[:2]
    return letters.upper() if len(letters) > 1 else f"{letters or 'X'}X".upper()
