"""One section alone → laid-out pages, and where its anchors lie.

Each section is its own WeasyPrint document with the number of its first page and the side of the
sheet it begins on; `assemble` joins them. Page numbers in the text are literal: CSS target-counter
would lay the whole book out again for each round of numbers.
"""

import logging  # noqa: TID251 - WeasyPrint complains by logging alone
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from regesta.diagnostics import Diagnostic
from regesta.model import Page
from regesta.render.pdf import hooks
from regesta.render.pdf.fetch import Fetcher

ENGINE = logging.getLogger("weasyprint")
HOUSE = (
    "css/faces.css",
    "css/tokens.css",
    "css/page.css",
    "css/text.css",
    "css/source.css",
    "css/apparatus.css",
)


@dataclass(frozen=True, slots=True)
class Fragment:
    """The pages of a section (opaque to others), their number, and anchor → page of the section from 0."""

    pages: tuple[Any, ...]
    anchors: Mapping[str, int]
    document: Any

    @property
    def count(self) -> int:
        """How many pages the section fills."""
        return len(self.pages)


@dataclass(slots=True)
class Press:
    """What all sections of an edition are laid out with: faces and stylesheets, read once."""

    fetcher: Fetcher
    fonts: Any
    sheets: tuple[Any, ...]
    roman: Any
    found: list[Diagnostic] = field(default_factory=list)
    memory: dict[tuple[str, int], Fragment] = field(default_factory=dict)


def press(
    styles: Mapping[str, str],
    faces: Mapping[str, bytes],
    pictures: Mapping[str, bytes],
    names: tuple[str, ...] = HOUSE,
) -> Press:
    """Read the stylesheets called `names` and the faces they name."""
    hooks.install()
    fetcher, fonts = Fetcher(faces, pictures), FontConfiguration()
    made = Press(fetcher, fonts, (), None)
    with listening(made.found):
        made.sheets = tuple(
            CSS(string=styles[name], url_fetcher=fetcher, font_config=fonts) for name in names
        )
        if "css/roman.css" in styles:
            made.roman = CSS(string=styles["css/roman.css"], url_fetcher=fetcher, font_config=fonts)
    return made


def lay_out(page: Page, first: int, press: Press) -> Fragment:
    """The pages of one section whose first page bears the number `first`; odd numbers are rectos.

    What was laid out before with the same words and number is not laid out again.
    """
    key = (page.xhtml, first)
    if key not in press.memory:
        press.memory[key] = _lay_out(page, first, press)
    return press.memory[key]


def _lay_out(page: Page, first: int, press: Press) -> Fragment:
    side = "right" if first % 2 else "left"
    place = f"@page:first{{counter-reset:page {first}}}html{{break-before:{side}}}"
    sheets = [*press.sheets, *([press.roman] if page.numbering == "roman" else []), _sheet(place, press)]
    with listening(press.found):
        html = HTML(string=page.xhtml, base_url="book:", url_fetcher=press.fetcher)
        document = html.render(stylesheets=sheets, font_config=press.fonts, pdf_variant="pdf/ua-1")
    anchors: dict[str, int] = {}
    for number, laid in enumerate(document.pages):
        for anchor in laid.anchors:
            anchors.setdefault(anchor, number)
    return Fragment(tuple(document.pages), anchors, document)


def _sheet(text: str, press: Press) -> Any:
    return CSS(string=text, url_fetcher=press.fetcher, font_config=press.fonts)


def refusals(press: Press) -> tuple[Diagnostic, ...]:
    """What the pages asked for and did not get, and what the engine complained of."""
    refused = (Diagnostic("LAY001", f'the page asks for "{url}"', None) for url in press.fetcher.refused)
    return (*refused, *press.found)


@contextmanager
def listening(found: list[Diagnostic]) -> Iterator[None]:
    """Turn the engine's log records into findings while the block runs."""
    handler = _Listener(found)
    spread, ENGINE.propagate = ENGINE.propagate, False
    ENGINE.addHandler(handler)
    try:
        yield
    finally:
        ENGINE.removeHandler(handler)
        ENGINE.propagate = spread


class _Listener(logging.Handler):
    def __init__(self, found: list[Diagnostic]) -> None:
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
            self.found.append(Diagnostic("LAY002", f"the layout engine says: {told}", None))
