"""References of other programs → `references.json` with them: nothing that was there is lost or changed.

BibTeX and RIS come as the citation engine reads them (`citeproc.references`). It writes English titles
small, as CSL wants them; here they get back the letters that their author typed.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

TITLES = frozenset("title title-short container-title collection-title volume-title".split())
FIRST = ("id", "type")
# The beginning of a field that holds a title: of BibTeX, of RIS.
FIELD = r'(?:(?:title|journal|series)\w* *= *"?|\b(?:T[I123]|BT|CT|ST|J[AFO]) +- +)'
BRACES = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class Merged:
    """The new text of the list, the ids that were added to it, and those that were there already."""

    text: str
    added: tuple[str, ...]
    kept: tuple[str, ...]


def merged(before: str, held: Iterable[str], found: Iterable[Mapping[str, Any]], typed: str) -> Merged:
    """The list `before` with the works `found` at its end; of two works with one id the first stays.

    `held` are the ids that the list has; `typed` is what the works were read from.
    """
    words = " ".join(BRACES.sub("", typed).split())
    known, kept = set(held), []
    added: dict[str, str] = {}
    for one in found:
        id = str(one.get("id", ""))
        if id in known or id in added:
            kept.append(id)
        else:
            added[id] = _written(dict(_as_typed(one, words)))
    return Merged(_appended(before, list(added.values())), tuple(added), tuple(kept))


def _written(work: Mapping[str, Any]) -> str:
    """A work with a line for each field, and what it is first."""
    names = sorted(work, key=lambda name: (name not in FIRST, name))
    fields = (f"    {json.dumps(name)}: {json.dumps(work[name], ensure_ascii=False)}" for name in names)
    return "  {\n" + ",\n".join(fields) + "\n  }"


def _appended(before: str, entries: list[str]) -> str:
    """The text with the entries before its last bracket, in its own line ends."""
    if not entries:
        return before
    head = before[: before.rindex("]")].rstrip() if before.strip() else "["
    comma = "" if head.endswith("[") else ","
    tail = f"{comma}\n" + ",\n".join(entries) + "\n]\n"
    return head + (tail.replace("\n", "\r\n") if "\r\n" in before else tail)


def _as_typed(work: Mapping[str, Any], typed: str) -> Iterator[tuple[str, Any]]:
    for name, value in {**work, "type": work.get("type") or "document"}.items():
        yield name, _title(value, typed) if name in TITLES and isinstance(value, str) else value


def _title(title: str, typed: str) -> str:
    """A title with its letters large and small as they were typed; a title and a subtitle may stand apart."""
    whole = _found(title, typed)
    return whole or ": ".join(_found(part, typed) or part for part in title.split(": "))


def _found(words: str, typed: str) -> str:
    match = re.search(FIELD + f"({re.escape(words)})", typed, re.IGNORECASE)
    return match[1] if match else ""
