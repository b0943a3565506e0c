"""The styles of the house for Word: a name for each kind of paragraph, in its faces and sizes.

What Word or pandoc know by a name of their own bears it; the others are called by the catalog. Sizes are in
half points, distances in twentieths of a point, as Word counts.
"""

from collections.abc import Iterator
from typing import NamedTuple

from regesta.word.ooxml import Raw, root, w
from regesta.words import Words

SERIF, SANS, MONO = "Literata", "Source Sans 3", "JetBrains Mono"
LIKE = {SERIF: "Georgia", SANS: "Calibri", MONO: "Consolas"}  # where a face of the house is not installed
TEXT, SMALL, LIST, HEAD, TITLE = 20, 17, 18, 27, 50  # half points: the scale of styles/css/tokens.css
INK, QUIET, RUBRIC = "1C1A18", "55504A", "8A2B1A"
LINE, AXIS = 280, 964  # 14 pt; 17 mm


class Style(NamedTuple):
    """A style; without a name of Word's or pandoc's own the catalog has one, under its id."""

    id: str
    own: str = ""
    based: str = "Normal"
    size: int = 0
    face: str = ""
    look: str = ""
    colour: str = ""
    before: int = -1
    after: int = -1
    left: int = 0
    hang: int = 0
    level: int = -1
    next: str = ""


PARAGRAPHS = (
    Style("BodyText", "Body Text", after=140),
    Style("FirstParagraph", "First Paragraph", based="BodyText", next="BodyText"),
    Style("Compact", "Compact", based="BodyText", after=0),
    Style("Title", "Title", size=TITLE, before=0, after=280, next="BodyText"),
    Style("Subtitle", "Subtitle", size=HEAD, look="i", colour=QUIET, after=280),
    Style("Heading1", "heading 1", size=TITLE, before=560, after=280, level=0, next="BodyText"),
    Style("Heading2", "heading 2", size=HEAD, look="b", before=560, after=140, level=1, next="BodyText"),
    Style("Heading3", "heading 3", look="bi", before=280, after=70, level=2, next="BodyText"),
    Style("Heading4", "heading 4", look="i", before=280, after=70, level=3, next="BodyText"),
    Style("Heading5", "heading 5", look="i", before=140, after=70, level=4, next="BodyText"),
    Style("Heading6", "heading 6", look="i", before=140, after=70, level=5, next="BodyText"),
    Style("SourceTitle", based="Heading2", before=0),
    Style("Docket", size=SMALL, face=SANS, colour=QUIET, before=560, after=0),
    Style("SourceLine", size=SMALL, face=SANS, colour=QUIET, after=70),
    Style("Summary", size=LIST, look="i", after=140, left=AXIS),
    Style("Headnote", size=LIST, after=140, left=AXIS),
    Style("Inquiry", look="i", colour=RUBRIC, after=140),
    Style("Transcript", after=140, left=AXIS),
    Style("Translation", size=19, face=SANS, after=140, left=AXIS),
    Style("Adapted", after=140, left=AXIS),
    Style("Retold", after=140, left=AXIS),
    Style("Verse", after=140, left=AXIS),
    Style("BlockText", "Block Text", after=140, left=AXIS),
    Style("Quotation", based="BlockText"),
    Style("Questions", size=HEAD, look="b", colour=RUBRIC, before=280, after=140),
    Style("Question", before=140, after=70, left=397, hang=397),
    Style("AnswerLine", size=TEXT, colour=QUIET, before=0, after=0),
    Style("Answer", size=LIST, face=SANS, after=140, left=397),
    Style("Teacher", size=LIST, face=SANS, after=140),
    Style("TeacherTitle", based="Teacher", look="b", before=280, after=70),
    Style("Aside", size=LIST, after=140),
    Style("NoteAnchor", size=SMALL, look="b", before=70, after=0),
    Style("EditorsNote", size=SMALL, after=70, left=397),
    Style("DocumentsNote", size=SMALL, look="i", after=70, left=397),
    Style("FootnoteText", "footnote text", size=SMALL, after=40, left=227, hang=227),
    Style("Caption", "caption", size=SMALL, face=SANS, colour=QUIET, before=70, after=140),
    Style("TableText", size=SMALL, after=0),
    Style("TableHead", based="TableText", look="b"),
    Style("ListBullet", "List Bullet", based="BodyText", after=70, left=397, hang=397),
    Style("ListNumber", "List Number", based="BodyText", after=70, left=397, hang=397),
    Style("Written", size=SMALL, face=MONO, colour=QUIET, after=140),
    Style("Credit", size=SMALL, colour=QUIET, before=140, after=70),
    Style("CommentText", "annotation text", size=LIST, face=SANS, after=0),
)  # fmt: skip
CHARACTERS = (
    Style("Pointer", colour=RUBRIC),
    Style("Citation", colour=QUIET),
    Style("Apart", colour=QUIET, face=SANS),
    Style("VerbatimChar", "Verbatim Char", face=MONO, size=SMALL),
    Style("Hyperlink", "Hyperlink", colour=RUBRIC),
    Style("FootnoteReference", "footnote reference", look="^"),
    Style("CommentReference", "annotation reference", size=16),
)
BULLET, NUMBER = 1, 2  # numberings


def called(words: Words, style: Style) -> str:
    """The name by which a style is listed."""
    return style.own or words[f"word.{style.id}"]


def styles(words: Words, language: str) -> Raw:
    """The part `styles.xml`."""
    return root(
        "styles",
        w("docDefaults", w("rPrDefault", _letters(Style("", size=TEXT, face=SERIF, colour=INK), language)),
          w("pPrDefault", w("pPr", w("spacing", line=LINE, lineRule="auto", after=0)))),
        w("style", w("name", val="Normal"), w("qFormat"), type="paragraph", default=1, styleId="Normal"),
        w("style", w("name", val="Default Paragraph Font"), w("uiPriority", val=1), w("semiHidden"),
          type="character", default=1, styleId="DefaultParagraphFont"),
        w("style", w("name", val="Normal Table"), w("uiPriority", val=99), w("semiHidden"), _cells(),
          type="table", default=1, styleId="TableNormal"),
        *(_paragraph(words, style) for style in PARAGRAPHS),
        *(_character(words, style) for style in CHARACTERS),
        _table(),
    )  # fmt: skip


def _paragraph(words: Words, style: Style) -> Raw:
    custom = {} if style.own else {"customStyle": 1}
    return w(
        "style",
        w("name", val=called(words, style)),
        w("basedOn", val=style.based),
        w("next", val=style.next) if style.next else None,
        w("qFormat"),
        w("pPr", *_shape(style)),
        _letters(style),
        type="paragraph",
        **custom,
        styleId=style.id,
    )


def _shape(style: Style) -> Iterator[Raw]:
    if style.level >= 0:
        yield w("keepNext")
        yield w("keepLines")
    if style.id in ("ListBullet", "ListNumber"):
        yield w("numPr", w("numId", val=BULLET if style.id == "ListBullet" else NUMBER))
    if style.id == "AnswerLine":
        yield w("pBdr", w("bottom", val="single", sz=4, space=0, color="8D867D"))
        yield w("spacing", before=0, after=0, line=482, lineRule="exact")  # 8.5 mm, as on the sheets
        return
    given = {name: value for name, value in (("before", style.before), ("after", style.after)) if value >= 0}
    if given:
        yield w("spacing", **given)
    if style.left:
        yield w("ind", left=style.left, **({"hanging": style.hang} if style.hang else {}))
    if style.level >= 0:
        yield w("outlineLvl", val=style.level)


def _character(words: Words, style: Style) -> Raw:
    custom = {} if style.own else {"customStyle": 1}
    based = w("basedOn", val="DefaultParagraphFont")
    name = w("name", val=called(words, style))
    return w(
        "style", name, based, w("qFormat"), _letters(style), type="character", **custom, styleId=style.id
    )


def _letters(style: Style, language: str = "") -> Raw | None:
    inside = [
        w("rFonts", ascii=style.face, hAnsi=style.face, cs=style.face, eastAsia=style.face)
        if style.face
        else None,
        *((w("b"), w("bCs")) if "b" in style.look else ()),
        *((w("i"), w("iCs")) if "i" in style.look else ()),
        w("color", val=style.colour) if style.colour else None,
        w("sz", val=style.size) if style.size else None,
        w("szCs", val=style.size) if style.size else None,
        w("vertAlign", val="superscript") if "^" in style.look else None,
        w("lang", val=language, eastAsia=language) if language else None,
    ]
    return w("rPr", *inside) if any(one is not None for one in inside) else None


def _cells() -> Raw:
    sides = (
        w(side, w=width, type="dxa")
        for side, width in (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))
    )
    return w("tblPr", w("tblInd", w=0, type="dxa"), w("tblCellMar", *sides))


def _table() -> Raw:
    """What pandoc and we call a table: rules above, below, and under the head."""
    thin: dict[str, str | int] = {"val": "single", "sz": 4, "space": 0, "color": "8D867D"}
    thick: dict[str, str | int] = {"val": "single", "sz": 8, "space": 0, "color": INK}
    borders = w("tblBorders", w("top", **thick), w("bottom", **thick), w("insideH", **thin))
    head = w(
        "tblStylePr",
        w("rPr", w("b")),
        w("tblPr"),
        w("tcPr", w("tcBorders", w("bottom", **thick))),
        type="firstRow",
    )
    return w(
        "style", w("name", val="Table"), w("basedOn", val="TableNormal"), w("qFormat"),
        w("tblPr", borders, *_cells()[1:]), head, type="table", customStyle=1, styleId="Table",
    )  # fmt: skip


def fonts() -> Raw:
    """The part `fontTable.xml`: what stands in for a face that is not installed."""
    return root(
        "fonts", *(w("font", w("altName", val=LIKE[face]), name=face) for face in (SERIF, SANS, MONO))
    )


def numbering(lists: int = 0) -> Raw:
    """The part `numbering.xml`; each further list of numbers begins at one."""
    kinds = ((BULLET, "bullet", "•"), (NUMBER, "decimal", "%1."))
    abstract = (
        w("abstractNum", w("multiLevelType", val="singleLevel"),
          w("lvl", w("start", val=1), w("numFmt", val=kind), w("lvlText", val=sign), w("lvlJc", val="left"),
            w("pPr", w("ind", left=397, hanging=397)), ilvl=0), abstractNumId=number)
        for number, kind, sign in kinds
    )  # fmt: skip
    own = (w("num", w("abstractNumId", val=number), numId=number) for number, _, _ in kinds)
    more = (
        w(
            "num",
            w("abstractNumId", val=NUMBER),
            w("lvlOverride", w("startOverride", val=1), ilvl=0),
            numId=number,
        )
        for number in range(NUMBER + 1, NUMBER + 1 + lists)
    )
    return root("numbering", *abstract, *own, *more)
