"""What a book may make of a code: raised, lowered, silenced, with a reason; and what it may not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from regesta.diagnostics import CODES, UNDECIDED, yields
from regesta.pipeline import Wanted, build, silently
from regesta.render.pdf.crew import Means
from regesta.workspace import read, read_faces
from tests.checks.hearing import heard, noted

Edit = Callable[[Path, str, str], None]
LATER = "reason: The second part is still to come"


@pytest.fixture
def ruled(mini: Path, edit: Edit) -> Callable[[str], Path]:
    """Mini with rules for codes."""

    def rule(rules: str) -> Path:
        edit(mini / "book.yaml", "front: ", f"codes: {rules}\nfront: ")
        return mini

    return rule


def test_a_warning_can_be_silenced(ruled: Callable[[str], Path]) -> None:
    manuscript = ruled(f"{{IDX004: {{severity: off, {LATER}}}}}")
    assert noted(manuscript, "{ix: ferries > age of}The ferry was old.\n") == []


def test_a_warning_can_be_raised_and_stops_the_build(ruled: Callable[[str], Path]) -> None:
    manuscript = ruled("{IDX004: {severity: error, reason: We are strict about the index}}")
    (said,) = noted(manuscript, "{ix: ferries > age of}The ferry was old.\n")
    assert (said.code, said.severity) == ("IDX004", "error")
    inputs = read(manuscript)
    made = build(inputs.value, Wanted(("epub",)), Means(read_faces(silently)), inputs.diagnostics)
    assert made.value == ()
    assert [one.ruled for one in made.diagnostics] == ["error"]


def test_an_error_that_yields_can_be_lowered(ruled: Callable[[str], Path]) -> None:
    manuscript = ruled(f"{{IDX001: {{severity: warning, {LATER}}}}}")
    (said,) = noted(manuscript, "{ix+: ferries}The ferry was old.\n", hints=False)
    assert (said.code, said.severity) == ("IDX001", "warning")


def test_a_hint_can_be_raised_and_is_then_said_unasked(ruled: Callable[[str], Path], edit: Edit) -> None:
    manuscript = ruled("{EVD001: {severity: warning, reason: Every date has a note}}")
    edit(manuscript / "chapters" / "01-bridge.md", "The answer came late.", "It came on 3 May.")
    assert [(one.code, one.at, one.severity) for one in heard(manuscript, hints=False)] == [
        ("EVD001", "3 May", "warning")
    ]


def test_hints_are_said_when_asked_for(mini: Path, edit: Edit) -> None:
    edit(mini / "chapters" / "01-bridge.md", "The answer came late.", "It came on 3 May.")
    assert heard(mini, hints=False) == []
    assert [one.severity for one in heard(mini)] == ["hint"]


def test_an_unknown_code_is_a_fault_with_its_place(ruled: Callable[[str], Path]) -> None:
    (said,) = heard(ruled(f"{{IDX04: {{severity: off, {LATER}}}}}"))
    assert (said.code, said.at, said.message) == ("YML004", "IDX04", '"codes": no code is called "IDX04"')


@pytest.mark.parametrize(
    "code", ["REF001", "YML004", "CRT001", "NUM001", "REC001", "IDS001", "MRK001", "LAY001"]
)
def test_what_keeps_a_book_from_being_true_cannot_be_lowered(ruled: Callable[[str], Path], code: str) -> None:
    (said,) = heard(ruled(f"{{{code}: {{severity: off, {LATER}}}}}"))
    assert (said.code, said.at) == ("YML004", "off")
    assert said.message.startswith(f'"codes": {code} cannot be lowered')


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_warning_and_hint_yields(code: str) -> None:
    assert yields(code) or CODES[code].severity == "error" or code in UNDECIDED


@pytest.mark.parametrize("rule", ["severity: off", "severity: off, reason: no", "severity: hint, " + LATER])
def test_a_rule_says_what_and_why(ruled: Callable[[str], Path], rule: str) -> None:
    (said,) = heard(ruled(f"{{IDX004: {{{rule}}}}}"))
    assert said.code == "YML004"
