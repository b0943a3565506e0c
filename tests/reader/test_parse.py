"""The whole way of a text: front matter, owner, what is kept when much is wrong."""

import pickle

import pytest

from regesta.reader import dialect
from regesta.reader.parse import parse
from regesta.source import Source
from tests.reader.reading import FRONT, Meta, body, codes, read, said, xml


def test_fields_and_their_places() -> None:
    parsed = read("Text.").value
    assert parsed.meta == Meta(id="ch-x", title="X")
    assert said(parsed.source, parsed.data.span("title")) == "X"


@pytest.mark.parametrize(
    ("front", "code", "words"),
    [
        ("", "YML004", ""),
        ("---\nid: ch-x\ntitle: X\n", "YML004", ""),
        ("---\nid: ch-x\n---\n", "YML004", ""),
        ("---\nid: ch-x\ntitle: X\ntitel: Y\n---\n", "YML004", "titel"),
        ("---\nid: [\n---\n", "YML001", ""),
    ],
)
def test_front_matter_that_cannot_be_read(front: str, code: str, words: str) -> None:
    result = read("[A]{who=b} text.", front=front)
    assert result.value.meta is None
    assert result.diagnostics[0].code == code
    assert said(result.value.source, result.diagnostics[0].span) == words
    assert [type(one).__name__ for one in result.value.facts] == ["Mention"]
    assert 'id="x-who-1"' in xml(result.value.body)  # the file's stem is the owner then


def test_faults_that_leave_the_fields_readable() -> None:
    result = read("A", front="---\nid: ch-x\ntitle: &a X\nid: ch-x\n---\n")
    assert result.value.meta == Meta(id="ch-x", title="X")
    assert [one.code for one in result.diagnostics] == ["YML002", "YML003"]


def test_the_owner_of_a_file_with_a_strange_name() -> None:
    result = parse(Source.of("chapters/03 The night (draft).md", "[A]{who}"), Meta)
    assert 'id="03-The-night-draft--who-1"' in xml(result.value.body)


def test_nothing_but_front_matter_is_no_fault_here() -> None:
    result = read("")
    assert result.diagnostics == ()
    assert result.value.body.children == ()
    assert read("", front=FRONT.rstrip("\n")).diagnostics == ()


def test_rules_and_dashes_in_the_text_are_no_front_matter() -> None:
    assert body("A\n\n---\n\nid: b\n\n---\n") == "<p>A</p><hr/><p>id: b</p><hr/>"


def test_windows_newlines_and_byte_order_mark() -> None:
    plain = FRONT + "a [b]{who=c}\n\n```\nx\n```\n\n- d\n\n    e\n"
    windows = read("\ufeff" + plain.replace("\n", "\r\n"), front="")
    assert windows.value.body == read(plain, front="").value.body
    assert windows.diagnostics == ()


def test_what_markdown_raises_is_a_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: str) -> None:
        raise RecursionError("deep")

    monkeypatch.setattr("regesta.reader.parse.convert", fails)
    result = read("A [b]{who=c}\n\n::: aside\n:::")
    assert [(one.code, one.message) for one in result.diagnostics] == [
        ("PAR001", "Markdown failed: RecursionError: deep")
    ]
    assert result.value.body.name == "section"
    assert result.value.facts == ()


def test_a_failure_leaves_nothing_half_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ValueError

    with monkeypatch.context() as patched:
        patched.setattr("regesta.reader.marks.Marks._pointer", fails)
        dialect._dialect.cache_clear()
        assert codes("> - *a **b** @src-c*") == ["PAR001"]
    assert body("- a") == "<ul><li>a</li></ul>"
    assert codes("> - *a **b** @src-c*") == []


def test_the_same_twice_and_through_a_pickle() -> None:
    text = "# A\n\n[b]{who=c} [@k] {foo}\n\n::: aside\nD[^1]\n:::\n\n[^1]: e"
    result = read(text)
    assert read(text) == result
    assert pickle.loads(pickle.dumps(result)) == result


def test_without_positions_only_the_places_are_missing() -> None:
    text = "# A\n\n[b]{who=c} [@k]"
    assert xml(read(text, positions=False).value.body) == xml(read(text).value.body)
    assert all(one.span is None for one in read(text, positions=False).value.facts)
