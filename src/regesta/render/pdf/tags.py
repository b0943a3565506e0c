"""The structure tree as PDF/UA-1 wants it, where WeasyPrint 70 writes another: the rules, on its own objects.

`hooks` calls `place` for each element that the engine makes, and `finish` is called with the finished
objects. Roles come from `data-pdf` in the templates. Sources: ISO 32000-1, 14.8; ISO 14289-1, 7; the
Matterhorn Protocol 1.1.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pydyf

from regesta.render.pdf.fragment import Align

ROLES = {"aside": "Sect", "figure": "Sect", "pre": "P", "code": "Code", "q": "Quote", "cite": "Span"}
ASIDE = "Aside"  # a role of PDF 2.0: what stands in the margin, and breaks into no sentence when it is read
WEAK = ("/NonStruct", "/Span", "/Div", "/P", "/L", "/LI")  # gives way to a role from a template
# A block that goes over a page is one element, not two.
WHOLE = frozenset("/P /Sect /BlockQuote /Note /L /LI /LBody /Table /TBody /TR /TD /TH /Div /Caption".split())
KEPT_EMPTY = ("/TD", "/TH", "/Figure", "/Link")
# Words may hang on these directly, without a Span of their own.
BEARS_WORDS = frozenset(
    "/P /H1 /H2 /H3 /H4 /H5 /H6 /TD /TH /LBody /Lbl /Caption /Span /Note /Reference /Quote /Code".split()
)
PLAIN = frozenset(("Type", "S", "K", "Pg", "P"))
NULL = b"null"
AGAIN = "Again"  # what a template prints again for the eye alone


@dataclass(slots=True)
class Margin:
    """Words in a margin box: on which page, the number of the marked content, and whether it is a folio."""

    page: int
    mcid: int
    foot: bool
    folio: Align | None


@dataclass(slots=True)
class Tagging:
    """What is met while the elements of one document are made."""

    first: dict[Any, tuple[int, Any]] = field(default_factory=dict)
    notes: list[Any] = field(default_factory=list)
    repeated: list[tuple[int, int]] = field(default_factory=list)  # heads that are printed again: page, mark
    margins: list[Margin] = field(default_factory=list)
    slots: list[tuple[int, int, str, Align]] = field(default_factory=list)  # page, mark, anchor, edge
    aside: list[Any] = field(default_factory=list)  # of the page at hand: read when its text is over


def place(pdf: Any, element: Any, source: tuple[Any, str], page: int, nums: dict[int, Any]) -> bool:
    """Mend one element made from `source` (HTML element, tag); False where it must not be in the tree."""
    html, tag = source
    seen: Tagging = pdf.tagging
    _lift(pdf, element, nums)
    _retag(seen, element, html, tag)
    if anchor := html.get("data-slot"):
        edge: Align = "end" if html.get("data-edge") == "end" else "start"
        seen.slots += ((page, mark, anchor, edge) for mark in _marks(pdf, element))
    if html.get("data-pdf") == ASIDE:
        seen.aside.append(element)
        return False
    if html.tag == "main":
        _hang(element, seen.aside)
    first_page, first = seen.first.setdefault((html, tag), (page, element))
    again = html.get("data-pdf") == AGAIN or (html.tag == "thead" and first_page != page)
    if not again and (first_page == page or "::" in tag):
        return bool(element["K"]) or element["S"] in KEPT_EMPTY
    if again:
        for mark in _marks(pdf, element):
            nums[mark] = NULL
            seen.repeated.append((page, mark))
        return False
    if element["S"] not in WHOLE or element["S"] != first["S"] or _in_head(pdf, element):
        return bool(element["K"])
    _join(pdf, first, element, nums)
    return False


def _hang(parent: Any, kids: list[Any]) -> None:
    for kid in kids:
        kid["P"] = parent.reference
        parent["K"].append(kid.reference)
    kids.clear()


def _in_head(pdf: Any, element: Any) -> bool:
    """Whether an element is in the head of a table; what is in one comes before it and goes with it."""
    while element["S"] not in ("/Table", "/Document"):
        if element["S"] == "/THead":
            return True
        element = _object(pdf, element["P"])
    return False


def _lift(pdf: Any, element: Any, nums: dict[int, Any]) -> None:
    """The engine hangs each run of words on a Span; the first ones go to the parent.

    Not those after a link or a Span of which something is said: some readers take all words that an element
    itself bears before those of its children.
    """
    if element["S"] not in BEARS_WORDS:
        return
    for at, kid in enumerate(element["K"]):
        held = None if isinstance(kid, int) else _object(pdf, kid)
        mark = _words(held, element["Pg"]) if held else None
        if held is None or mark is None:
            break
        element["K"][at] = mark
        nums[mark] = element.reference
        held.free = "f"  # nothing leads to it any more


def _words(held: Any, page: Any) -> int | None:
    """The number of the words in a Span of which nothing is said."""
    if held.get("S") != "/Span" or not held.keys() <= PLAIN or len(held["K"]) != 1 or held["Pg"] != page:
        return None
    return held["K"][0] if isinstance(held["K"][0], int) else None


def _retag(seen: Tagging, element: Any, html: Any, tag: str) -> None:
    if tag.startswith("a::"):
        element["S"] = "/Span"  # the link is what it stands in
    elif "::" not in tag:
        _named(seen, element, html, html.get("data-pdf") or ROLES.get(tag))


def _named(seen: Tagging, element: Any, html: Any, role: str | None) -> None:
    """What the template or the name of an HTML element says of it: role, language, scope."""
    if role and element["S"] in WEAK:
        element["S"] = "/P" if role == ASIDE else f"/{role}"
    if role == "Note":
        seen.notes.append(element)
    if (lang := html.get("lang")) and html.tag not in ("html", "body"):
        element["Lang"] = pydyf.String(lang)
    if element["S"] == "/TH":
        element["A"]["Scope"] = "/Row" if (html.get("scope") or "").startswith("row") else "/Column"


def _join(pdf: Any, first: Any, second: Any, nums: dict[int, Any]) -> None:
    """The second half of a parted block goes to the first; its marks then say on which page they lie."""
    for kid in second["K"]:
        if isinstance(kid, int):
            nums[kid] = first.reference
            first["K"].append(pydyf.Dictionary({"Type": "/MCR", "Pg": second["Pg"], "MCID": kid}))
        else:
            held = None if isinstance(kid, dict) else _object(pdf, kid)
            if held is not None and held.get("Type") == "/StructElem":
                held["P"] = first.reference
            first["K"].append(kid)


def _marks(pdf: Any, element: Any) -> Iterator[int]:
    """The numbers of all marked content in an element of one page."""
    for kid in element["K"]:
        if isinstance(kid, int):
            yield kid
        elif isinstance(kid, dict):
            yield kid["MCID"]
        elif (held := _object(pdf, kid)).get("Type") == "/StructElem":
            yield from _marks(pdf, held)


def _object(pdf: Any, reference: Any) -> Any:
    text = reference.decode() if isinstance(reference, bytes) else reference
    return pdf.objects[int(text.split()[0])]


def finish(pdf: Any, section: str, streams: list[Any]) -> None:
    """Artifacts for what stands outside the text, a Part for the section, and ids for its notes."""
    seen: Tagging = pdf.tagging
    for page, mark in seen.repeated:
        artifact(streams[page].stream, opening(streams[page].stream, mark), "Header")
    for one in seen.margins:
        if one.folio is None:
            operators = streams[one.page].stream
            artifact(operators, opening(operators, one.mcid), "Footer" if one.foot else "Header")
    for element in pdf.objects:
        if (
            isinstance(element, pydyf.Dictionary)
            and element.get("Type") == "/StructElem"
            and element.free != "f"
        ):
            _settle(element)
    leaf = pydyf.Array()
    for number, element in enumerate((note for note in seen.notes if note["K"]), 1):
        element["ID"] = pydyf.String(f"{section}-note-{number:05}")
        leaf.extend((element["ID"], element.reference))
    if leaf:
        tree = pydyf.Dictionary({"Names": leaf, "Limits": pydyf.Array((leaf[0], leaf[-2]))})
        pdf.add_object(tree)
        pdf.catalog["NotesById"] = tree.reference


def _settle(element: Any) -> None:
    if element["S"] == "/Document":
        element["S"] = "/Part"
        element.pop("P")
        element.pop("NS", None)
    elif element["S"] == "/TH":  # Scope says it; the ids of a parted table's second half would dangle
        element.pop("ID", None)
    elif element["S"] == "/TD" and "A" in element:
        element["A"].pop("Headers", None)


def artifact(operators: list[Any], at: int, kind: str) -> None:
    """Marked content that begins here stands outside the text: a head, a foot."""
    operators[at] = "/Artifact"
    operators[at + 1] = pydyf.Dictionary({"Type": "/Pagination", "Subtype": f"/{kind}"})


def opening(operators: list[Any], mark: int) -> int:
    """Where the marked content with this number begins in a page's operators."""
    return next(i for i, one in enumerate(operators) if isinstance(one, dict) and one.get("MCID") == mark) - 1
