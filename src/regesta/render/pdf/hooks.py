"""What we change inside WeasyPrint: each hook with its reason; a test fails on another version.

Nothing else in the house touches a private part of the engine.
"""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

import pydyf
import weasyprint
from weasyprint import cssselect2, document, pdf
from weasyprint.css import AnonymousStyle
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags

from regesta.render.pdf import haste
from regesta.render.pdf.fragment import Align
from regesta.render.pdf.margin import arrange
from regesta.render.pdf.proof.sheet import Line, Sheet, Step
from regesta.render.pdf.tags import NULL, Margin, Tagging, place

PINNED = "70.0"

# When a page overflows, `_linebox_layout` would rather send notes to the next page than leave a line
# of a paragraph alone. A note then stands on the page after its call, which no style can forbid.
SENDS_NOTES_AWAY = "report = not context.in_column and can_break_now and not could_break_before"

GOES_ON = "data-goes-on"  # on a list whose first item is shown only where it goes on
BESIDE = (boxes.MarginBox, boxes.FootnoteAreaBox)


# What each function that we put another in place of is given.
GIVEN = (
    (document, "layout_document", "html root_box context max_loops"),
    (
        block,
        "block_container_layout",
        "context box bottom_space skip_stack page_is_empty absolute_boxes fixed_boxes adjoining_margins"
        " first_letter_style first_line_style discard max_lines",
    ),
    (tags, "_build_box_tree", "box parent pdf page_number nums annotations tags"),
    (pdf, "build_fonts_dictionary", "pdf fonts compress subset options"),
)


class OtherEngine(RuntimeError):
    """The engine is not the one that the hooks were written for."""


class Parsed(weasyprint.HTML):  # type: ignore[misc] # WeasyPrint has no types
    """A document from well-formed XML, as our templates write it; the engine's reader of HTML is far slower.

    Sets what the engine's own constructor sets, and gives rows of a table the body that HTML gives them.
    """

    def __init__(self, xhtml: str, base_url: str, fetcher: Any) -> None:
        self.base_url, self.url_fetcher, self.media_type = base_url, fetcher, "print"
        root = ElementTree.fromstring(xhtml)
        if root.tag != "html":
            raise ElementTree.ParseError("its elements have a namespace, which the engine does not expect")
        for table in root.iter("table"):
            _bodied(table)
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


def parsed(xhtml: str, base_url: str, fetcher: Any) -> Any:
    """A document; what a template of somebody else's makes may be no such XML, and is read as HTML."""
    try:
        return Parsed(xhtml, base_url, fetcher)
    except ElementTree.ParseError:
        return weasyprint.HTML(string=xhtml, base_url=base_url, url_fetcher=fetcher)


def _bodied(table: Any) -> None:
    """Put rows that stand in a table into a body (HTML, 13.2.6.4.9)."""
    for at, row in enumerate(list(table)):
        if row.tag == "tr":
            table.remove(row)
            if at == 0 or table[-1].tag != "tbody":
                table.append(ElementTree.Element("tbody"))
            table[-1].append(row)


def install() -> None:
    """Install the hooks once per process; raises OtherEngine where they would not fit."""
    if weasyprint.__version__ != PINNED:
        raise OtherEngine(f"hooks were written for WeasyPrint {PINNED}, found {weasyprint.__version__}")
    if getattr(block, "notes_stay", False):
        return
    source = inspect.getsource(block._linebox_layout)
    if source.count(SENDS_NOTES_AWAY) != 1:
        raise OtherEngine("WeasyPrint no longer sends notes away where it did; look at layout/block.py")
    for room, name, given in (*GIVEN, *haste.GIVEN):
        found = " ".join(inspect.signature(getattr(room, name, lambda: None)).parameters)
        if found != given:
            raise OtherEngine(f"WeasyPrint gives {name} other things: {found or 'nothing'}")
    exec(source.replace(SENDS_NOTES_AWAY, "report = False"), block.__dict__)
    block.notes_stay = True
    document.layout_document = _with_side_notes(document.layout_document)
    block.block_container_layout = _saying_what_goes_on(block.block_container_layout)
    tags._build_box_tree = _with_roles(tags._build_box_tree)
    pdf.build_fonts_dictionary = _without_fonts
    haste.install()


def _with_side_notes(lay_out: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    """The engine's layout, and after it each page's side notes in their margin (see `margin`)."""

    def laid_out(*given: Any) -> list[Any]:
        pages = list(lay_out(*given))
        for page in pages:
            arrange(page)
        return pages

    return laid_out


def _saying_what_goes_on(lay_out: Callable[..., Any]) -> Callable[..., Any]:
    """A list that goes on in another column says there of what, by its first item, shown nowhere else.

    No style can say where a column begins, and to lay an index out again for such lines takes as long again.
    """

    def laid_out(context: Any, box: Any, bottom_space: Any, skip_stack: Any, *rest: Any, **named: Any) -> Any:
        if box.element_tag == "ul" and box.element.get(GOES_ON) is not None:
            box, skip_stack = _going_on(box, skip_stack)
        made = lay_out(context, box, bottom_space, skip_stack, *rest, **named)
        if box.element_tag == "p" and made[0] and made[1]:
            _end_with_words(made[0])
        return made

    return laid_out


def _end_with_words(part: Any) -> None:
    """A paragraph that goes on overleaf ends with its last line here, and so does the bar at its side.

    The engine makes the box fill the page, also where a line was taken over with its note.
    """
    last = part.children[-1] if part.children else None
    if isinstance(last, boxes.LineBox):
        part.height = last.position_y + last.height - part.content_box_y()


def _going_on(box: Any, skip_stack: Any) -> tuple[Any, Any]:
    """The list with its first item where it goes on; items are counted, and their number stays."""
    if skip_stack is None:
        return box, {1: None}
    ((at, within),) = skip_stack.items()
    if at == 1 or within is not None:  # nothing was shown yet, or an item is parted
        return box, skip_stack
    children = [*box.children[: at - 1], box.children[0], *box.children[at:]]
    return box.copy_with_children(children), {at - 1: None}


def root(page: Any) -> Any:
    """The HTML element of the document to which a page belongs."""
    return next(box for box in page._page_box.children if not isinstance(box, BESIDE)).element


def filled(page: Any) -> float:
    """How much of a page's type area is used, from 0 to 1: down to the end of what stands in its body."""
    area = page._page_box
    html = next(box for box in area.children if not isinstance(box, BESIDE))
    low = max((float(one.position_y + one.margin_height()) for one in html.children), default=0.0)
    part = (low - float(area.content_box_y())) / float(area.height)
    return round(min(1.0, max(0.0, part)), 3)


def shown(page: Any) -> list[tuple[Any, str]]:
    """What stands on a page, in the order of the text: words or a picture (no words), and its HTML element.

    Nothing public tells where a page breaks, but each box knows its element. Without margins and notes,
    and without what a style puts in.
    """
    found: list[tuple[Any, str]] = []
    for box in page._page_box.children:
        if not isinstance(box, BESIDE):
            _show(box, found)
    return found


def _show(box: Any, found: list[tuple[Any, str]]) -> None:
    if isinstance(box, boxes.TextBox):
        if "::" not in box.element_tag:
            found.append((box.element, box.text))
    elif isinstance(box, boxes.ReplacedBox):
        found.append((box.element, ""))
    else:
        for child in getattr(box, "children", ()):
            _show(child, found)


@dataclass(slots=True)
class Seen:
    """What was met so far on the pages of a section: the last id, and a number for each element."""

    anchor: str = ""
    numbers: dict[Any, int] = field(default_factory=dict)


def sheet(page: Any, seen: Seen) -> Sheet:
    """The lines of a page as the rules of `proof` see them; `seen` goes on from page to page."""
    area, lines, notes = page._page_box, list[Line](), list[Line]()
    for box in area.children:
        if isinstance(box, boxes.FootnoteAreaBox):
            _set(box, (), notes, Seen(seen.anchor, seen.numbers))
        elif not isinstance(box, boxes.MarginBox):
            _set(box, (), lines, seen)
    left, top = area.content_box_x(), area.content_box_y()
    return Sheet(left, top, left + area.width, top + area.height, tuple(lines), tuple(notes))


def _set(box: Any, path: tuple[Step, ...], found: list[Line], seen: Seen) -> None:
    """The lines of a box; `path` are the blocks around it."""
    element = box.element
    if element is not None and not (path and path[-1].number == seen.numbers.get(element)):
        number = seen.numbers.setdefault(element, len(seen.numbers) + 1)
        path = (*path, Step(str(element.tag), tuple((element.get("class") or "").split()), number))
        seen.anchor = element.get("id") or seen.anchor
    for child in box.children:
        if isinstance(child, AbsolutePlaceholder) or not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.LineBox):
            found.append(_line(child, path, box.content_box_x() + box.width, seen))
        elif isinstance(child, boxes.ReplacedBox):
            right = child.position_x + child.margin_width()
            place = (child.position_x, child.position_y, child.margin_height(), right)
            found.append(Line(path, *place, box.content_box_x() + box.width, "", seen.anchor))
        else:
            _set(child, path, found, seen)


def _line(box: Any, path: tuple[Step, ...], room: float, seen: Seen) -> Line:
    words, right, before = list[str](), box.position_x, seen.anchor
    for one in box.descendants():
        if isinstance(one, boxes.TextBox):
            words.append(one.text)
            right = max(right, one.position_x + one.width)
        elif one.element is not None:
            seen.anchor = one.element.get("id") or seen.anchor
    return Line(path, box.position_x, box.position_y, box.height, right, room, "".join(words), before)


def _without_fonts(*_given: Any) -> Any:
    """No fonts: the joiner embeds them once a book; to cut them for each section takes long."""
    return pydyf.Dictionary()


def _with_roles(build: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """The engine's elements of the structure tree, mended (see `tags`): nothing public tells their origin."""

    def built(box: Any, parent: Any, pdf: Any, page: int, nums: dict[int, Any], *rest: Any) -> Iterator[Any]:
        if not hasattr(pdf, "tagging"):
            pdf.tagging = Tagging()
        box = box._box if isinstance(box, AbsolutePlaceholder) else box
        before, source = set(nums), _source(box)
        for element in build(box, parent, pdf, page, nums, *rest):
            if place(pdf, element, source, page, nums) if source else element["K"]:
                yield element
        if isinstance(box, boxes.MarginBox):
            for mark in sorted(nums.keys() - before):
                nums[mark] = NULL
                foot = box.at_keyword.startswith("@bottom")
                pdf.tagging.margins.append(Margin(page, mark, foot, _folio(box)))

    return built


def _source(box: Any) -> tuple[Any, str] | None:
    """The HTML element from which a box was made, and what of it; None for a box of the engine's own."""
    made = isinstance(box, boxes.PageBox) or box.element is None
    if made or (isinstance(box.style, AnonymousStyle) and not box.is_table_wrapper):
        return None
    return box.element, box.element_tag


def _folio(box: Any) -> Align | None:
    """To which edge the page number of a margin box is set, if it holds one and nothing else."""
    content = box.style["content"]
    if len(content) != 1 or content[0][0] != "counter()" or content[0][1][0] != "page":
        return None
    edges: dict[str, Align] = {"left": "start", "start": "start", "right": "end", "end": "end"}
    return edges.get(box.style["text_align_all"], "middle")
