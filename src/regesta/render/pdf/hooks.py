"""What we change inside WeasyPrint: each hook with its reason; a test fails on another version.

Nothing else in the house touches a private part of the engine.
"""

import inspect
from collections.abc import Callable
from typing import Any

import weasyprint
from weasyprint import document
from weasyprint.layout import block

from regesta.render.pdf.margin import arrange

PINNED = "70.0"

# When a page overflows, `_linebox_layout` would rather send notes to the next page than leave a line
# of a paragraph alone. A note then stands on the page after its call, which no style can forbid.
SENDS_NOTES_AWAY = "report = not context.in_column and can_break_now and not could_break_before"


class OtherEngine(RuntimeError):
    """The engine is not the one that the hooks were written for."""


def install() -> None:
    """Install the hooks once per process; raises OtherEngine where they would not fit."""
    if weasyprint.__version__ != PINNED:
        raise OtherEngine(f"hooks were written for WeasyPrint {PINNED}, found {weasyprint.__version__}")
    if getattr(block, "notes_stay", False):
        return
    source = inspect.getsource(block._linebox_layout)
    if source.count(SENDS_NOTES_AWAY) != 1:
        raise OtherEngine("WeasyPrint no longer sends notes away where it did; look at layout/block.py")
    exec(source.replace(SENDS_NOTES_AWAY, "report = False"), block.__dict__)
    block.notes_stay = True
    document.layout_document = _with_side_notes(document.layout_document)


def _with_side_notes(lay_out: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    """The engine's layout, and after it each page's side notes in their margin (see `margin`)."""

    def laid_out(*given: Any) -> list[Any]:
        pages = list(lay_out(*given))
        for page in pages:
            arrange(page)
        return pages

    return laid_out
