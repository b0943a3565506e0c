"""TEI that `encoded` wrote → the tree that it was: the same words, signs, names, dates, notes and marks."""

from collections.abc import Callable, Iterable, Mapping

from regesta.exchange.tei.dating import edtf
from regesta.exchange.xml import ID, LANG, Raw, content, name
from regesta.tree import Attributes, Children, Element, Node

HI = {"italic": "em", "bold": "strong", "superscript": "sup", "subscript": "sub"}
NAMES = {"persName": "who", "orgName": "org", "placeName": "place", "term": "term"}
SIGNS = {"unclear": "unclear", "supplied": "add", "del": "del", "add": "ins"}
BLOCKS = {"p": "p", "quote": "blockquote", "row": "tr"}
LISTS = {"bulleted": "ul", "numbered": "ol", None: "dl"}
CHANGES = {"insert": "ins", "delete": "del", "highlight": "mark"}
INDEX = ("ix", "ix+", "ix-", "ix!")
HOLDERS = ("div", "list", "table", "row", "body", "quote")  # spaces between what they hold say nothing


class Decoder:
    """Reads one source; its notes come to the end, in the order in which they are called."""

    def __init__(self) -> None:
        self.notes: list[Element] = []
        self._makers: Mapping[str, Callable[[Raw], Iterable[Node]]] = {
            "div": self._div,
            "list": self._list,
            "table": self._table,
            "cell": self._cell,
            "ab": self._ab,
            "hi": self._hi,
            "choice": self._choice,
            "foreign": self._foreign,
            "date": self._date,
            "seg": self._seg,
            "note": self._note,
            "ref": self._ref,
            "gap": _gap,
            "pb": lambda raw: [_mark("pb", ("data-n", raw.get("n") or ""))],
            "index": lambda raw: [_silent(raw.get("indexName"), ("data-body", raw.get("n") or ""))],
            "anchor": lambda raw: [_silent("s+" if raw.get("type") == "sentence-end" else "s-")],
            "milestone": lambda raw: [Element("hr")] if raw.get("unit") == "rule" else [],
            "lb": lambda _: [Element("br")],
            "graphic": _picture,
            "code": lambda raw: [Element("code", _given(raw, lang="class"), self.inside(raw))],
            "figure": lambda _: [],
            **dict.fromkeys(NAMES, self._name),
            **dict.fromkeys(SIGNS, self._sign),
        }

    def body(self, raw: Raw) -> Element:
        """The whole text of a source."""
        made = self.inside(raw)
        notes = (Element("section", (("class", "notes"),), tuple(self.notes)),) if self.notes else ()
        return Element("section", (), (*made, *notes))

    def inside(self, raw: Raw) -> Children:
        """What an element holds."""
        made: list[Node] = []
        for one in content(raw):
            if not isinstance(one, str):
                made += self._makers.get(name(one), self._plain)(one)
            elif one.strip() or name(raw) not in HOLDERS:
                made.append(one)
        return tuple(made)

    # blocks

    def _plain(self, raw: Raw) -> list[Node]:
        return [Element(BLOCKS.get(name(raw), "span"), (), self.inside(raw))]

    def _div(self, raw: Raw) -> list[Node]:
        said = [(f"data-{one.get('n')}", one.text or "") for one in raw if one.get("type") == "attribute"]
        language = raw.get(LANG)
        said += [("data-lang", language), ("lang", language)] if language else []
        given = (("data-block", raw.get("type") or ""), *_given(raw, **{ID: "id", "rend": "class"}), *said)
        return [Element("div", given, self.inside(raw))]

    def _list(self, raw: Raw) -> list[Node]:
        called = "dl" if raw.get("type") == "gloss" else LISTS[raw.get("rend")]
        tags = {"label": "dt", "item": "dd" if called == "dl" else "li"}
        items = tuple(Element(tags[name(one)], (), self.inside(one)) for one in raw)
        return [Element(called, _given(raw, n="start"), items)]

    def _table(self, raw: Raw) -> list[Node]:
        rows = [Element("tr", (), self.inside(row)) for row in raw]
        head, body = Element("thead", (), tuple(rows[:1])), Element("tbody", (), tuple(rows[1:]))
        return [Element("table", (), (head, body))]

    def _cell(self, raw: Raw) -> list[Node]:
        return [Element("th" if raw.get("role") else "td", _given(raw, rend="class"), self.inside(raw))]

    def _ab(self, raw: Raw) -> list[Node]:
        kinds = {"head": f"h{raw.get('n')}", "code": "pre", "marks": "div"}
        given = (("class", "anchors"),) if raw.get("type") == "marks" else _given(raw, **{ID: "id"})
        return [Element(kinds[raw.get("type")], given, self.inside(raw))]

    # lines

    def _marked(self, raw: Raw, verb: str, *said: tuple[str, str | None]) -> list[Node]:
        """A mark around words; one in another, around the same words, is the same mark."""
        given = _given(raw, **{ID: "id", "rend": "class"}) if verb != "u" else _given(raw, **{ID: "id"})
        by = (("data-by", raw.get("resp").removeprefix("#")),) if raw.get("resp") else ()
        values = tuple((key, value or "") for key, value in said)
        inside = self.inside(raw)
        only = inside[0] if len(inside) == 1 and isinstance(inside[0], Element) else None
        if only and only.get("data-mark") and only.get("id") is None and _joins(verb, only):
            verbs = f"{verb} {only.get('data-mark')}"
            rest = tuple(one for one in only.attributes if one[0] != "data-mark")
            return [Element(_tag(verbs), (("data-mark", verbs), *given, *values, *by, *rest), only.children)]
        return [Element(_tag(verb), (("data-mark", verb), *given, *values, *by), inside)]

    def _hi(self, raw: Raw) -> list[Node]:
        if raw.get("rend") == "underline":
            return self._marked(raw, "u", ("data-u", ""))
        return [Element(HI[raw.get("rend")], (), self.inside(raw))]

    def _foreign(self, raw: Raw) -> list[Node]:
        return self._marked(raw, "lang", ("data-lang", raw.get(LANG)), ("lang", raw.get(LANG)))

    def _name(self, raw: Raw) -> list[Node]:
        verb = NAMES[name(raw)]
        return self._marked(raw, verb, (f"data-{verb}", (raw.get("ref") or "").removeprefix(f"#{verb}-")))

    def _sign(self, raw: Raw) -> list[Node]:
        verb = SIGNS[name(raw)]
        return self._marked(raw, verb, (f"data-{verb}", raw.get("place")))

    def _choice(self, raw: Raw) -> list[Node]:
        parts = {name(one): one for one in raw}
        verb, kept, told = ("sic", "corr", "sic") if "corr" in parts else ("abbr", "abbr", "expan")
        held = parts[kept]
        for key, value in raw.items():
            held.set(key, value)
        return self._marked(held, verb, (f"data-{verb}", parts[told].text))

    def _date(self, raw: Raw) -> list[Node]:
        when = edtf(raw)
        if raw.get("type") != "event":
            return self._marked(raw, "date", ("data-date", when))
        if raw.get("subtype") == "point":
            return [_silent("event", ("data-event", when), ("data-label", raw.get("n") or ""))]
        said = [("data-event", when), ("data-label", raw.get("n")), ("data-tags", raw.get("rend"))]
        made = (("data-mark", "event"), *_given(raw, **{ID: "id"}), *((key, one) for key, one in said if one))
        return [Element("span", made, self.inside(raw))]

    def _seg(self, raw: Raw) -> list[Node]:
        kind, value = raw.get("type") or "", raw.get("n") or ""
        if kind in CHANGES:
            return [Element(CHANGES[kind], (("data-mark", kind),), self.inside(raw))]
        if kind in ("substitute", "comment"):
            author = (("data-author", value.split(" ")[0]),) if value else ()
            return [Element("span", (("data-mark", kind), *author), self.inside(raw))]
        if kind in INDEX and kind != "ix":
            return [Element("span", (("data-mark", kind), ("data-ix", value)), self.inside(raw))]
        return self._marked(raw, kind, *(() if kind == "span" else ((f"data-{kind}", value),)))

    def _note(self, raw: Raw) -> list[Node]:
        if raw.get("type") == "attribute":
            return []
        if raw.get("place") == "margin":
            return [_mark("side", inside=self.inside(raw))]
        if raw.get("type") == "anchored":
            return [self._anchored(raw)]
        self.notes.append(Element("aside"))
        at = len(self.notes) - 1
        self.notes[at] = Element("aside", (("data-note", raw.get("n") or ""),), self.inside(raw))
        return [_call(raw)]

    def _anchored(self, raw: Raw) -> Element:
        kind, said = raw.get("subtype") or "", raw.get("n") or ""
        first, _, last = said.partition("–")
        numbers = (("data-first", first), ("data-last", last or first))
        words = (("data-words", said),) if kind == "quotation" else numbers
        return Element("aside", (("data-anchored", kind), *words), self.inside(raw))

    def _ref(self, raw: Raw) -> list[Node]:
        kind = raw.get("type")
        if kind == "note":
            return [_call(raw)]
        if kind == "outside":
            return list(self.inside(raw))
        if kind in ("cite", "pointer"):
            mark = {"cite": "cite", "pointer": "ref"}[kind]
            return [Element("a", (("data-mark", mark), ("data-key", raw.text or "")))]
        return [Element("a", _given(raw, target="href", n="title"), self.inside(raw))]


def _joins(verb: str, inner: Element) -> bool:
    """Whether two marks around the same words were written in one pair of braces."""
    plain = inner.get("class") is None and inner.get("data-silent") is None
    return verb != "span" and inner.name in ("span", "time") and plain


def _tag(verbs: str) -> str:
    return "time" if "date" in verbs.split() else "span"


def _given(raw: Raw, **names: str) -> Attributes:
    """Attributes of TEI under our names, as far as they are there."""
    return tuple((ours, raw.get(theirs)) for theirs, ours in names.items() if raw.get(theirs) is not None)


def _mark(verb: str, *said: tuple[str, str], inside: Children = ()) -> Element:
    return Element("span", (("data-mark", verb), *said), inside)


def _silent(verb: str | None, *said: tuple[str, str]) -> Element:
    return _mark(verb or "ix", *said, ("data-silent", ""))


def _call(raw: Raw) -> Element:
    return Element("a", (("data-mark", "note"), ("data-key", raw.get("n") or "")))


def _picture(raw: Raw) -> list[Node]:
    given = (("src", raw.get("url") or ""), ("alt", raw.get("n") or ""), *_given(raw, rend="title"))
    return [Element("img", given)]


def _gap(raw: Raw) -> list[Node]:
    keys = ("reason", "quantity", "unit")
    return [_mark("gap", *((f"data-{key}", raw.get(key)) for key in keys if raw.get(key)))]
