"""The EPUB with the pages of the printed book, and the one that names none."""

from collections.abc import Sequence

import pytest
from _pytest.monkeypatch import MonkeyPatch
from click.testing import CliRunner

from regesta.cli import regesta
from regesta.model import Artifact
from regesta.pipeline import Wanted
from regesta.render.pdf.crew import Crew
from regesta.render.pdf.fragment import Fragment, Order
from tests.conftest import MINI, WORKED, made
from tests.render.epub.making import Opened, opened, words


def test_the_page_finder_is_the_list_of_pages_in_lines_of_ten(worked_build: dict[str, Artifact]) -> None:
    book = opened(worked_build["worked.epub"].content)
    finder = book.documents["finder.xhtml"]
    listed = book.find("//h:nav[@epub:type='page-list']//h:a", book.nav)
    found = book.find("//h:ol//h:a", finder)
    assert [words(one) for one in found] == [words(one) for one in listed]
    assert [one.get("href").partition("#")[2] for one in found] == [f"page-{words(one)}" for one in listed]
    assert all(book.lands(one.get("href"), "finder.xhtml") for one in found)
    rows = [[words(one) for one in book.find(".//h:a", row)] for row in book.find("//h:ol", finder)]
    assert rows[0] == ["iii", "iv", "v", "vi", "vii"]
    assert [row[0] for row in rows[1:]] == ["1", "10"]
    assert "finder.xhtml" in book.find("//h:nav[@epub:type='toc']//h:a/@href", book.nav)
    assert "finder.xhtml" in book.find("//ncx:navPoint//ncx:content/@src", book.ncx)


@pytest.fixture(scope="module")
def unpaged() -> Opened:
    """The worked example without pages; whoever lays out more than the cover fails."""
    lay_out = Crew.lay_out

    def only_the_cover(crew: Crew, orders: Sequence[Order]) -> tuple[Fragment, ...]:
        assert [one.id for one in orders] == ["cover"]
        return lay_out(crew, orders)

    with MonkeyPatch.context() as patch:
        patch.setattr(Crew, "lay_out", only_the_cover)
        patch.setattr(Crew, "begin", lambda *_: pytest.fail("somebody made ready to lay out"))
        return opened(made(WORKED, Wanted(("epub",), page_list=False))["worked.epub"].content)


def test_without_pages_it_speaks_of_none(unpaged: Opened) -> None:
    assert unpaged.find("//*[@epub:type='pagebreak' or @epub:type='page-list']") == []
    assert unpaged.find("//ncx:pageList", unpaged.ncx) == []
    assert "finder.xhtml" not in unpaged.documents
    package = unpaged.files["content.opf"].decode()
    for said in ("pageBreakSource", "pageBreakMarkers", "pageNavigation"):
        assert said not in package
    for name in ("index", "colophon"):
        assert "printed pages" not in words(unpaged.documents[f"{name}.xhtml"])
    assert unpaged.find("//h:a[contains(text(), 'p. ')]") == []


def test_its_index_names_chapters_and_sources(unpaged: Opened) -> None:
    locators = {words(one) for one in unpaged.find("//h:a[@epub:type='index-locator']")}
    assert locators
    assert all(one.startswith(("ch.", "Source", "Note on")) for one in locators), locators
    for name, tree in unpaged.documents.items():
        for address in unpaged.find("//h:a/@href", tree):
            assert address.startswith("http") or unpaged.lands(address, name)


@pytest.mark.parametrize("arguments", [(), ("--format", "pdf"), ("--format", "epub", "--format", "pdf")])
def test_only_an_epub_can_do_without(arguments: tuple[str, ...]) -> None:
    done = CliRunner().invoke(regesta, ["build", str(MINI), "--no-page-list", *arguments])
    assert done.exit_code == 2
    assert "--no-page-list is for an EPUB alone" in done.output
