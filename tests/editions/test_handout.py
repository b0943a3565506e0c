"""The sheet of a source prints the part of its text that the record chooses."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from regesta.editions.handout import Handout, handout
from regesta.model import PageMap
from regesta.tree import find, text
from tests.reading import book, plainly

Edit = Callable[[Path, str, str], None]
RECORD = "sources/src-request.md"


def sheet(manuscript: Path) -> Handout:
    made = handout(book(manuscript), "src-request", "student", PageMap({}, {}), plainly).value.content
    assert isinstance(made, Handout)
    return made


def sentences(made: Handout) -> list[str]:
    return [text(one).strip() for block in made.texts for one in find(block, "class", "s")]


def test_without_a_choice_a_sheet_has_the_whole_text(mini: Path) -> None:
    made = sheet(mini)
    assert len(sentences(made)) == 5
    assert made.docket.text.strong == "Transcript;"


def test_the_chosen_sentences_keep_their_numbers_and_the_sheet_says_so(mini: Path, edit: Edit) -> None:
    edit(mini / RECORD, "inquiry:", "sheet: s. 2–3\ninquiry:")
    made = sheet(mini)
    assert sentences(made) == ["The ferry is old, and the river is high.", "We ask for a bridge."]
    shown = [one.get("data-shown") for block in made.texts for one in find(block, "class", "s")]
    assert shown == ["2", "3"]
    assert made.docket.text.strong == "Transcript, in extract."
    assert made.docket.text.text == "Sentences 2 to 3; the book prints more."
    assert made.notes == {}  # the note is called in a sentence that is left out


def test_a_text_that_is_away_has_nothing_to_choose_from(mini: Path, edit: Edit) -> None:
    edit(mini / RECORD, "inquiry:", "sheet: s. 2–3\ninquiry:")
    edit(mini / RECORD, "text: transcript\n", "text: retold\nwitness: {tei: w.xml, document: d1}\n")
    words = (mini / RECORD).read_text("utf-8").replace("::: transcript en", "::: retold")
    (mini / RECORD).write_text(words.replace("{s-}", ""), "utf-8")
    made = sheet(mini)
    assert "We ask for a bridge." in text(made.texts[0])
    assert made.docket.text.strong.startswith("Retold by the editors")


SAME = "::: adapted en\n{text}\n:::\n"
SHORTER = "::: adapted en .shorter\nWe need a bridge.\n:::\n"


@pytest.mark.parametrize(
    ("block", "expected"),
    [(SAME, ["adapted"]), (SHORTER, ["adapted", "transcript"])],
    ids=["same", "shorter"],
)
def test_an_easy_sheet_has_the_sentences_that_questions_name(
    mini: Path, block: str, expected: list[str]
) -> None:
    """Where the adapted text is a shorter one, without their numbers, the document stands behind it."""
    words = (mini / RECORD).read_text("utf-8")
    document = re.search(r"(?s)::: transcript en\n(.*?)\n:::\n", words)
    assert document
    bare = document[1].replace("[^little]", "")
    whole = words.replace(document[0], document[0] + "\n" + block.replace("{text}", bare))
    (mini / RECORD).write_text(whole, "utf-8")
    assert [one.get("data-block") for one in sheet(mini).plainer] == expected
