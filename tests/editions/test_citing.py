"""Citations in a chapter: notes of their own in one row with the author's, words in place within notes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from regesta.csl import Formatted, Request
from regesta.diagnostics import Checked
from regesta.editions.audience import for_audience
from regesta.editions.flow import Flow, document_flow, flow
from regesta.editions.handout import handout
from regesta.editions.order import plan
from regesta.model import Audience, PageMap
from regesta.tree import Element, find, text, walk
from tests.reading import WORDS, book, plainly

Edit = Callable[[Path, str, str], None]
NOTE, CHAPTER, ANSWER = "chapters/00-note.md", "chapters/01-bridge.md", "sources/src-answer.md"
PLAIN = "No bridge was built."
IN_TEXT = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
    "<citation><layout/></citation></style>"
)
MORE = '[{"id": "other2001", "type": "book", "title": "Other"},\n  {\n    "id": "example1999",'


@pytest.fixture(autouse=True)
def _more_works(mini: Path, edit: Edit) -> None:
    edit(mini / "references.json", '[\n  {\n    "id": "example1999",', MORE)


def made(manuscript: Path, audience: Audience = "student", chapter: str = "ch-note") -> Flow:
    seen = for_audience(book(manuscript), audience)
    (found,) = (one for one in (*seen.front, *seen.chapters) if one.id == chapter)
    return flow(seen, found, WORDS, plainly).value


def note(mini: Path, edit: Edit, words: str) -> Flow:
    """The front chapter of mini with other words."""
    edit(mini / NOTE, PLAIN, words)
    return made(mini)


def shown(element: Element) -> str:
    """The words of a text, with the numbers of the notes called there."""
    return " ".join("".join(_shown(element)).split())


def _shown(element: Element) -> Iterator[str]:
    if element.get("data-mark") == "note":
        yield f"^{element.get('data-n')}"
    for child in element.children:
        if isinstance(child, str):
            yield child.replace("\u00a0", " ")
        else:
            yield from _shown(child)


def notes(flow: Flow) -> list[str]:
    return [shown(one.body) for one in flow.notes.values()]


# Notes of their own ------------------------------------------------------------------------------


def test_a_citation_in_the_text_is_a_note(mini: Path, edit: Edit) -> None:
    flow = note(mini, edit, "It was dear [see @example1999, p. 3].")
    assert shown(flow.body).endswith("It was dear.^1")
    assert notes(flow) == ["See EXAMPLE1999 p. 3 (note 1)."]


def test_one_row_of_numbers_in_the_order_of_reading(mini: Path, edit: Edit) -> None:
    words = "A[^a] b [@example1999] c[^b] d[^a] e [@other2001].\n\n[^b]: B, [@example1999].\n\n[^a]: A."
    flow = note(mini, edit, words)
    assert shown(flow.body).endswith("A^1 b^2 c^3 d^1 e.^4")
    assert notes(flow) == [
        "A.",
        "EXAMPLE1999 (note 2).",
        "B, EXAMPLE1999 again (note 3).",
        "OTHER2001 (note 4).",
    ]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("dear [@example1999].", "dear.^1"),
        ("dear.[@example1999]", "dear.^1"),
        ("dear\n[@example1999], not", "dear,^1 not"),
        ("“dear” [@example1999]; not", "“dear”;^1 not"),
        ("“dear [@example1999].” Not", "“dear.”^1 Not"),
        ("(dear [@example1999]) not", "(dear^1) not"),
        ("dear [@example1999] [@other2001].", "dear.^1^2"),
        ("dear[^a] [@example1999]: not\n\n[^a]: A.", "dear^1:^2 not"),
        ("*dear* [@example1999]!", "dear!^1"),
        ("dear{ix: a} [@example1999] – not", "dear^1 – not"),
        ("[@example1999]", "^1"),
    ],
)
def test_the_number_follows_the_sign(mini: Path, edit: Edit, typed: str, printed: str) -> None:
    assert shown(note(mini, edit, typed).body).endswith(printed)


def test_a_call_has_the_anchor_and_the_note_leads_back(mini: Path, edit: Edit) -> None:
    flow = note(mini, edit, "Dear [@example1999].")
    (call,) = find(flow.body, "data-mark", "note")
    (only,) = flow.notes.values()
    assert (call.get("id"), call.get("href")) == ("ch-note-cite-1", "#ch-note-cite-1-text")
    assert (only.call, only.anchor) == ("ch-note-cite-1", "ch-note-cite-1-text")
    assert [one.get("id") for one in walk(only.body) if one.get("id")] == []


def test_pointers_and_works_in_one_bracket(mini: Path, edit: Edit) -> None:
    flow = note(mini, edit, "Dear [see @src-answer, p. 2; @example1999; cf. @other2001; @ch-bridge].")
    assert notes(flow) == ["See Source 2, p. 2; EXAMPLE1999; cf. OTHER2001 (note 1); Chapter 1."]


def test_pointers_alone_stay_in_the_text(mini: Path, edit: Edit) -> None:
    flow = note(mini, edit, "Dear [see @src-answer, p. 2].")
    assert shown(flow.body).endswith("Dear see Source 2, p. 2.")
    assert flow.notes == {}


def test_an_abbreviation_and_its_number_stay_together(mini: Path, edit: Edit) -> None:
    (only,) = note(mini, edit, "Dear [@example1999, vol. IV, p. 3 and so on].").notes.values()
    assert "EXAMPLE1999 vol.\u00a0IV, p.\u00a03 and so on" in text(only.body)


# In their place ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("[@example1999].", "EXAMPLE1999 (note 1)."),
        ("See [@example1999]", "See EXAMPLE1999 (note 1)."),
        ("So it is (see [@example1999])", "So it is (see EXAMPLE1999 (note 1))"),
        ("[see @example1999] and more.", "See EXAMPLE1999 (note 1) and more."),
        ("For this [see also @example1999].", "For this see also EXAMPLE1999 (note 1)."),
        ("This. [see @example1999].", "This. See EXAMPLE1999 (note 1)."),
        ("*This*: [cf. @example1999], p.", "This: cf. EXAMPLE1999 (note 1), p."),
        ("So @src-answer; [@example1999].", "So Source 2; EXAMPLE1999 (note 1)."),
    ],
)
def test_within_a_note_a_citation_is_a_part_of_it(mini: Path, edit: Edit, typed: str, printed: str) -> None:
    assert notes(note(mini, edit, f"Dear.[^a]\n\n[^a]: {typed}")) == [printed]


def test_ibid_is_small_within_a_sentence(mini: Path, edit: Edit) -> None:
    def ibid(request: Request) -> Checked[Formatted]:
        return Checked(Formatted(tuple(("Ibid., p. 3.",) for _ in request.cites)))

    edit(mini / NOTE, PLAIN, "A[^a] b [@example1999].\n\n[^a]: So [@example1999]. [@example1999].")
    seen = for_audience(book(mini), "student")
    made = flow(seen, seen.front[0], WORDS, ibid).value
    assert notes(made) == ["So ibid., p. 3. Ibid., p. 3.", "Ibid., p. 3."]


def test_below_a_quotation_a_citation_says_whose_it_is(mini: Path, edit: Edit) -> None:
    flow = note(mini, edit, "\n\n::: quotation\nBridges are dear.\n\n[@example1999, p. 3]\n:::")
    (below,) = find(flow.body, "class", "attribution")
    assert shown(below) == "EXAMPLE1999 p. 3 (note 0)"
    assert flow.notes == {}


def test_beside_the_text_a_citation_stands_in_brackets(mini: Path, edit: Edit) -> None:
    flow = note(mini, edit, "So{side: It was dear [see @example1999, p. 3]; [@src-answer].}.")
    beside = next(find(flow.body, "data-mark", "side"))
    assert shown(beside) == "It was dear (see EXAMPLE1999 p. 3 (note 0)); Source 2."
    assert flow.notes == {}


def test_within_notes_on_a_source_a_citation_makes_no_note(mini: Path, edit: Edit) -> None:
    block = """::: notes
"cost little"
:   Not so; see [@other2001].
:::

::: notes by=document
"ferry is old"
:   It is not [@other2001].
:::

::: questions "Read and place\""""
    edit(mini / "sources" / "src-request.md", '::: questions "Read and place"', block)
    edit(mini / CHAPTER, "::: source @src-request", "::: source @src-request notes")
    flow = made(mini, chapter="ch-bridge")
    assert [one.number for one in flow.notes.values()] == ["1", "2", "3", "4"]
    assert [one for one in notes(flow) if "OTHER" in one] == ["Not so; see OTHER2001 (note 2)."]
    assert "It is not OTHER2001 again (note 0)." in shown(flow.body)


# History -----------------------------------------------------------------------------------------


def test_each_chapter_begins_anew(mini: Path, edit: Edit) -> None:
    edit(mini / NOTE, PLAIN, "Dear [@example1999]. Very [@example1999].")
    assert notes(made(mini)) == ["EXAMPLE1999 (note 1).", "EXAMPLE1999 again (note 2)."]
    assert notes(made(mini, chapter="ch-bridge"))[0].endswith("see EXAMPLE1999 pp. 12–14 (note 1).")


def test_a_source_is_read_where_its_chapter_prints_it(mini: Path) -> None:
    *_, toll = notes(made(mini, chapter="ch-bridge"))
    assert toll == "Tolls were common EXAMPLE1999 again ch. 3 (note 3)."


def test_a_sheet_begins_anew_as_well(mini: Path) -> None:
    seen = for_audience(book(mini), "student")
    alone = document_flow(seen, seen.documents["src-answer"], WORDS, plainly).value
    assert notes(alone) == ["Tolls were common EXAMPLE1999 ch. 3 (note 1)."]
    sheet = handout(book(mini), "src-answer", "teacher", PageMap(), plainly).value
    assert notes(sheet.content) == notes(alone)  # type: ignore[arg-type]


def test_what_teachers_alone_read_does_not_disturb_students(mini: Path, edit: Edit) -> None:
    edit(mini / CHAPTER, "Begin with the drawing.", "Begin with [@other2001].")
    edit(mini / CHAPTER, "The answer came late.", "The answer came late [@other2001].")
    student, teacher = (made(mini, audience, "ch-bridge") for audience in ("student", "teacher"))
    assert [one for one in notes(student) if "OTHER" in one] == ["OTHER2001 (note 3)."]
    assert [one for one in notes(teacher) if "OTHER" in one] == [
        "OTHER2001 (note 3).",
        "OTHER2001 again (note 5).",
    ]


# Other styles, other engines ---------------------------------------------------------------------


def test_a_style_that_cites_in_the_text(mini: Path, edit: Edit) -> None:
    (mini / "dates.csl").write_text(IN_TEXT, "utf-8")
    edit(mini / "book.yaml", "front:", "csl: dates.csl\nfront:")
    flow = note(mini, edit, "Dear [see @example1999; @src-answer].[^a]\n\n[^a]: So [@other2001].")
    assert shown(flow.body).endswith("Dear See EXAMPLE1999 (note 0).; Source 2.^1")
    assert notes(flow) == ["So OTHER2001 (note 1).."]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("Dear.[@other2001]", "Dear. O"), ("(dear;[@other2001])", "(dear; O"), ("([@other2001])", "(O")],
)
def test_in_the_text_it_is_a_word_of_its_own(mini: Path, edit: Edit, typed: str, printed: str) -> None:
    (mini / "dates.csl").write_text(IN_TEXT, "utf-8")
    edit(mini / "book.yaml", "front:", "csl: dates.csl\nfront:")
    assert f"{printed}THER2001" in shown(note(mini, edit, typed).body)


def test_the_engine_is_told_of_all_works_where_years_have_letters(mini: Path, edit: Edit) -> None:
    asked: list[Request] = []

    def listen(request: Request) -> Checked[Formatted]:
        asked.append(request)
        return plainly(request)

    edit(mini / NOTE, PLAIN, "Dear [@other2001].")
    plan(book(mini), "student", listen)
    assert [one.listed for one in asked[:2]] == [(), ()]
    (mini / "dates.csl").write_text(IN_TEXT, "utf-8")
    edit(mini / "book.yaml", "front:", "csl: dates.csl\nfront:")
    asked.clear()
    plan(book(mini), "student", listen)
    assert [set(one.listed) for one in asked[:2]] == [{"other2001", "example1999"}] * 2
    assert [len(one.works) for one in asked[:2]] == [2, 2]


def test_no_work_no_question(mini: Path) -> None:
    def never(request: Request) -> Checked[Formatted]:
        raise AssertionError(request)

    seen = for_audience(book(mini), "student")
    assert flow(seen, seen.front[0], WORDS, never).diagnostics == ()
