"""A pointer says where it leads, leaves a slot for the page, and sets no brackets inside brackets."""

from pathlib import Path

import pytest

from regesta.editions.audience import for_audience
from regesta.editions.flow import flow
from regesta.editions.pointers import asked_about, enclosed
from regesta.tree import Element, find, text
from tests.reading import WORDS, book, plainly

HEAD = "---\nid: ch-note\ntitle: Note on the edition\n---\n\n"


def note(manuscript: Path, words: str) -> Element:
    """The front matter of a copy of mini, with other words in it."""
    (manuscript / "chapters" / "00-note.md").write_text(f"{HEAD}{words}\n", "utf-8")
    seen = for_audience(book(manuscript), "student")
    return flow(seen, seen.front[0], WORDS, plainly).value.body


def said(body: Element) -> str:
    return " ".join(text(body).replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("words", "wanted", "slot"),
    [
        ("[@src-request, s. 4]", "Source 1, sentence 4", "src-request.s4"),
        ("[see @src-request, s. 2–3]", "see Source 1, sentences 2–3", "src-request.s2"),
        ("@src-request", "Source 1", None),
        ("@ch-bridge", "Chapter 1", None),
        ("@q-bridge", "Question 1", "q-bridge"),
        ("[@src-request, p. 2]", "Source 1, p. 2", None),
    ],
)
def test_words_and_slot(mini: Path, words: str, wanted: str, slot: str | None) -> None:
    body = note(mini, words)
    assert said(body) == wanted
    assert [one.get("data-slot") for one in find(body, "data-slot")] == ([slot] if slot else [])


def test_a_link_leads_to_the_sentence_itself(mini: Path) -> None:
    assert [one.get("href") for one in find(note(mini, "[@src-request, s. 4]"), "href")] == [
        "#src-request.s4"
    ]


def test_an_event_in_brackets_has_none_of_its_own(mini: Path) -> None:
    assert said(note(mini, "@ev-vote")) == "“The council votes for a bridge” (12 March 1901, 7.30 p.m.)"
    assert said(note(mini, "(@ev-vote)")) == "(“The council votes for a bridge”, 12 March 1901, 7.30 p.m.)"


@pytest.mark.parametrize(
    ("children", "within"),
    [
        (("(see ", "@", ")"), True),
        (("[see ", "@", "]"), True),
        (("(see) ", "@"), False),
        (("a) and ", "@"), False),
        ((Element("em", (), ("(see ", "@")), ")"), True),
    ],
)
def test_brackets_are_counted_in_a_paragraph(children: tuple[Element | str, ...], within: bool) -> None:
    made = enclosed(Element("p", (), tuple(map(pointer, children))))
    (found,) = find(made, "data-mark", "ref")
    assert (found.get("data-within") is not None) is within


def pointer(node: Element | str) -> Element | str:
    if isinstance(node, Element):
        return Element(node.name, (), tuple(map(pointer, node.children)))
    return Element("a", (("data-mark", "ref"),)) if node == "@" else node


def test_a_bracket_left_open_ends_with_its_paragraph() -> None:
    open_ = Element("p", (), ("(never closed",))
    made = enclosed(Element("section", (), (open_, Element("p", (), (pointer("@"),)))))
    assert list(find(made, "data-within")) == []


def test_what_nothing_encloses_stays_the_same_object() -> None:
    body = Element("p", (), ("(one) ", pointer("@")))
    assert enclosed(body) is body


def test_a_question_says_what_it_is_about() -> None:
    question = Element("div", (("data-at", "ll. 4–6"),))
    wanted = {"data_place": "src-x.l4", "data_unit": "lines", "data_first": "4", "data_last": "6"}
    assert asked_about(question, "src-x") == wanted
    assert asked_about(question, "") == {}
    assert asked_about(Element("div", (("data-at", "the end"),)), "src-x") == {}
