"""One section alone → a fragment: its pages as a PDF without fonts, and where everything lies in it.

The only room that lays out. It runs in a process of its own and knows no other section: links to
anchors elsewhere and page numbers are filled in by the joiner. CSS target-counter would lay the whole
book out again for each round of numbers.
"""

import logging  # noqa: TID251 - WeasyPrint complains by logging alone
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any
from xml.etree.ElementTree import ParseError

import pydyf
from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration

from regesta.render.pdf import dense, fit, hooks, slots, tags
from regesta.render.pdf.breaks import breaks
from regesta.render.pdf.fetch import Fetcher
from regesta.render.pdf.flate import flate
from regesta.render.pdf.fragment import Facts, Fragment, Glyphs, Mark, Materials, Order, Slot
from regesta.render.pdf.operators import PRINTED, PT, written
from regesta.render.pdf.proof import faults
from regesta.render.pdf.proof.sheet import Fault

ENGINE = logging.getLogger("weasyprint")
ELSEWHERE = "book:"


class Press:
    """Stylesheets and faces, read once in a process."""

    def __init__(self, materials: Materials) -> None:
        hooks.install()
        self.fetcher = Fetcher(materials.faces, materials.pictures)
        self.fonts, self.complaints = FontConfiguration(), list[str]()
        self.styles, self.sheets = materials.styles, dict[str, list[Any]]()
        self.set(next(iter(self.styles)))  # the book's, while somebody else reads the manuscript

    def set(self, name: str) -> list[Any]:
        """A set of stylesheets; one that few ask for is read when it is asked for."""
        if name not in self.sheets:
            with listening(self.complaints):
                self.sheets[name] = [self.sheet(one) for one in self.styles[name]]
        return self.sheets[name]

    def sheet(self, text: str) -> Any:
        """A stylesheet, read."""
        return CSS(string=text, url_fetcher=self.fetcher, font_config=self.fonts)


@dataclass(slots=True)
class _Ready:
    """The press of this process, set up once by `set_up`."""

    press: Press | None = None


_ready = _Ready()


def set_up(materials: Materials) -> None:
    """Make this process ready to lay out."""
    _ready.press = Press(materials)


def is_ready() -> bool:
    """Whether it is."""
    return _ready.press is not None


def lay_out(order: Order) -> Fragment:
    """One section, in a process that was set up."""
    assert _ready.press is not None
    return laid_out(order, _ready.press)


@dataclass(slots=True)
class _Drawn:
    """What the last step of drawing finds out."""

    slots: tuple[Slot, ...] = ()
    links: list[str] = field(default_factory=list)
    fonts: dict[str, Glyphs] = field(default_factory=dict)


def laid_out(order: Order, press: Press) -> Fragment:
    """One section, laid out and drawn; one that is dense with links is first tried without them."""
    if order.dense:
        with suppress(dense.Differs, ParseError):
            xhtml, words = dense.unlinked(order.xhtml)
            return _laid_out(replace(order, xhtml=xhtml), press, words)
    return _laid_out(order, press, None)


def _laid_out(order: Order, press: Press, words: dense.Words | None) -> Fragment:
    refused = len(press.fetcher.refused)
    complaints, drawn = list(press.complaints), _Drawn()
    with listening(complaints):
        document = fit.fitted(order, lambda one: rendered(one, press), hooks.filled)
        for page in document.pages:
            page.links[:] = _links(page)
        data = document.write_pdf(
            finisher=lambda document, pdf: _finish(document, pdf, (order.id, words), drawn),
            pdf_tags=True,
            pdf_version="1.7",
        )
    told = (tuple(press.fetcher.refused[refused:]), tuple(dict.fromkeys(complaints)))
    return Fragment(_facts(order, document, drawn, told), data)


def rendered(order: Order, press: Press) -> Any:
    """One section as the engine's document, not drawn yet."""
    side = "left" if order.verso else "right"
    place = press.sheet(f"@page:first{{counter-reset:page {1 + order.verso}}}html{{break-before:{side}}}")
    html = hooks.parsed(order.xhtml, ELSEWHERE, press.fetcher)
    return html.render(stylesheets=[*press.set(order.styles), place], font_config=press.fonts)


def _links(page: Any) -> list[Any]:
    """The links of a page: one for each `<a>`, not for what stands in it.

    All as addresses, mended at the end: the engine drops a link whose anchor lies in another section.
    """
    return [
        ("external", ELSEWHERE + target if kind == "internal" else target, area, box)
        for kind, target, area, box in page.links
        if box.element.tag == "a" and "::" not in box.element_tag
    ]


def _finish(document: Any, pdf: Any, given: tuple[str, dense.Words | None], drawn: _Drawn) -> None:
    section, words = given
    pages = [one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/Page"]
    streams = [pdf.objects[int(page["Contents"].split()[0])] for page in pages]
    drawn.fonts = _glyphs(document)
    drawn.links = [target for page in document.pages for target in _led(page)]
    if words:
        dense.link(pdf, pages, streams, words, drawn.fonts)
        drawn.links += words.targets
    tags.finish(pdf, section, streams)
    drawn.slots = slots.cut(pdf, pages, streams, drawn.fonts)
    for one in pdf.objects:
        if one.free == "f":
            one.number, one.generation = 0, 1  # the engine's table else says that they lie at byte 0
        elif isinstance(one, pydyf.Stream):
            _mend(one)


def _mend(stream: Any) -> None:
    """A picture as PDF/A-3 wants it (6.2.8); a drawing that ends as `flate` says."""
    if "Interpolate" in stream.extra:
        stream.extra["Interpolate"] = "false"
    if stream.compress:
        drawn = flate(b"\n".join(map(written, stream.stream)))
        stream.stream, stream.extra["Filter"], stream.compress = [drawn], "/FlateDecode", False


def _led(page: Any) -> Iterator[str]:
    """Turn the links of a page into what they should be; yields the anchors to which they lead."""
    for _, target, (x1, y1, x2, y2), box in page.links:
        link = box.link_annotation
        link["F"] = PRINTED
        link["Rect"] = pydyf.Array(round(one * PT, 2) for one in (x1, page.height - y2, x2, page.height - y1))
        words = " ".join("".join(box.element.itertext()).split())
        link["Contents"] = pydyf.String(box.element.get("title") or words or target)
        if target.startswith(ELSEWHERE):
            anchor = target.removeprefix(ELSEWHERE)
            del link["A"]
            link["Dest"] = pydyf.String(anchor)
            yield anchor


def _glyphs(document: Any) -> dict[str, Glyphs]:
    used: dict[str, Glyphs] = {}
    for font in document.fonts.values():
        mine = used.setdefault(font.hash, Glyphs(font.family, bool(font.style), int(font.weight), {}, {}))
        mine.widths.update(font.widths)
        mine.texts.update(font.to_unicode)
    return used


def _facts(
    order: Order, document: Any, drawn: _Drawn, told: tuple[tuple[str, ...], tuple[str, ...]]
) -> Facts:
    first = document.pages[0]
    anchors: dict[str, tuple[int, float, float]] = {}
    marks: list[Mark] = []
    for number, page in enumerate(document.pages):
        for name, (x, y, *_) in page.anchors.items():
            anchors.setdefault(name, (number, round(x * PT, 2), round((page.height - y) * PT, 2)))
        marks += (
            Mark(rank, title, number, round(x * PT, 2), round((page.height - y) * PT, 2))
            for rank, title, (x, y), _ in page.bookmarks
        )
    return Facts(
        order.id,
        len(document.pages),
        (round(first.width * PT, 3), round(first.height * PT, 3)),
        anchors,
        tuple(marks),
        drawn.slots,
        tuple(dict.fromkeys(drawn.links)),
        drawn.fonts,
        breaks(document),
        *told,
        _faults(document),
        hooks.filled(document.pages[-1]),
    )


def _faults(document: Any) -> tuple[Fault, ...]:
    seen = hooks.Seen()
    return faults([hooks.sheet(page, seen) for page in document.pages])


@contextmanager
def listening(found: list[str]) -> Iterator[None]:
    """Keep what the engine complains of while the block runs."""
    handler = _Listener(found)
    spread, ENGINE.propagate = ENGINE.propagate, False
    ENGINE.addHandler(handler)
    try:
        yield
    finally:
        ENGINE.removeHandler(handler)
        ENGINE.propagate = spread


class _Listener(logging.Handler):
    def __init__(self, found: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.found = found

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one complaint, in our way of speaking; what LAY001 and LAY003 say is not said again."""
        message = record.getMessage().strip().rstrip(".")
        if (
            not message.startswith(("Failed to load image", "Failed to load stylesheet"))
            and ".notdef" not in message
        ):
            told = re.sub(r"\s*[`'](?=\W|$)|[`']", '"', message[:1].lower() + message[1:])
            self.found.append(f"the layout engine says: {told}")
