"""A long index becomes several documents; nothing of it is lost, and every link still lands."""

import pytest
from lxml import etree

from regesta.model import Artifact
from regesta.pipeline import Wanted
from regesta.render.epub import parting
from tests.conftest import MANUSCRIPT, made
from tests.render.epub.making import Opened, opened, words

SMALL = 20_000


@pytest.fixture(scope="module")
def book() -> Opened:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parting.parted, "__defaults__", (SMALL,))
        return opened(made(MANUSCRIPT, Wanted(("epub",)))["invasion-1968.epub"].content)


def test_an_index_that_is_too_long_goes_on_in_another_document(book: Opened) -> None:
    parts = [name for name in book.files if name.startswith("index")]
    assert parts[:2] == ["index.xhtml", "index-2.xhtml"]
    groups = [len(book.find("//h:section[@epub:type='index-group']", book.documents[name])) for name in parts]
    sizes = [len(etree.tostring(book.documents[name])) for name in parts]
    assert all(size < 1.3 * SMALL or count == 1 for size, count in zip(sizes, groups, strict=True))
    order = book.find("//opf:itemref/@idref", book.opf)
    assert order[order.index("index") : order.index("index") + len(parts)] == [one[:-6] for one in parts]
    headings = [words(one) for name in parts for one in book.find("//h:h1", book.documents[name])]
    assert headings[0] == "Index"
    assert all(one.startswith("Index: ") for one in headings[1:])


def test_nothing_is_lost(book: Opened, real_build: dict[str, Artifact]) -> None:
    whole = opened(real_build["invasion-1968.epub"].content)
    entries = [
        [
            words(entry)
            for name, tree in one.documents.items()
            for entry in one.find("//h:li", tree)
            if "index" in name
        ]
        for one in (book, whole)
    ]
    assert entries[0] == entries[1]
    for name, tree in book.documents.items():
        for address in book.find("//h:a/@href", tree):
            assert address.startswith("http") or book.lands(address, name), (name, address)
    anchors = book.find("//@id")
    assert len(anchors) == len(set(anchors))
    assert len(book.find("//h:nav[@epub:type='page-list']//h:a", book.nav)) == len(
        whole.find("//h:nav[@epub:type='page-list']//h:a", whole.nav)
    )
