"""A sheet or key for the classroom as it is typeset → HTML of which pandoc makes a DOCX with our styles.

The page is the one that is printed, so it holds what its readers may see and nothing else. What only paper
has is left out: fits, tabs at the edge, icons. Lines to write on become paragraphs that are lines.
"""

from collections.abc import Mapping
from itertools import chain

from lxml import etree, html

from regesta.word.ooxml import Raw
from regesta.word.styles import PARAGRAPHS, called
from regesta.words import Words

LEFT_OUT = ("edge", "ic", "more", "most", *(f"of-{number}" for number in range(1, 9)))
STYLES: Mapping[str, str] = {  # by the class of an element
    "run": "SourceLine", "lab": "SourceLine", "line": "SourceLine", "docket": "SourceLine",
    "no": "SourceLine",
    "mk": "SourceLine", "from": "SourceLine", "kq": "Inquiry", "kt": "Subtitle",
    "head": "Headnote", "abstract": "Summary", "say": "Summary", "transcript": "Transcript",
    "translation": "Translation", "adapted": "Adapted", "retold": "Retold", "verse": "Verse",
    "quotation": "Quotation", "own-notes": "Transcript", "noted": "EditorsNote", "signs": "EditorsNote",
    "said": "Question", "asked": "Question", "ans": "Answer", "sec": "Teacher", "credit": "Credit",
    "copy": "Credit",
}  # fmt: skip
LOOKS = {"n": "sup", "call": "sup", "term": "u", "mk": "p"}  # what a span with a class becomes
EDGE = "83"  # dots of a picture 22 mm wide
BLANKS = {"wide": 40}  # of a space to write in, by its class; others are short
SHORT = 14
WIDTHS: Mapping[int, tuple[int, ...]] = {2: (25, 75), 3: (12, 25, 63)}  # of columns, in hundredths
NARROW = (8, 46, 46)


def styled(xhtml: str, words: Words, code: str = "") -> str:
    """The page for pandoc; `code` is the picture that stands for one that Word cannot draw."""
    root = html.document_fromstring(xhtml)
    names = {style.id: called(words, style) for style in PARAGRAPHS}
    for one in list(root.iter(etree.Element)):
        if one.getparent() is not None or one is root:
            _element(one, names, code)
    made: str = etree.tostring(root, encoding="unicode", method="xml")
    return made


def _element(one: Raw, names: Mapping[str, str], code: str) -> None:
    """What an element becomes."""
    classes = (one.get("class") or "").split()
    if set(classes) & set(LEFT_OUT) or (one.tag, classes) in (("p", ["big"]), ("title", [])):
        one.drop_tree()
        return
    if classes == ["lines"]:  # a text whose lines are numbered has this class too
        _lines(one, names["AnswerLine"])
    elif one.tag == "span":
        one.tag = next((tag for name, tag in LOOKS.items() if name in classes), "span")
    for name in (one.tag, *classes):
        if name in CHANGES:
            CHANGES[name](one)
    if "qr" in classes:
        one.set("src", code)
    if style := next((STYLES[name] for name in classes if name in STYLES), ""):
        _wrapped(one, names[style])


def _wrapped(one: Raw, style: str) -> None:
    """An element in a style; a heading and a span have their own."""
    if one.tag in ("div", "section"):
        one.set("data-custom-style", style)
    elif one.tag in ("p", "ul"):
        box = one.makeelement("div", {"data-custom-style": style})
        box.tail, one.tail = one.tail, None
        one.getparent().replace(one, box)
        box.append(one)


def _wide(one: Raw) -> None:
    one.set("width", EDGE)


def _lines(one: Raw, style: str) -> None:
    """Lines to write on: as many as there are when nothing is tight."""
    count = sum(set((row.get("class") or "").split()).isdisjoint(("more", "most")) for row in one)
    for row in list(one):
        one.remove(row)
    one.set("data-custom-style", style)
    for _ in range(count):
        etree.SubElement(one, "p").text = "\u00a0"


def _blanks(one: Raw) -> None:
    """Places to write in, or boxes to tick."""
    for place in one.iterchildren():
        if place.tag == "i":
            place.text = "☐\u00a0"
            place.drop_tag()
        else:
            dots = "_" * BLANKS.get(place.get("class") or "", SHORT)
            place.text = f"{place.text or ''}\u00a0{dots} "


def _numbered(one: Raw) -> None:
    """The number of the source, and its page in the book."""
    if len(one) and not one[-1].get("class"):
        one[-1].text = f"· {one[-1].text}"


def _taken(one: Raw) -> None:
    """Minutes and level; how much paper it takes only the PDF knows."""
    one.text = (one.text or "").rstrip(" ·")


def _columns(one: Raw) -> None:
    """How wide columns are, where the first ones hold a time or a number."""
    cells = max((len(row) for row in one.iter("tr")), default=0)
    widths = NARROW if "changed" in (one.get("class") or "") else WIDTHS.get(cells, ())
    if len(widths) == cells:
        group = one.makeelement("colgroup", {})
        for width in widths:
            etree.SubElement(group, "col", {"style": f"width: {width}%"})
        one.insert(0, group)


def _noted(one: Raw) -> None:
    """Notes, each a paragraph that begins with its number."""
    one.tag = "div"
    for item in one:
        item.tag = "p"
        for inside in list(item.iter("p", "div")):
            if inside is not item:
                inside.drop_tag()
        first = next(chain(item.iter("span")), None)
        if first is not None and not (first.tail or "").strip():
            first.tail = " "


CHANGES = {
    "namebar": _blanks,
    "sure": _blanks,
    "noted": _noted,
    "no": _numbered,
    "takes": _taken,
    "table": _columns,
    "qr": _wide,
}  # what is done with an element of this class or name
