"""What a key says of the lesson; which words stand in the word box, and where they are marked."""

from itertools import pairwise

from regesta.editions.lesson import plan, remarks
from regesta.editions.wordbox import marked, word_box
from regesta.tree import Element, find, text
from regesta.words import catalog
from tests.conftest import WORKED
from tests.reading import book

WORDS = catalog("en-GB")


def test_the_minutes_of_a_plan_are_those_of_the_record() -> None:
    for minutes in (5, 25, 45, 90):
        steps = plan(minutes, (1, 2, 3), WORDS)
        assert steps[0].start == 0
        assert steps[-1].end == minutes
        assert all(one.end == other.start for one, other in pairwise(steps))
    assert plan(None, (1,), WORDS) == ()


def test_paragraphs_stand_under_the_name_with_which_they_begin() -> None:
    named = Element("p", (), (Element("em", (), ("Misconceptions.",)), " Many."))
    plain = Element("p", (), ("And more.",))
    other = Element("p", (), (Element("em", (), ("Not",)), " a name."))
    block = Element("div", (("data-title", "Notes"),), (other, "\n", named, "\n", plain))
    made = remarks([block], WORDS)
    assert [one.title for one in made] == ["Notes", "Misconceptions"]
    assert [text(one) for one in made[1].paragraphs] == ["Many.", "And more."]


def test_the_word_box_holds_what_stands_on_the_sheet_and_marks_its_first_place() -> None:
    whole = book(WORKED)
    document = whole.documents["src-letter"]
    box = word_box(whole, document, ("No toll for us, says the tollkeeper.",))
    assert "toll" in [one.name for one in box]
    said = Element("p", (), ("The tollkeeper took the Toll, and the toll was high.",))
    (made,) = marked([said], box)
    assert [text(one) for one in find(made, "class", "term")] == ["Toll"]
    assert text(made) == text(said)
    assert "toll" not in [one.name for one in word_box(whole, document, ("The tollkeeper.",))]
