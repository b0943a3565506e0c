"""What stands in a line of TEI → our marks, with the facts that they state."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping

from regesta.dates import DateError, parse
from regesta.exchange.tei.file import Tei
from regesta.exchange.tei.names import Names
from regesta.exchange.xml import ID, LANG, Fault, Raw, content, line, name
from regesta.facts import Dating, Fact, Mention
from regesta.tree import Attributes, Element, Node, text

LABEL = re.compile(r"(?:^|(?<=[.!?:;”] ))\d{1,5}\.(?= )")  # a number that a paragraph or a point bears
SPACE = re.compile(r"\s+")
RENDERED: Mapping[str, str] = {
    "italic": "em", "italics": "em", "i": "em", "it": "em",
    "strong": "strong", "bold": "strong", "b": "strong",
    "superscript": "sup", "super": "sup", "sup": "sup", "subscript": "sub", "sub": "sub",
    "underline": "u", "underlined": "u", "smallcaps": "", "small-caps": "", "sc": "", "roman": "", "caps": "",
}  # fmt: skip
PLAIN = frozenset(  # their words are all that they say to us
    "rs name time num measure seg s w c g pc roleName forename surname idno bibl author editor publisher "
    "pubPlace biblScope addrLine address affiliation country settlement region reg orig expan abbr corr sic "
    "subst ref label stage speaker docDate".split()
)
SILENT = frozenset(("anchor", "cb", "milestone", "handShift", "index", "fw", "space"))
REASONS: Mapping[str, str] = {
    "illegible": "illegible", "faded": "illegible", "garbled": "illegible", "garble": "illegible",
    "damage": "damage", "damaged": "damage", "lost": "damage", "torn": "damage",
    "omitted": "omitted", "sampling": "omitted", "editorial": "omitted", "": "omitted",
    "redacted": "redacted", "withheld": "redacted", "classified": "redacted", "declassification": "redacted",
    "not-declassified": "redacted", "censored": "redacted",
}  # fmt: skip
UNITS: Mapping[str, str] = {
    "word": "words", "line": "lines", "page": "pages", "leaf": "pages",
    "char": "letters", "character": "letters", "letter": "letters",
}  # fmt: skip
EXTENT = re.compile(r"\s*(\d{1,4})\s+([a-z]+)")
PLACES: Mapping[str, str] = {
    "above": "above", "superlinear": "above", "below": "below", "margin": "margin", "inline": "inline",
    "overleaf": "overleaf",
}  # fmt: skip


class Marks(ABC):
    """Inline elements of one document; a subclass knows what stands in a note."""

    def __init__(self, tei: Tei, names: Names, owner: str, taken: Iterable[str]) -> None:
        self.tei, self.names, self.owner = tei, names, owner
        self.taken = set(taken)
        self.facts: list[Fact] = []
        self.met: list[Fault] = []
        self._makers: Mapping[str, Callable[[Raw], Iterable[Node]]] = {
            "hi": self._hi,
            "emph": lambda raw: (self._as("em", raw),),
            "title": lambda raw: (self._as("em", raw),),
            "foreign": self._foreign,
            "q": self._quoted,
            "quote": self._quoted,
            "soCalled": self._quoted,
            "mentioned": self._quoted,
            "persName": lambda raw: self._named(raw, "who"),
            "placeName": lambda raw: self._named(raw, "place"),
            "orgName": lambda raw: self._named(raw, "org"),
            "gloss": lambda raw: self._named(raw, "org", "term"),
            "term": lambda raw: self._named(raw, "term"),
            "date": self._date,
            "gap": self._gap,
            "supplied": lambda raw: self._sign(raw, "add"),
            "ex": lambda raw: self._sign(raw, "add"),
            "unclear": lambda raw: self._sign(raw, "unclear"),
            "del": lambda raw: self._sign(raw, "del"),
            "surplus": lambda raw: self._sign(raw, "del"),
            "add": lambda raw: self._sign(raw, "ins", PLACES.get(raw.get("place") or "", "")),
            "choice": self._choice,
            "pb": self._page,
            "lb": lambda _: (Element("br"),),
            "note": self.note,
        }

    @abstractmethod
    def note(self, raw: Raw) -> Iterable[Node]:
        """The call of a note; where notes go is the subclass's."""

    def inside(self, raw: Raw) -> list[Node]:
        """What an element holds, as it stands in a line."""
        made: list[Node] = []
        for child in content(raw):
            if isinstance(child, str):
                made.append(SPACE.sub(" ", child))
            else:
                made += self.mark(child)
        return made

    def mark(self, raw: Raw) -> Iterable[Node]:
        """The nodes for an element in a line."""
        called = name(raw)
        if called in self._makers:
            return self._makers[called](raw)
        if called in SILENT:
            return ()
        if called not in PLAIN:
            self.lost(raw, f'of "{called}" only the words are carried')
        elif called == "ref" and (raw.get("target") or "").startswith("#"):
            self.lost(raw, f'the pointer to "{raw.get("target")[1:]}" is carried as words')
        return self.inside(raw)

    def lost(self, raw: Raw, message: str) -> None:
        """Something was not carried."""
        self.met.append(Fault("TEI007", message, line(raw)))

    def anchor(self, kind: str) -> str:
        """The next free id of a kind."""
        number = 1
        while (id := f"{self.owner}-{kind}-{number}") in self.taken:
            number += 1
        self.taken.add(id)
        return id

    def labelled(self, nodes: Iterable[Node]) -> Iterator[Node]:
        """The nodes, with `{s-}` after each number that begins a paragraph or follows a sentence."""
        first = True
        for node in nodes:
            if isinstance(node, str):
                at = 0
                for found in LABEL.finditer(node):
                    if found.start() or first:
                        yield node[at : found.end()]
                        yield self.no_end()
                        at = found.end()
                yield node[at:]
            else:
                yield node
            first = first and isinstance(node, Element) and not text(node)

    def no_end(self) -> Element:
        """`{s-}`: no sentence ends here."""
        return Element("span", (("id", self.anchor("s")), ("data-mark", "s-"), ("data-silent", "")))

    # makers

    def _as(self, element: str, raw: Raw, attributes: Attributes = ()) -> Element:
        return Element(element, (*attributes, *traced(raw)), tuple(self.inside(raw)))

    def _marked(self, raw: Raw, verb: str, *said: tuple[str, str]) -> Element:
        given = (("id", self.anchor(verb)), ("data-mark", verb), *said, *traced(raw))
        return Element("span", given, tuple(self.inside(raw)))

    def _hi(self, raw: Raw) -> Iterable[Node]:
        shapes = (raw.get("rend") or "italic").lower().split()
        known = [RENDERED[shape] for shape in shapes if shape in RENDERED]
        for shape in shapes:
            if shape not in RENDERED:
                self.lost(raw, f'words set as "{shape}" are carried as words')
        nodes: tuple[Node, ...] = tuple(self.inside(raw))
        for element in filter(None, known):
            if element == "u":
                made = (("id", self.anchor("u")), ("data-mark", "u"), ("data-u", ""))
                nodes = (Element("span", made, nodes),)
            else:
                nodes = (Element(element, (), nodes),)
        return nodes

    def _foreign(self, raw: Raw) -> Iterable[Node]:
        language = raw.get(LANG)
        if not language:
            return (self._as("em", raw),)
        return (self._marked(raw, "lang", ("data-lang", language), ("lang", language)),)

    def _quoted(self, raw: Raw) -> Iterable[Node]:
        inside = self.inside(raw)
        said = "".join(map(text, inside)).strip()
        return inside if said[:1] in "“‘„«»\"'" else ["“", *inside, "”"]

    def _named(self, raw: Raw, *kinds: str) -> Iterable[Node]:
        children = tuple(self.inside(raw))
        words = " ".join("".join(map(text, children)).split())
        listed = self.tei.named.get((raw.get("corresp") or raw.get("target") or raw.get("ref") or "")[1:], "")
        for kind in kinds:
            key = self.names.key(kind, *filter(None, (listed, words)))
            if key:
                id = self.anchor(kind)
                self.facts.append(Mention(kind, key, words, id, None))
                return (Element("span", (("id", id), ("data-mark", kind), (f"data-{kind}", key)), children),)
        return children

    def _date(self, raw: Raw) -> Iterable[Node]:
        when, children = _when(raw), tuple(self.inside(raw))
        if not when:
            return children
        id = self.anchor("date")
        self.facts.append(Dating(when, id, None))
        return (Element("time", (("id", id), ("data-mark", "date"), ("data-date", when)), children),)

    def _gap(self, raw: Raw) -> Iterable[Node]:
        reason = (raw.get("reason") or "").split(" ")[0].lower()
        if reason not in REASONS:
            self.lost(raw, f'of a gap the reason "{reason}" is carried as "omitted"')
        said = [("data-reason", REASONS.get(reason, "omitted"))]
        extent = EXTENT.match(raw.get("extent") or "")
        quantity = raw.get("quantity") or (extent[1] if extent else "")
        unit = UNITS.get((raw.get("unit") or (extent[2] if extent else "")).lower().removesuffix("s"), "")
        if quantity.isdigit() and unit:
            said += [("data-quantity", quantity), ("data-unit", unit)]
        return (Element("span", (("id", self.anchor("gap")), ("data-mark", "gap"), *said)),)

    def _sign(self, raw: Raw, verb: str, value: str = "") -> Iterable[Node]:
        by = (raw.get("resp") or "").lstrip("#")
        return (self._marked(raw, verb, (f"data-{verb}", value), *((("data-by", by),) if by else ())),)

    def _choice(self, raw: Raw) -> Iterable[Node]:
        parts = {name(child): child for child in raw if isinstance(child.tag, str)}
        if {"sic", "corr"} <= parts.keys():
            original = " ".join("".join(map(text, self.inside(parts["sic"]))).split())
            return (self._marked(parts["corr"], "sic", ("data-sic", original)),)
        if {"abbr", "expan"} <= parts.keys():
            meant = " ".join("".join(parts["expan"].itertext()).split())
            return (self._marked(parts["abbr"], "abbr", ("data-abbr", meant)),)
        chosen = parts.get("orig") if parts.get("orig") is not None else next(iter(parts.values()), None)
        if chosen is None or set(parts) != {"orig", "reg"}:
            self.lost(raw, f"of a choice only the first is carried: {', '.join(parts)}")
        return () if chosen is None else self.inside(chosen)

    def _page(self, raw: Raw) -> Iterable[Node]:
        said = (("id", self.anchor("pb")), ("data-mark", "pb"), ("data-n", raw.get("n") or ""))
        return (Element("span", (*said, *traced(raw))),)


def traced(raw: Raw) -> Attributes:
    """The element's own xml:id, by which a range may begin or end at it."""
    id = raw.get(ID)
    return (("data-tei", id),) if id else ()


def _when(raw: Raw) -> str:
    """The date in EDTF, to the minute; of a span of hours the day."""
    begin, end = raw.get("when") or raw.get("from"), raw.get("to")
    if not begin:
        return ""
    when = re.sub(r"(T\d\d:\d\d):\d\d(?:\.\d+)?", r"\1", begin)
    if end and raw.get("from"):
        first, last = begin[:10], end[:10]
        when = first if first == last else f"{first}/{last}"
    try:
        parse(when)
    except DateError:
        return ""
    return when
