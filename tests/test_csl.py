"""Which citation style a book takes, and those that it cannot take."""

from collections.abc import Callable
from pathlib import Path

import pytest

from regesta.csl import HOUSE, Style, StyleFault, judge, style
from regesta.pipeline import read as read_book
from regesta.report import FORMS
from regesta.source import Source
from regesta.workspace import read, theme

OPENED = '<style xmlns="http://purl.org/net/xbiblio/csl" class="{kind}" version="1.0">'
CITES = "<citation><layout/></citation></style>"
NOTES = OPENED.format(kind="note") + CITES
DATES = OPENED.format(kind="in-text") + CITES


def test_the_house_cites_in_notes() -> None:
    made = style("", {}, theme().csl)
    assert made == Style(theme().csl[HOUSE], notes=True)


def test_a_file_of_the_manuscript_or_a_name() -> None:
    texts = {"our.csl": Source.of("our.csl", DATES)}
    assert style("our.csl", texts, {}) == Style(DATES, notes=False)
    for name in ("theirs", "styles/csl/theirs.csl"):
        assert style(name, texts, {"theirs": NOTES}) == Style(NOTES, notes=True)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("or.csl", 'did you mean "our.csl"?'),
        ("their", 'did you mean "theirs"?'),
        ("mla", "pip install regesta[csl]"),
    ],
)
def test_a_style_that_is_not_there(name: str, hint: str) -> None:
    with pytest.raises(StyleFault) as fault:
        style(name, {"our.csl": Source.of("our.csl", DATES)}, {"theirs": NOTES})
    assert fault.value.code == "FIL001"
    assert hint in fault.value.hint


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<style", 'the style "s" is no XML from line 1 on'),
        ("<html/>", '"s" is no citation style'),
        (OPENED + "</style>", 'the style "s" does not say how to cite'),
        (
            f'{OPENED}<info><link href="http://x.org/other" rel="independent-parent"/></info></style>',
            'the style "s" only names another one',
        ),
        (
            f'{OPENED}<info><category citation-format="numeric"/></info>{CITES}',
            'the style "s" numbers its works, and every chapter would begin with 1',
        ),
    ],
)
def test_a_style_that_cannot_be_used(text: str, message: str) -> None:
    with pytest.raises(StyleFault, match=message.replace("(", r"\(")) as fault:
        judge("s", text)
    assert fault.value.code == "CIT003"


def test_entities_cannot_be_used_to_fill_the_memory() -> None:
    bomb = '<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
    )
    with pytest.raises(StyleFault):
        judge("s", f"{bomb}]><style>&m;</style>")


def test_a_fault_stands_at_the_name_of_the_style(mini: Path, edit: Callable[[Path, str, str], None]) -> None:
    edit(mini / "book.yaml", "front:", "csl: ours.csl\nfront:")
    inputs = read(mini).value
    report = FORMS["short"](read_book(inputs).diagnostics, inputs.texts)
    line = (mini / "book.yaml").read_text("utf-8").splitlines().index("csl: ours.csl") + 1
    assert f'book.yaml:{line}:6: error[FIL001]: the manuscript holds no style "ours.csl"' in report
