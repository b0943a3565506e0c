"""Entries that nothing names; rights and addresses; pictures."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.checks.hearing import heard, noted, places

Edit = Callable[[Path, str, str], None]


def test_whatever_names_an_entry_is_enough(mini: Path, edit: Edit) -> None:
    people = mini / "registers" / "people.yaml"
    edit(
        people,
        "people:\n",
        "".join(["people:\n", *(f"  - {{id: p{n}, name: Person {n}}}\n" for n in range(5))]),
    )
    edit(mini / "sources" / "src-request.md", "persons: [novak]", "persons: [novak, p0]")
    edit(mini / "sources" / "src-answer.md", "{name: District office}", "{name: District office, id: p1}")
    found = noted(mini, "[Person 2]{who} came, and [he]{who=p3}.")
    assert [(one.code, one.at) for one in found] == [("REG001", "p4")]


@pytest.mark.parametrize(
    "nothing", ["unknown", '"?"', '"???"', "TBD", "to be checked", '"[unknown]"', '"—"', "n/a"]
)
def test_fields_that_say_nothing(mini: Path, edit: Edit, nothing: str) -> None:
    edit(mini / "sources" / "src-request.md", "reproduction_rights: free", f"reproduction_rights: {nothing}")
    assert places(heard(mini)) == [nothing]


@pytest.mark.parametrize("something", ["free", "none", "public domain", "unknown author, died before 1900"])
def test_fields_that_say_something(mini: Path, edit: Edit, something: str) -> None:
    edit(
        mini / "sources" / "src-request.md", "reproduction_rights: free", f"reproduction_rights: {something}"
    )
    assert heard(mini) == []


@pytest.mark.parametrize(
    "address", ["example.org/answer", "ftp://example.org", "https://answer", '"https://[a.b/c"']
)
def test_addresses_that_are_none(mini: Path, edit: Edit, address: str) -> None:
    edit(mini / "sources" / "src-answer.md", "https://example.org/answer", address)
    assert [(one.code, one.at) for one in heard(mini)] == [("RGT002", address)]


def test_credits_of_pictures_say_something(mini: Path) -> None:
    (mini / "plan.png").write_bytes(b"")
    fence = (
        '::: figure @fig-plan file="plan.png" alt="A plan" credit="{}" licence="CC BY 4.0"\nA plan.\n:::\n'
    )
    assert noted(mini, fence.format("J. Novák"), "RGT001") == []
    (said,) = noted(mini, fence.format("?"), "RGT001")
    assert said.at.startswith("::: figure @fig-plan")


def test_pictures_say_what_they_show(mini: Path) -> None:
    (mini / "plan.png").write_bytes(b"")
    assert noted(mini, "![A plan](plan.png)") == []
    assert [one.code for one in noted(mini, "Here: ![ ](plan.png)")] == ["ALT001"]
    assert [one.at for one in noted(mini, 'Here: ![](plan.png "A plan")')] == [""]
