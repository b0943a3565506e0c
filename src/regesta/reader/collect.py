"""Marks that reached the tree → elements with anchors, and the facts of the text in order of place."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from regesta import facts
from regesta.diagnostics import Diagnostic, did_you_mean
from regesta.reader.attributes import Attribute, Fault, attributes, classes, judge_span
from regesta.reader.blocks import Block
from regesta.reader.bodies import cited, entries, event, gap, page
from regesta.reader.changes import change, standing, threaded
from regesta.reader.fenced import fenced, uses
from regesta.reader.grammar import QUALIFIERS, ROLES, SIGNS, SPANS
from regesta.reader.marks import Mark
from regesta.reader.places import Places
from regesta.source import Span
from regesta.tree import Attributes, Children, Element, Node, rewrite

NAMED = ("who", "org", "place", "term")
HEADING = re.compile("h[1-6]")


class _Met(NamedTuple):
    """A mark in its place in the tree."""

    mark: Mark
    span: Span | None
    children: Children


class Collector:
    """Elements and facts of one text, made while its tree is frozen."""

    def __init__(self, places: Places, owner: str, notes: dict[str, Span], found: list[Diagnostic]) -> None:
        self.places, self.owner, self.notes, self.found = places, owner, notes, found
        self.counts: Counter[str] = Counter()
        self.facts: list[facts.Fact] = []
        self.uses: dict[str, list[Span | None]] = {}
        self._makers: dict[str, Callable[[_Met], Element]] = {
            "span": self._span,
            "point": self._point,
            "cite": self._cite,
            "ref": self._ref,
            "note": self._note,
            "change": self._change,
            "id": _id_mark,
            "unknown": lambda met: Element("span", (("class", "unknown"),), met.children, met.span),
        }

    def mark(self, mark: Mark, children: Children) -> Element:
        """The element for a mark; its facts are kept."""
        return self._makers[mark.kind](_Met(mark, self.places.mark(mark), children))

    def block(self, block: Block, inside: Callable[[], Children]) -> Element:
        """The element for a `:::` block; its anchor and fact come before those of what it holds."""
        anchor = _id(block.given) or self._anchor(block.name)
        self.facts += uses(block, anchor, self.places.source)
        element, faults = fenced(block, anchor, inside())
        self.found += [Diagnostic(one.code, one.message, block.head, one.hint) for one in faults]
        return element

    def target(self, element: Element) -> None:
        """The address of a link or picture is kept."""
        kind, key = ("image", "src") if element.name == "img" else ("link", "href")
        self.facts.append(facts.Target(kind, element.get(key) or "", element.span))

    # marks

    def _span(self, met: _Met) -> Element:
        words = met.mark.words
        if met.mark.verb in ROLES:
            return self._indexed(met)
        given, stop = attributes(words)
        faults = list(judge_span(given))
        if stop is not None or not given:
            message = f'"{{{words.strip()}}}" cannot be read'
            faults.append(Fault("MRK003", message, stop or 0, len(words), "write {verb} or {verb=value}"))
        self._blame(met.mark, faults)
        verbs = [one.name for one in given if one.name in SPANS]
        anchor = _id(given) or self._anchor(verbs[0] if verbs else "span")
        for one in given:
            self._span_fact(met, one, given, anchor)
        made = [("id", anchor), ("data-mark", " ".join(verbs) or "span"), *classes(given)]
        made += [(f"data-{one.name}", one.value) for one in given if one.name in (*SPANS, *QUALIFIERS)]
        made += [("lang", one.value) for one in given if one.name == "lang"]
        return Element("time" if "date" in verbs else "span", _once(made), met.children, met.span)

    def _span_fact(self, met: _Met, one: Attribute, given: Sequence[Attribute], anchor: str) -> None:
        words = _words(met.children)
        if one.name in NAMED:
            self.facts.append(facts.Mention(one.name, one.value, words, anchor, met.span))
        elif one.name == "date":
            self.facts.append(facts.Dating(one.value, anchor, met.span))
        elif one.name == "event":
            tags = tuple(_value(given, "tags").split())
            title = _value(given, "label") or words
            self.facts.append(facts.Event(one.value, title, tags, anchor, met.span))
        elif one.name == "ix":
            body = met.mark.words[one.at : one.end].removesuffix('"') if one.value else ""
            self._index(met, anchor, "ix", body, one.at)
        elif one.name in SIGNS:
            self.facts.append(facts.Sign(one.name, one.value, anchor, met.span))

    def _indexed(self, met: _Met) -> Element:
        """`[text]{ix: entry}`."""
        mark, anchor = met.mark, self._anchor("ix")
        body = mark.words[mark.at :]
        self._index(met, anchor, mark.verb, body, mark.at)
        made = (("id", anchor), ("data-mark", mark.verb), ("data-ix", " ".join(body.split())))
        return Element("span", made, met.children, met.span)

    def _point(self, met: _Met) -> Element:
        mark, kind = met.mark, met.mark.verb.rstrip("+-!")
        body, anchor = mark.words[mark.at :], self._anchor(kind)
        made = [("id", anchor), ("data-mark", mark.verb)]
        if kind in SIGNS:
            return self._sign(met, made, body)
        if kind == "side":
            return Element("span", tuple(made), met.children, met.span)
        if kind == "event":
            when, label, faults = event(body)
            self._blame(mark, faults, mark.at)
            self.facts.append(facts.Event(when, label, (), anchor, met.span))
            made += [("data-event", when), ("data-label", label)]
        elif kind == "ix":
            if body.strip():  # the processor has said it where there is none
                self._index(met, anchor, mark.verb, body, mark.at)
            made.append(("data-body", " ".join(body.split())))
        return Element("span", (*made, ("data-silent", "")), (), met.span)

    def _sign(self, met: _Met, made: list[tuple[str, str]], body: str) -> Element:
        """An editorial sign that stands for itself; of its words only what it must say is kept."""
        given, faults = gap(body) if met.mark.verb == "gap" else page(body)
        if body.strip():  # the processor has said it where there are none
            self._blame(met.mark, faults, met.mark.at)
        value = " ".join(value for _, value in given)
        self.facts.append(facts.Sign(met.mark.verb, value, made[0][1], met.span))
        made += [(f"data-{name}", value) for name, value in given]
        return Element("span", tuple(made), (), met.span)

    def _index(self, met: _Met, anchor: str, verb: str, body: str, at: int) -> None:
        """The entries of an index mark; without any, the marked words are the entry."""
        words = _words(met.children)
        found, faults = entries(verb, body) if body.strip() else entries(verb, words, plain=True)
        if not body.strip() and not words:
            faults = (Fault("MRK007", f'"{verb}" lacks its words', 0, len(met.mark.words) - at),)
        self._blame(met.mark, faults, at if body.strip() else 0)
        for entry in found:
            self.facts.append(facts.IndexMark(verb[2:], entry.path, entry.options, anchor, met.span))

    def _cite(self, met: _Met) -> Element:
        items, faults = cited(met.mark.words)
        self._blame(met.mark, faults)
        anchor = self._anchor("cite")
        self.facts.append(facts.Citation(items, anchor, met.span))
        return _pointer(met, anchor)

    def _ref(self, met: _Met) -> Element:
        anchor = self._anchor("ref")
        self.facts.append(facts.CrossRef(met.mark.words, anchor, met.span))
        return _pointer(met, anchor)

    def _note(self, met: _Met) -> Element:
        label = met.mark.words
        if label in self.notes:
            self.uses.setdefault(label, []).append(met.span)
        else:
            hint = did_you_mean(label, self.notes) or f"write it in a paragraph that begins [^{label}]:"
            self.found.append(Diagnostic("NOT001", f'no note is called "{label}"', met.span, hint))
        return _pointer(met, self._anchor("note"))

    def _change(self, met: _Met) -> Element:
        kind = met.mark.verb
        fact, element = change(kind, self._anchor(kind), met.children, self.places.source, met.span)
        self.facts.append(fact)
        return element

    def _anchor(self, kind: str) -> str:
        self.counts[kind] += 1
        return f"{self.owner}-{kind}-{self.counts[kind]}"

    def _blame(self, mark: Mark, faults: Sequence[Fault], at: int = 0) -> None:
        if not faults:
            return
        words = self.places.words(mark)
        for fault in faults:
            span = words.span(at + fault.start, at + fault.end)
            self.found.append(Diagnostic(fault.code, fault.message, span, fault.hint))

    # the whole

    def finish(self, body: Element) -> Element:
        """Headings take their ids; whatever else claims one so is a fault. Remarks join their changes."""
        self.facts = standing(body, threaded(body, self.facts), self.owner)
        return rewrite(body, self._finish)

    def _finish(self, element: Element) -> Element:
        named = [one for one in element.children if isinstance(one, Element) and one.get("data-mark") == "id"]
        if not HEADING.fullmatch(element.name):
            for one in named:
                message = "only a heading can be named like this"
                self.found.append(Diagnostic("MRK003", message, one.span, "write [text]{#id}"))
            return element
        kept = tuple(one for one in element.children if one not in named)
        if named and kept and isinstance(kept[-1], str):
            kept = (*kept[:-1], kept[-1].rstrip())
        own = next((id for one in named if (id := one.get("id"))), "") or self._anchor("sec")
        styled = tuple(("class", value) for one in named if (value := one.get("class")))
        made = replace(element, attributes=(("id", own), *styled[:1], *element.attributes), children=kept)
        self.facts.append(facts.Heading(int(element.name[1]), _words(kept), own, element.span))
        return made

    def all_facts(self, anchored: Iterable[facts.Fact]) -> tuple[facts.Fact, ...]:
        """The facts, in order of place; one without a place follows the one before it."""
        notes = [
            facts.Note(label, tuple(self.uses.get(label, ())), span) for label, span in self.notes.items()
        ]
        for note in notes:
            if not note.uses:
                message = f'nothing refers to the note "{note.label}"'
                self.found.append(Diagnostic("NOT002", message, note.span, f"write [^{note.label}]"))
        placed: list[tuple[int, facts.Fact]] = []
        headings = [fact for fact in self.facts if isinstance(fact, facts.Heading)]
        others = [fact for fact in self.facts if not isinstance(fact, facts.Heading)]
        for row in (others, headings, [*anchored, *notes]):  # each was met in the order of the text
            at = 0
            for fact in row:
                at = fact.span.start if fact.span else at
                placed.append((at, fact))
        return tuple(fact for _, fact in sorted(placed, key=lambda one: one[0]))


def _pointer(met: _Met, anchor: str) -> Element:
    made = (("id", anchor), ("data-mark", met.mark.kind), ("data-key", " ".join(met.mark.words.split())))
    return Element("a", made, (), met.span)


def _id_mark(met: _Met) -> Element:
    given = attributes(met.mark.words)[0]
    own = (("id", id),) if (id := _id(given)) else ()
    return Element("span", (*own, ("data-mark", "id"), *classes(given)), met.children, met.span)


def _id(given: Sequence[Attribute]) -> str:
    return next((one.value for one in given if one.kind == "id"), "")


def _value(given: Sequence[Attribute], name: str) -> str:
    return next((one.value for one in given if one.name == name), "")


def _once(given: Iterable[tuple[str, str]]) -> Attributes:
    """No element has one attribute twice, whatever an author says."""
    return tuple(dict(given).items())


def _words(children: Children) -> str:
    """What a reader would read: no comments of the editors."""
    return " ".join("".join(map(_said, children)).split())


def _said(node: Node) -> str:
    if isinstance(node, str):
        return node
    if node.get("data-mark") in ("comment", "side"):
        return ""
    return node.get("alt") or "".join(map(_said, node.children))
