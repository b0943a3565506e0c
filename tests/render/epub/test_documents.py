"""What a reader meets in the EPUB: links that land, notes that come back, contents that agree."""

from itertools import pairwise

import pytest
from lxml import etree

from regesta.apparatus.contents import Contents, Entry
from regesta.model import Audience
from tests.render.epub.making import MANUSCRIPT, MINI, TYPE, Opened, made, opened, words

EDITIONS = [(MINI, "student"), (MINI, "teacher"), (MANUSCRIPT, "student")]


@pytest.fixture(params=EDITIONS, ids=["mini", "mini for teachers", "the real one"], scope="module")
def edition(request: pytest.FixtureRequest) -> tuple[Opened, Contents]:
    one = made(*request.param)
    assert one.packed.diagnostics == ()
    table = next(section.content for section in one.sections if section.kind == "nav")
    assert isinstance(table, Contents)
    return opened(one.packed.value), table


def test_every_link_lands(edition: tuple[Opened, Contents]) -> None:
    book, _ = edition
    lost = [
        f"{name}: {address}"
        for name, tree in book.documents.items()
        for address in (*book.find("//h:a/@href", tree), *book.find("//h:link/@href", tree))
        if not address.startswith("http") and not book.lands(address, name)
    ]
    lost += [
        address for address in book.find("//ncx:content/@src", book.ncx) if not book.lands(address, "toc.ncx")
    ]
    assert lost == []
    assert len(book.find("//h:a[@href]")) > 30


def test_every_anchor_without_a_link_is_no_link(edition: tuple[Opened, Contents]) -> None:
    assert edition[0].find("//h:a[not(@href)]") == []


def test_each_note_has_its_call_and_leads_back(edition: tuple[Opened, Contents]) -> None:
    book, _ = edition
    calls = book.find("//h:a[@role='doc-noteref']")
    asides = {aside.get("id"): aside for aside in book.find("//h:aside[@role='doc-footnote']")}
    assert calls
    assert {call.get("href")[1:] for call in calls} == set(asides)
    for call in calls:
        aside = asides[call.get("href")[1:]]
        back = aside[0][0]
        assert (call.get(TYPE), aside.get(TYPE), back.get("role")) == ("noteref", "footnote", "doc-backlink")
        assert (call.text, len(call)) == (back.text, 0), "a call is a number and holds no other element"
        assert aside[0].tag.endswith("}p")
        assert not aside[0].text, "a note begins with its number"
    assert {aside[0][0].get("href") for aside in asides.values()} <= {f"#{call.get('id')}" for call in calls}


def test_numbers_of_notes_begin_anew_in_each_chapter(edition: tuple[Opened, Contents]) -> None:
    book, _ = edition
    for tree in book.documents.values():
        numbers = [int(words(back)) for back in book.find("//h:a[@role='doc-backlink']", tree)]
        assert numbers == list(range(1, len(numbers) + 1))


def test_navigation_is_the_table_of_contents(edition: tuple[Opened, Contents]) -> None:
    book, table = edition
    listed = [
        (words(a), a.get("href").rpartition("#")[2])
        for a in book.find("//h:nav[@epub:type='toc']//h:a", book.nav)
    ]
    assert [(title, anchor.removesuffix(".xhtml")) for title, anchor in listed] == list(lines(table))
    points = book.find("//ncx:navPoint", book.ncx)
    assert [words(point[0]) for point in points] == [title for title, _ in listed]
    assert [point[1].get("src") for point in points] == book.find(
        "//h:nav[@epub:type='toc']//h:a/@href", book.nav
    )
    assert [point.get("playOrder") for point in points] == [str(n) for n in range(1, len(points) + 1)]


def plain(entry: Entry) -> str:
    """A title with plain spaces, as `words` reads it."""
    return " ".join(entry.title.split())


def lines(table: Contents) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def read(entry: Entry, form: str) -> None:
        found.append(
            (form.format(n=entry.number, t=plain(entry)) if entry.number else plain(entry), entry.anchor)
        )
        for child in entry.children:
            read(child, "Source {n}: {t}")

    for entry in table.entries:
        read(entry, "{n} {t}")
    return found


def test_landmarks_are_there_and_not_to_be_seen(edition: tuple[Opened, Contents]) -> None:
    book, _ = edition
    (landmarks,) = book.find("//h:nav[@epub:type='landmarks']", book.nav)
    assert landmarks.get("hidden") == "hidden"
    types = [a.get(TYPE) for a in book.find(".//h:a", landmarks)]
    assert types == ["titlepage", "toc", "bodymatter", "bibliography", "glossary", "index"]
    assert "nav[hidden]" in book.files["styles/book.css"].decode()


def test_every_document_says_its_language_twice_and_has_a_heading(edition: tuple[Opened, Contents]) -> None:
    book, _ = edition
    for name, tree in book.documents.items():
        for element in tree.iter(etree.Element):
            said = "{http://www.w3.org/XML/1998/namespace}lang"
            assert element.get("lang") == element.get(said), name
        assert tree.get("lang")
        assert len(book.find("//h:h1", tree)) == (0 if name == "imprint.xhtml" else 1)
        levels = [int(one.tag[-1]) for one in book.find("//h:h1|//h:h2|//h:h3|//h:h4", tree)]
        assert all(after <= before + 1 for before, after in pairwise(levels)), name


def test_no_element_of_text_is_closed_in_its_own_tag(edition: tuple[Opened, Contents]) -> None:
    """Readers that take XHTML for HTML never close `<span/>`."""
    book, _ = edition
    for name, data in book.files.items():
        if name.endswith(".xhtml"):
            closed = [part.rpartition("<")[2].split()[0] for part in data.decode().split("/>")[:-1]]
            drawn = {"circle", "line", "path", "rect"}  # an SVG is XML for every reader
            assert set(closed) <= {"br", "col", "hr", "img", "link", "meta"} | drawn, name


def test_anchors_are_unique_in_the_whole_book(edition: tuple[Opened, Contents]) -> None:
    anchors = edition[0].find("//@id")
    assert len(anchors) == len(set(anchors))


@pytest.mark.parametrize(("audience", "held"), [("student", False), ("teacher", True)])
def test_answers_are_for_teachers(audience: Audience, held: bool) -> None:
    book = opened(made(MINI, audience).packed.value)
    text = " ".join(map(words, book.documents.values()))
    assert ("ask why" in text) is held
    assert ("Teacher’s edition" in text) is held


def test_a_chronology_is_a_table_with_days_for_machines() -> None:
    book = opened(made().packed.value)
    (table,) = book.find("//h:table[@class='chron']")
    assert book.find(".//h:time/@datetime", table)
    assert len(book.find(".//h:thead//h:th[@scope='col']", table)) == 2
    assert all(sum(int(cell.get("colspan", "1")) for cell in row) == 2 for row in book.find(".//h:tr", table))


def test_an_index_leads_to_every_place() -> None:
    book = opened(made().packed.value)
    (index,) = book.find("//h:section[@role='doc-index']")
    assert book.find(".//h:a[@epub:type='index-locator']/@href", index)
    assert "see also council of Lhota" in words(index)


def test_sentences_of_a_transcript_keep_their_numbers() -> None:
    book = opened(made().packed.value)
    numbers = [words(one) for one in book.find("//h:div[@class='document']//h:span[@class='sn']")]
    assert numbers == ["1", "2", "3", "4", "5"]
    assert [one.get("id") for one in book.find("//h:span[@class='s'][@id]")] == [
        f"src-request.s{n}" for n in numbers
    ]
