"""The stylesheet of the EPUB leaves to readers what is theirs, and asks no reader for what it may lack."""

import re

import pytest

from regesta.reader.numbering import DEEPEST
from tests.render.epub.making import made, opened

SHEET = made().inputs.theme.styles["css/epub.css"]
RULES = re.sub(r"/\*.*?\*/", "", SHEET, flags=re.DOTALL)


@pytest.mark.parametrize(
    "never",
    [
        r"(?<![-\w])(?:background-)?color\s*:(?!\s*inherit)",  # night modes
        r"#[0-9a-fA-F]{3,8}\b|rgb|hsl",
        r"var\(",  # Kindle refuses variables
        r"margin(?:-\w+)?\s*:[^;}]*-\d",  # and negative margins
        r"@import|url\(",
        r"display\s*:\s*(?:grid|flex)",
        r"(?<![-\w])position\s*:",
        r"\d(?:pt|mm|cm|in)\b",  # a reader's own size of letters rules
    ],
)
def test_it_never_says(never: str) -> None:
    assert re.findall(never, RULES) == []


def test_only_pictures_stand_on_a_ground() -> None:
    """A drawing with a clear ground would not be seen at night; words have the ground of the reader."""
    grounds = re.findall(r"([^{}]*){[^}]*background: (?!none|currentColor)(\w+)", RULES)
    assert [(where.strip(), colour) for where, colour in grounds] == [("figure img", "white")]


def test_it_holds_no_double_hyphen() -> None:
    """Neither variables nor rules in comments: there are shops that refuse a file for either."""
    assert "--" not in SHEET


def test_documents_have_no_style_of_their_own() -> None:
    book = opened(made().packed.value)
    assert book.find("//@style") == []
    assert book.find("//h:style") == []
    assert book.find("//comment()") == []


def test_every_class_that_is_styled_is_used_or_made_by_a_template() -> None:
    held = " ".join(made().inputs.theme.templates.values())
    styled = set(re.findall(r"\.([a-z][\w-]*)", RULES))
    made_elsewhere = set("align-right align-center translation s ref attribution omission letters".split())
    made_elsewhere |= set("dateline salute byline signed closer".split())  # of letters, by exchange.tei
    made_elsewhere |= {f"in-{depth}" for depth in range(1, DEEPEST + 1)}  # lines of a verse: `in-{{ … }}`
    assert {one for one in styled - made_elsewhere if one not in held} == set()
