"""What the layout met comes back as findings, from this process and from workers."""

import pytest

from regesta.pipeline import silently
from regesta.render.pdf.assemble import Imprint
from regesta.render.pdf.book import print_sheet
from regesta.render.pdf.crew import Crew, Means
from regesta.render.pdf.fragment import Materials, Order
from regesta.workspace import read_faces

IMPRINT = Imprint("T", ("A",), "D", "en", "2026-11-24", "Regesta")
BODY = '<p><a href="#nowhere">leads</a> <a href="#here">on</a> <img alt="x" src="https://example.org/x.png"/></p>'
PAGE = f'<html lang="en"><head><title>T</title></head><body><main id="here">{BODY}</main></body></html>'


@pytest.mark.parametrize("jobs", [1, 2], ids=["alone", "by workers"])
def test_a_dangling_link_a_refusal_and_a_complaint(jobs: int) -> None:
    given = Materials(
        {"sheet": ("body { font-family: Regesta Text; colour: red }",)}, read_faces(silently), {}
    )
    with Crew(given, Means({}, jobs), 4) as crew:
        made = print_sheet(Order("s", PAGE, "sheet"), IMPRINT, crew)
    said = {(one.code, one.message) for one in made.diagnostics}
    assert ("LAY002", 'a link leads to "nowhere", which is nowhere in the book') in said
    assert ("LAY001", 'the page asks for "https://example.org/x.png"') in said
    assert any(code == "LAY002" and "colour" in words for code, words in said)
    assert not any('"here"' in words for _, words in said)
