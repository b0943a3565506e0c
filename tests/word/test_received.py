"""Whatever bytes somebody gives for a DOCX: a finding, never a traceback, and never a bomb."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.word.received import Returned, returned
from tests.conftest import MINI
from tests.word.reviewer import exported
from tests.word.test_takein import back, texts

GOOD = exported(texts(MINI))


def zipped(**parts: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(f"word/{name}.xml", data)
    return made.getvalue()


def foreign() -> bytes:
    made, document = BytesIO(), docx.Document()
    document.add_paragraph("A letter of somebody else, and not a short one.")
    document.save(made)
    return made.getvalue()


BOMB = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'
NESTED = b"<a>" * 100_000


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        GOOD[: len(GOOD) // 2],
        zipped(),
        zipped(styles=b"<a/>"),
        zipped(document=b"<a"),
        zipped(document=b"<a/>"),
        zipped(document=BOMB),
        zipped(document=NESTED),
        zipped(document=b" " * 70_000_000),
        foreign(),
    ],
    ids="empty begun half nothing styles-alone broken other-root entities nested bomb foreign".split(),
)
def test_a_file_that_is_none_of_ours_is_said_to_be(data: bytes) -> None:
    made, said = back(texts(MINI), data)
    assert made == {}
    assert [one[:6] for one in said] == ["WRD001"]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_no_damage_brings_it_down(damage: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for place, value in damage:
        data[place] = value
    back(texts(MINI), bytes(data))


@settings(max_examples=30)
@given(st.integers(0, 60_000), st.integers(1, 400), st.sampled_from(["document", "comments", "footnotes"]))
def test_no_damaged_part_brings_it_down(start: int, length: int, name: str) -> None:
    made = BytesIO()
    with ZipFile(BytesIO(GOOD)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for one in old.namelist():
            data = old.read(one)
            new.writestr(one, data[:start] + data[start + length :] if one == f"word/{name}.xml" else data)
    back(texts(MINI), made.getvalue())


def test_a_good_one_is_read_whole() -> None:
    held = returned(GOOD)
    assert isinstance(held, Returned)
    assert held.book == "mini"
    assert len(held.paragraphs) > 30
