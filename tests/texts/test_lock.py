"""The lock: the same rows make the same bytes, and what was written is read again."""

from regesta.source import Source
from regesta.texts.lock import FILE, Locked, read, written

A, B = "a" * 64, "b" * 64
ROWS = (
    Locked(tei="https://b.example/v2.xml", length=1968, sha256=A, documents={"d2": B, "d10": A}),
    Locked(tei="https://a.example/v1.xml", documents={"d1": B}),
)


def test_what_is_written_is_read_again() -> None:
    text = written(ROWS)
    assert text == written(reversed(ROWS))
    lock = read(Source.of(FILE, text))
    assert lock.diagnostics == ()
    assert lock.value.rows == {row.tei: row for row in ROWS}
    assert lock.value.document("https://b.example/v2.xml", "d2") == B
    assert lock.value.document("https://b.example/v2.xml", "d3") == ""
    assert lock.value.document("https://c.example/v2.xml", "d2") == ""


def test_no_lock_and_an_empty_one_lock_nothing() -> None:
    assert read(None).value.rows == {}
    empty = read(Source.of(FILE, written(())))
    assert (empty.value.rows, empty.diagnostics) == ({}, ())


def test_a_spoilt_lock_has_its_places() -> None:
    (found,) = read(
        Source.of(FILE, f"texts:\n  - tei: a\n    sha256: {A[:9]}\n    documents: {{}}\n")
    ).diagnostics
    assert found.code == "YML004"
    assert found.span
