"""A tree of ours → TEI: the text of a source with its signs, names, dates, notes and marks.

`regained` reads what is written here. A verb without an element of its own is `seg`, its value in `n`.
Sentences and lines are milestones, since a sentence may begin in one element and end in another. What is
for the classroom (questions, answers, words for the teacher) is not exported.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from lxml import etree

from regesta.exchange.manuscript.fences import PICTURED, own
from regesta.exchange.tei.dating import attributes
from regesta.exchange.tei.outside import CLASSROOM
from regesta.exchange.tei.record_fields import TEI
from regesta.exchange.xml import ID, LANG, Raw
from regesta.tree import Element, Node, find

Given = dict[str, str]
HI = {"em": "italic", "strong": "bold", "sup": "superscript", "sub": "subscript"}
NAMES = {"who": "persName", "org": "orgName", "place": "placeName", "term": "term"}
SIGNS = {"unclear": "unclear", "add": "supplied", "del": "del", "ins": "add"}
CHOICES = {"sic": ("sic", "corr"), "abbr": ("expan", "abbr")}  # what is told, and what stands in the text
CHANGES = ("insert", "delete", "highlight", "substitute", "comment")
PARTS = {"del": "delete", "ins": "insert"}
BLOCKS = {"p": "p", "blockquote": "quote", "li": "item", "dt": "label", "dd": "item", "tr": "row"}
HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
DERIVED = ("attribution",)
KEY = re.compile(r"@([\w-]+(?:[.:][\w-]+)*)")  # in a citation as it is written


def element(name: str, given: Mapping[str, str] | None = None, parent: Raw = None) -> Raw:
    """An element of TEI; empty attributes are left out."""
    said = {key: value for key, value in (given or {}).items() if value}
    tag = f"{{{TEI}}}{name}"
    if parent is None:
        return etree.Element(tag, said, nsmap={None: TEI})
    return etree.SubElement(parent, tag, said)


def _is_left(node: Element) -> bool:
    """What is for the classroom, what the reader made itself, and what lies in an archive."""
    witnessed = node.get("data-witness") is not None
    return witnessed or node.get("data-block") in CLASSROOM or node.get("class") in ("notes", *DERIVED)


class Encoder:
    """Writes one source; its notes stand where they are called for the first time.

    `outside` are words for pointers that lead to nothing exported, by their keys.
    """

    def __init__(self, body: Element, outside: Mapping[str, str] | None = None) -> None:
        self.outside = outside or {}
        self.notes = {one.get("data-note") or "": one for one in find(body, "data-note")}
        self.told: dict[str, str] = {}  # label → the xml:id of its note
        self._marks: Mapping[str, Callable[[Raw, Element], None]] = {
            "note": self._note,
            "cite": lambda into, node: self._ref(into, node, "cite"),
            "ref": lambda into, node: self._ref(into, node, "pointer"),
            "anchored": lambda _into, _node: None,
            "gap": self._gap,
            "pb": lambda into, node: self._empty(into, "pb", {"n": node.get("data-n") or ""}),
            "side": lambda into, node: self._held(into, node, "note", {"place": "margin"}),
            "s+": lambda into, _node: self._empty(into, "anchor", {"type": "sentence-end"}),
            "s-": lambda into, _node: self._empty(into, "anchor", {"type": "no-sentence-end"}),
            "event": self._event,
            **dict.fromkeys(("ix", "ix+", "ix-", "ix!"), self._index),
            **dict.fromkeys(CHANGES, self._change),
        }

    def blocks(self, into: Raw, children: Iterable[Node]) -> None:
        """Blocks and the words between them."""
        for node in children:
            if isinstance(node, str):
                self._say(into, node)
            elif not _is_left(node):
                self.node(into, node)

    def node(self, into: Raw, node: Element) -> None:
        """One element, in a line or between lines."""
        if block := node.get("data-block"):
            self._block(into, node, block)
        elif mark := (node.get("data-mark") or "").split():
            self._marks[mark[0]](into, node) if mark[0] in self._marks else self._span(into, node, mark)
        elif node.get("class") in ("s", "l"):
            self._counted(into, node)
        elif node.name in HI:
            self._held(into, node, "hi", {"rend": HI[node.name]})
        elif node.name in HEADS:
            self._held(into, node, "ab", {"type": "head", "n": node.name[1], ID: node.get("id") or ""})
        else:
            self._plain(into, node)

    # blocks

    def _block(self, into: Raw, node: Element, name: str) -> None:
        said = {key.removeprefix("data-"): value for key, value in node.attributes if key.startswith("data-")}
        language = said.pop("lang", "")
        said.pop("block")
        given = {"type": name, "rend": node.get("class") or "", ID: node.get("id") or "", LANG: language}
        made = element("div", given, into)
        made.tail = "\n"
        for key, value in said.items():  # what the fence says
            element("note", {"type": "attribute", "n": key}, made).text = value
        if name in PICTURED:
            figure = element("figure", {}, made)
            element("graphic", {"url": node.get("data-file") or ""}, figure)
            element("figDesc", {}, figure).text = node.get("data-alt") or ""
        if name == "notes":
            self._anchored(made, node.children)
        else:
            self.blocks(made, own(name, node).children)

    def _anchored(self, into: Raw, notes: Iterable[Node]) -> None:
        for node in (one for one in notes if isinstance(one, Element)):
            kind, first, last = (node.get(f"data-{key}") or "" for key in ("anchored", "first", "last"))
            words = node.get("data-words") or (first if first == last else f"{first}–{last}")
            given = {"type": "anchored", "subtype": kind, "n": words, ID: node.get("id") or ""}
            self.blocks(element("note", given, into), node.children)

    def _plain(self, into: Raw, node: Element) -> None:
        title = node.get("title") or ""
        tags: Mapping[str, tuple[str, Given]] = {
            "ul": ("list", {"rend": "bulleted"}),
            "ol": ("list", {"rend": "numbered", "n": node.get("start") or ""}),
            "dl": ("list", {"type": "gloss"}),
            "table": ("table", {}),
            "td": ("cell", {"rend": node.get("class") or ""}),
            "th": ("cell", {"role": "label", "rend": node.get("class") or ""}),
            "a": ("ref", self._link(node.get("href") or "", title)),
            "code": ("code", {"lang": node.get("class") or ""}),
            "br": ("lb", {}),
            "hr": ("milestone", {"unit": "rule"}),
            "img": ("graphic", {"url": node.get("src") or "", "n": node.get("alt") or "", "rend": title}),
            "pre": ("ab", {"type": "code"}),
            "div": ("ab", {"type": "marks"}),
        }
        if node.name in ("thead", "tbody"):
            self.blocks(into, node.children)
        elif node.name in BLOCKS:
            self._held(into, node, BLOCKS[node.name], {}, apart=node.name != "li")
        else:
            name, given = tags.get(node.name, ("seg", {"type": node.name}))
            self._held(into, node, name, given, apart=node.name in ("ul", "ol", "dl", "table", "hr", "pre"))

    # lines

    def _link(self, address: str, title: str) -> Given:
        """A link; one to a place that is not exported leads nowhere, and its words remain."""
        if address.removeprefix("#") in self.outside:
            return {"type": "outside", "n": address}
        return {"target": address, "n": title}

    def _say(self, into: Raw, words: str) -> None:
        if len(into):
            into[-1].tail = (into[-1].tail or "") + words
        else:
            into.text = (into.text or "") + words

    def _held(self, into: Raw, node: Element, name: str, given: Given, apart: bool = False) -> Raw:
        made = element(name, given, into)
        self.blocks(made, node.children)
        if apart:
            made.tail = "\n"
        return made

    def _empty(self, into: Raw, name: str, given: Given) -> None:
        element(name, given, into)

    def _counted(self, into: Raw, node: Element) -> None:
        unit = {"s": "sentence", "l": "line"}[node.get("class") or ""]
        number, of = node.get("data-n") or "", node.get("data-of") or ""
        given = {"unit": unit, "n": number, ID: node.get("id") or "", "corresp": f"#{of}" if of else ""}
        element("milestone", given, into)
        self.blocks(into, node.children)

    def _note(self, into: Raw, node: Element) -> None:
        label = node.get("data-key") or ""
        if label in self.told:
            element("ref", {"type": "note", "n": label, "target": f"#{self.told[label]}"}, into)
            return
        self.told[label] = f"{node.get('id')}-text"
        made = element("note", {"place": "foot", "n": label, ID: self.told[label]}, into)
        self.blocks(made, self.notes[label].children if label in self.notes else ())

    def _ref(self, into: Raw, node: Element, kind: str) -> None:
        key = node.get("data-key") or ""
        key = self._kept(into, key, kind)
        if not key:
            return
        target = f"#{key}" if kind == "pointer" and key.startswith("src-") else ""
        element("ref", {"type": kind, "target": target}, into).text = key

    def _kept(self, into: Raw, key: str, kind: str) -> str:
        """What a pointer or citation says of exported things; what it says of others is written as words."""
        parts = [key] if kind == "pointer" else key.split(";")
        left = [one for one in parts if any(named in self.outside for named in (one, *KEY.findall(one)))]
        if left:
            said = "; ".join(
                KEY.sub(lambda met: self.outside.get(met[1], met[0]), one).strip() for one in left
            )
            words = self.outside.get(key) or f"({said})"
            element("ref", {"type": "outside", "n": "; ".join(left)}, into).text = words
        kept = ";".join(one for one in parts if one not in left).strip()
        if left and kept:
            self._say(into, " ")
        return kept

    def _gap(self, into: Raw, node: Element) -> None:
        given = {key: node.get(f"data-{key}") or "" for key in ("reason", "quantity", "unit")}
        element("gap", given, into)

    def _event(self, into: Raw, node: Element) -> None:
        said = {"type": "event", "n": node.get("data-label") or "", "rend": node.get("data-tags") or ""}
        said[ID] = node.get("id") or ""
        made = self._held(into, node, "date", said | attributes(node.get("data-event") or ""))
        if node.get("data-silent") is not None:
            made.set("subtype", "point")

    def _index(self, into: Raw, node: Element) -> None:
        verb = node.get("data-mark") or "ix"
        if node.get("data-silent") is not None:
            element("index", {"indexName": verb, "n": node.get("data-body") or ""}, into)
        elif " " in verb:
            self._span(into, node, verb.split())
        else:
            self._held(into, node, "seg", {"type": verb, "n": node.get("data-ix") or ""})

    def _change(self, into: Raw, node: Element) -> None:
        kind = node.get("data-mark") or ""
        given = {"type": kind, "n": " ".join(filter(None, (node.get("data-author"), node.get("data-date"))))}
        if kind == "substitute":
            made = element("seg", given, into)
            for part in (one for one in node.children if isinstance(one, Element)):
                self._held(made, part, "seg", {"type": PARTS.get(part.name, part.name)})
        else:
            self._held(into, node, "seg", given)

    def _span(self, into: Raw, node: Element, verbs: list[str]) -> None:
        """One element for each verb, the first outermost."""
        by = node.get("data-by") or ""
        for n, verb in enumerate(verbs):
            value = node.get(f"data-{verb}") or ""
            given: Given = {} if n else {ID: node.get("id") or "", "rend": node.get("class") or ""}
            given |= {"resp": f"#{by}"} if by and not n else {}
            into = self._verb(into, verb, value, given)
        self.blocks(into, node.children)

    def _verb(self, into: Raw, verb: str, value: str, given: Given) -> Raw:
        if verb in CHOICES:
            told, kept = CHOICES[verb]
            choice = element("choice", given, into)
            made = {name: element(name, {}, choice) for name in sorted((told, kept), reverse=verb == "sic")}
            made[told].text = value
            return made[kept]
        said: Mapping[str, tuple[str, Given]] = {
            "date": ("date", attributes(value) if verb == "date" else {}),
            "lang": ("foreign", {LANG: value}),
            "u": ("hi", {"rend": "underline"}),
            **{key: (tag, {"ref": f"#{key}-{value}" if value else ""}) for key, tag in NAMES.items()},
            **{key: (tag, {"place": value if key == "ins" else ""}) for key, tag in SIGNS.items()},
        }
        tag, own_ = said.get(verb, ("seg", {"type": verb, "n": value}))
        return element(tag, {**given, **own_}, into)
