"""Lists of persons, terms, places and bodies in a volume → registers, and which xml:id means which entry."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from regesta.exchange.tei.dating import edtf
from regesta.exchange.tei.file import Tei
from regesta.exchange.tei.header import free, slug
from regesta.exchange.tei.words import words_of
from regesta.exchange.xml import ID, Raw, name

KINDS: Mapping[str, tuple[str, str, str]] = {
    # the element that bears a name: the verb, the file, and the key of its list
    "persName": ("who", "registers/people.yaml", "people"),
    "term": ("term", "registers/glossary.yaml", "terms"),
    "placeName": ("place", "registers/places.yaml", "places"),
    "orgName": ("org", "registers/organizations.yaml", "organizations"),
}
HOLDERS = {"person": "persName", "place": "placeName", "org": "orgName"}
TURNED = re.compile(r"(?P<last>[^,]+), (?P<first>[^,]+)")


@dataclass(slots=True)
class Lists:
    """Entries by file, what each xml:id means, and the divisions that hold nothing else."""

    entries: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    known: dict[str, tuple[str, str]] = field(default_factory=dict)
    held: set[Raw] = field(default_factory=set)

    def add(self, kind: str, id: str, fields: Mapping[str, Any]) -> None:
        """An entry, under a key of its own."""
        verb, file, _ = KINDS[kind]
        taken = {one["id"] for one in self.entries.get(file, ())}
        wished = slug(str(fields.get("sort") or fields["name"])) or "entry"
        key = free(wished, taken)
        self.entries.setdefault(file, []).append({"id": key, **{k: v for k, v in fields.items() if v}})
        self.known[id] = (verb, key)

    def files(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The registers as files."""
        for _, file, listed in KINDS.values():
            if file in self.entries:
                yield file, {listed: self.entries[file]}


def lists(tei: Tei) -> Lists:
    """All registers of a volume: divisions whose items say who or what an xml:id is, and TEI's own lists."""
    made = Lists()
    for div in tei.root.iter("{*}div"):
        items = list(div.iter("{*}item"))
        listed = [pair for item in items if (pair := _named(item))]
        if len(listed) * 2 > len(items):
            made.held.add(div)
            for item, said in listed:
                made.add(name(said), said.get(ID), _fields(name(said), words_of(said), _rest(item, said)))
    for element in tei.root.iter("{*}person", "{*}place", "{*}org"):
        _own(element, made)
    return made


def _named(item: Raw) -> tuple[Raw, Raw] | None:
    """The item and the element in it that says what it is about."""
    said = next((one for one in item.iter() if name(one) in KINDS and one.get(ID)), None)
    return None if said is None or words_of(item)[: len(words_of(said))] != words_of(said) else (item, said)


def _rest(item: Raw, said: Raw) -> str:
    return words_of(item)[len(words_of(said)) :].strip(" ,;:.–—")


def _fields(kind: str, called: str, rest: str) -> Mapping[str, Any]:
    found = TURNED.fullmatch(called)
    names = {"name": f"{found['first']} {found['last']}", "sort": called} if found else {"name": called}
    if kind == "term":
        return {"name": called, "definition": rest or called}
    return {**(names if kind == "persName" else {"name": called}), "gloss": rest}


def _own(element: Raw, made: Lists) -> None:
    """An entry of `listPerson`, `listPlace` or `listOrg`."""
    id, kind = element.get(ID), HOLDERS[name(element)]
    called = [one for one in element if name(one) == kind]
    if not id or not called or id in made.known:
        return
    sort = next((words_of(one) for one in called if one.get("type") == "sort"), "")
    names = [words_of(one) for one in called if one.get("type") not in ("sort", "abbr")]
    abbr = next((words_of(one) for one in called if one.get("type") == "abbr"), "")
    notes = " ".join(words_of(one, ()) for one in element if name(one) in ("note", "occupation", "desc"))
    fields = dict(_fields(kind, names[0], notes)) | {"aliases": names[1:], "abbr": abbr}
    fields |= {"sort": sort} if sort else {}
    made.add(kind, id, fields | {"life": _life(element)})


def _life(person: Raw) -> str:
    found = [person.find(f"{{*}}{end}") for end in ("birth", "death")]
    ends = ["" if one is None else edtf(one) for one in found]
    return "/".join(ends) if all(ends) else ""
