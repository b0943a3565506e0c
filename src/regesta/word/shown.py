"""What Word shows for a mark that cannot be edited as text: a citation, a pointer, a gap."""

import json
import re
from typing import Any

from regesta.book import target
from regesta.facts import Cited, Event
from regesta.model import Book
from regesta.reader.bodies import cited
from regesta.registers import EventEntry
from regesta.word.signs import INDEX, OBJECT, Show
from regesta.words import Words

YEAR = re.compile(r"\d{4}")


def shower(book: Book, words: Words) -> Show:
    """What atoms are shown as in this book."""

    def show(kind: str, says: str) -> str:
        if kind == "note":
            return OBJECT
        if kind == "index":
            return INDEX
        if kind == "cite":
            return f"[{'; '.join(_cite(book, words, one) for one in cited(says)[0])}]"
        if kind == "ref":
            return pointed(book, words, says)
        return says if kind == "code" else words.say(f"word.{kind}", says=says)

    return show


def pointed(book: Book, words: Words, key: str) -> str:
    """The words of a pointer."""
    found = target(book, key)
    if found is None:
        return f"@{key}"
    if isinstance(found.event, EventEntry | Event):
        label = found.event.label if isinstance(found.event, EventEntry) else found.event.title
        return f"“{label}”"
    if found.kind in ("chapter", "source", "question", "figure") and found.number:
        return words.say(f"ref.{found.kind}", number=found.number)
    titles = {one.id: one.meta.title for one in (*book.front, *book.chapters)}
    return f"“{titles[key]}”" if key in titles else f"@{key}"


def _cite(book: Book, words: Words, one: Cited) -> str:
    if one.key in book.works:
        work = json.loads(book.works[one.key].csl)
        name = "" if one.suppress_author else _names(work)
        label = " ".join(filter(None, (name or work.get("title", one.key), _year(work))))
    else:
        label = pointed(book, words, one.key)
    locator = f", {one.locator}" if one.locator else ""
    return f"{one.prefix} {label}{locator}".strip()


def _names(work: dict[str, Any]) -> str:
    people = work.get("author") or work.get("editor") or []
    names = [one.get("family") or one.get("literal") or "" for one in people if isinstance(one, dict)]
    return ", ".join(filter(None, names[:2])) + (" et al." if len(names) > 2 else "")  # noqa: PLR2004 - as many as fit


def _year(work: dict[str, Any]) -> str:
    found = YEAR.search(json.dumps(work.get("issued", "")))
    return found[0] if found else ""
