"""What stands where somebody types, what would do there, and how a fault is mended."""

import pytest

from regesta.diagnostics import Diagnostic
from regesta.signposts.cursor import names, wanted
from regesta.signposts.remedies import remedy
from regesta.signposts.renaming import fits, renamed
from regesta.signposts.signs import Sign, signs
from regesta.source import Source, Span
from tests.reading import book


@pytest.mark.parametrize(
    ("line", "table", "found"),
    [
        ("see [@src-a, p. 2; @work1999] and [b](#ch-c).", False, ["src-a", "work1999", "ch-c"]),
        ("[A]{who=novak} [B]{place=lhota term=district}", False, ["novak", "lhota", "district"]),
        ('::: map @fig-m places="lhota praha" credit="c"', False, ["fig-m", "lhota", "praha"]),
        ("::: timeline person=novak place=lhota", False, ["novak", "lhota"]),
        ("persons: [novak, dvorak]", True, ["novak", "dvorak"]),
        ("creator: [{name: Jan, id: novak}]", True, ["novak"]),
        ("persons: [novak]", False, []),
    ],
)
def test_names_in_a_line(line: str, table: bool, found: list[str]) -> None:
    assert [one.id for one in names(line, table)] == found
    assert all(line[one.start : one.end] == one.id for one in names(line, table))


@pytest.mark.parametrize(
    ("line", "kinds", "begun"),
    [
        ("see @src-", ("@",), "src-"),
        ("[a]{who=no", ("who",), "no"),
        ('::: map places="lhota pr', ("place",), "pr"),
        ("persons: [novak, d", ("who",), "d"),
        ("a{ix: council of", (), "council of"),
        ("a{ix: b; cou", (), "cou"),
    ],
)
def test_what_would_do(line: str, kinds: tuple[str, ...], begun: str) -> None:
    asked = wanted(line, len(line))
    assert asked
    assert asked.kinds == kinds
    assert line[asked.start :] == begun
    assert asked.entries == (not kinds)


def test_nothing_is_wanted_in_plain_words() -> None:
    assert wanted("who is there", 12) is None


def test_everything_that_has_a_name_is_listed_with_its_place() -> None:
    found = {(one.kind, one.id): one for one in signs(book())}
    for key in [("who", "novak"), ("place", "lhota"), ("org", "council"), ("term", "district")]:
        assert found[key].span, key
    for id in ["src-request", "ch-bridge", "ev-flood", "ev-vote", "q-bridge", "example1999"]:
        assert found["@", id].span, id
    assert found["@", "src-request"].title == "Request for a bridge"


def test_a_remedy_is_one_word_for_another_or_nothing() -> None:
    source = Source.of("a.md", "see @src-anwser.")
    hint = 'did you mean "src-answer"?'
    whole = Span("a.md", 4, 15)
    found = Diagnostic("REF001", 'nothing in the book is called "src-anwser"', whole, hint)
    assert remedy(found, source) == (5, 15, "src-answer")
    assert remedy(Diagnostic("REF001", found.message, whole, "write it"), source) is None
    twice = Source.of("a.md", "@src-anwser @src-anwser")
    assert remedy(Diagnostic("REF001", found.message, Span("a.md", 0, 23), hint), twice) is None


def test_a_key_is_renamed_where_it_is_a_name_and_nowhere_else() -> None:
    text = "---\nid: src-novak\npersons: [novak]\n---\nnovak [A]{who=novak} [B]{place=novak}\n\n"
    text += "```\n{who=novak}\n```\n"
    sign = Sign("who", "novak", "", "", None)
    edits = renamed({"sources/a.md": Source.of("sources/a.md", text)}, sign, "svoboda")["sources/a.md"]
    for one in reversed(edits):
        text = text[: one.start] + one.words + text[one.end :]
    assert "persons: [svoboda]" in text
    assert "novak [A]{who=svoboda} [B]{place=novak}" in text
    assert text.count("novak") == 4


def test_a_name_keeps_its_kind() -> None:
    assert fits(Sign("@", "src-a", "", "", None), "src-b")
    assert not fits(Sign("@", "src-a", "", "", None), "ch-b")
    assert not fits(Sign("who", "a", "", "", None), "a b")
