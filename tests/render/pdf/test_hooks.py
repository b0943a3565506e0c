"""The hooks know the engine that they were written for, and refuse another."""

import io

import pikepdf
import pytest
import weasyprint
from pikepdf import Name
from weasyprint import document, pdf
from weasyprint.layout import block
from weasyprint.pdf import tags

from regesta.render.pdf import hooks
from regesta.render.pdf.fragment import Materials, Order
from regesta.render.pdf.layout import Press, laid_out

GIVEN = ((document, "layout_document"), (tags, "_build_box_tree"), (pdf, "build_fonts_dictionary"))
NOTE = '<span data-pdf="Reference">1</span><span class="fn" data-pdf="Note">A note.</span>'


def page(body: str) -> str:
    """A page description with these words."""
    return f'<html lang="en"><head><title>T</title></head><body>{body}</body></html>'


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The engine as it comes: what the hooks do to it is taken back at the end."""
    hooks.install()
    monkeypatch.setattr(block, "notes_stay", False)
    monkeypatch.setattr(block, "_linebox_layout", block._linebox_layout)
    for room, name in GIVEN:
        monkeypatch.setattr(room, name, getattr(room, name))
    return monkeypatch


def test_they_are_there() -> None:
    hooks.install()
    hooks.install()
    assert block.notes_stay


def test_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(hooks.OtherEngine, match=r"71\.0"):
        hooks.install()


@pytest.mark.parametrize(("room", "name"), GIVEN, ids=[name for _, name in GIVEN])
def test_a_function_that_is_given_other_things_is_refused(
    engine: pytest.MonkeyPatch, room: object, name: str
) -> None:
    engine.setattr(hooks.inspect, "getsource", lambda _: hooks.SENDS_NOTES_AWAY)
    engine.setattr(room, name, lambda box, page: (box, page))
    with pytest.raises(hooks.OtherEngine, match="gives"):
        hooks.install()


def test_a_line_that_is_no_more_is_refused(engine: pytest.MonkeyPatch) -> None:
    engine.setattr(hooks.inspect, "getsource", lambda _: "def _linebox_layout(): ...")
    with pytest.raises(hooks.OtherEngine, match="sends notes away"):
        hooks.install()


def test_a_fragment_has_roles_and_no_fonts() -> None:
    """What two of the hooks are for: the structure tree of our templates, and fonts that come later."""
    given = Materials({"print": (".fn { float: footnote }",)}, {}, {})
    made = laid_out(Order("ch", page(f"<main><p>Words{NOTE}.</p></main>"), "print"), Press(given))
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        roles = {str(one.S) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one}
        assert {"/Part", "/P", "/Reference", "/Note"} <= roles
        assert "/Document" not in roles
        assert list(opened.pages[0].Resources.Font) == []
        assert not any(
            isinstance(one, pikepdf.Dictionary) and one.get("/Type") == Name.Font for one in opened.objects
        )
    assert made.facts.fonts


@pytest.mark.parametrize(
    "xhtml",
    [
        page("<p>One<br>two&nbsp;</p>"),
        page("<p>One</p>").replace("<html", '<html xmlns="http://www.w3.org/1999/xhtml"'),
    ],
    ids=["no XML", "with a namespace"],
)
def test_a_template_of_somebody_else_is_read_as_html(xhtml: str) -> None:
    made = laid_out(Order("ch", xhtml, "print"), Press(Materials({"print": ("",)}, {}, {})))
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        roles = {str(one.S) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one}
    assert "/P" in roles
