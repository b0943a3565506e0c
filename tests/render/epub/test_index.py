"""The index of the e-book: the headings of the printed one, and links that land on the very marks."""

from typing import Any

import pytest
from lxml import etree

from regesta.apparatus.index import Entry, Index
from regesta.facts import IndexMark
from regesta.locators import JOINER
from regesta.pages import Setting, environment, typeset
from tests.render.epub.making import MANUSCRIPT, MINI, Made, made, opened, words


@pytest.fixture(scope="module", params=[MINI, MANUSCRIPT], ids=["mini", "manuscript"])
def whole(request: pytest.FixtureRequest) -> Made:
    return made(request.param)


def content(whole: Made) -> Index:
    (index,) = (one.content for one in whole.sections if one.kind == "index")
    assert isinstance(index, Index)
    return index


def every(entries: tuple[Entry, ...]) -> list[Entry]:
    return [one for entry in entries for one in (entry, *every(entry.children))]


def all_entries(whole: Made) -> list[Entry]:
    return [one for group in content(whole).groups for one in every(group.entries)]


def section(whole: Made) -> tuple[Any, Any]:
    book = opened(whole.packed.value)
    (found,) = book.find("//h:section[@role='doc-index']")
    return book, found


def test_the_headings_are_those_of_the_index(whole: Made) -> None:
    book, index = section(whole)
    terms = [words(one) for one in book.find(".//h:span[@epub:type='index-term']", index)]
    assert terms == [one.heading for one in all_entries(whole)]


def test_print_and_e_book_say_the_same_words(whole: Made) -> None:
    """In the same order, but for what only one of them has: letters above groups, and words said again."""
    book, index = section(whole)
    (printed,) = (one for one in whole.sections if one.kind == "index")
    setting = Setting(
        environment(whole.inputs.theme, "print", whole.edition.words),
        whole.edition.book.settings,
        whole.edition.words,
        "student",
    )
    page = etree.fromstring(typeset(printed, setting).xhtml)
    for one in page.xpath("//li[@class='continued']"):
        one.getparent().remove(one)
    lists = page.xpath("//div[@class='index']/ul")
    theirs = [words(one).split() for one in lists]
    ours = [words(one).split() for one in book.find("./h:section/h:ul", index)]
    assert ours == theirs


def test_each_locator_names_the_page_and_lands_on_the_mark(whole: Made) -> None:
    book, index = section(whole)
    links = book.find(".//h:a[@epub:type='index-locator']", index)
    wanted = [locator for one in all_entries(whole) for locator in one.locators]
    assert [words(one) for one in links] == [" ".join(one.label.split()) for one in wanted]
    marks = {
        fact.anchor for text in whole.edition.book.texts for fact in text.facts if isinstance(fact, IndexMark)
    }
    for link, locator in zip(links, wanted, strict=True):
        assert locator.anchor in marks
        assert link.get("href").partition("#")[2] == locator.anchor
        assert book.lands(link.get("href"), "index.xhtml")


def test_kinds_of_locator_are_set_apart(whole: Made) -> None:
    book, index = section(whole)
    strong = [words(one) for one in book.find(".//h:a[@class='main']", index)]
    assert strong == [one.label for entry in all_entries(whole) for one in entry.locators if one.strong]
    assert JOINER not in "".join(strong)
