"""Compressed streams whose last byte is no carriage return, and files in which others are mended."""

import io
import random
import zlib

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from regesta.render.pdf import assemble
from regesta.render.pdf.flate import LEVELS, RETURN, ends_badly, flate, mended


def unlucky() -> bytes:
    """Something whose compressed form ends in a carriage return."""
    draw = random.Random(1968)
    while True:
        data = draw.randbytes(40)
        if zlib.compress(data)[-1] == RETURN:
            return data


def test_white_space_is_added_where_it_must_be() -> None:
    bad = unlucky()
    assert flate(bad)[-1] != RETURN
    assert zlib.decompress(flate(bad)).rstrip(b"\n") == bad.rstrip(b"\n")
    assert zlib.decompress(flate(b"q Q")) == b"q Q"


@pytest.mark.parametrize("seed", range(3))
def test_object_streams_are_mended_in_place(seed: int) -> None:
    """One of 256 ends badly, so a file with many is looked for."""
    pikepdf.settings.set_flate_compression_level(LEVELS[0])
    draw = random.Random(seed)
    for _ in range(400):
        pdf = pikepdf.new()
        pdf.add_blank_page()
        for _ in range(100):
            number = draw.randrange(10**9)
            pdf.pages[0].obj[f"/X{number}"] = pdf.make_indirect(
                Dictionary(Type=Name.StructElem, S=Name.P, K=number % 90, N=number % 9000)
            )
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        before = out.getvalue()
        body = before.index(b"/XRef")  # the table of objects is no object stream, and stays as it is
        if b"\r\nendstream" in before[:body]:
            break
    else:
        raise AssertionError("no such file was met")
    after = mended(before)
    assert len(after) == len(before)
    assert b"\r\nendstream" not in after[:body]
    with pikepdf.open(io.BytesIO(before)) as one, pikepdf.open(io.BytesIO(after)) as other:
        assert other.check_pdf_syntax() == []
        assert dict(one.pages[0].obj).keys() == dict(other.pages[0].obj).keys()
        assert all(
            one.pages[0].obj[key].N == other.pages[0].obj[key].N
            for key in dict(one.pages[0].obj)
            if key.startswith("/X") and key != Name.XObject
        )


def test_a_file_that_ends_well_stays_as_it_is() -> None:
    assert mended(b"%PDF-1.7\nnothing") == b"%PDF-1.7\nnothing"


def test_no_file_ends_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be added to the table of objects, so the file is saved with other offsets in it."""
    met, draw = list[bool](), random.Random(1)
    monkeypatch.setattr(assemble, "ends_badly", lambda pdf: bool(met.append(ends_badly(pdf)) or met[-1]))
    for number in range(2000):
        pdf = pikepdf.new()
        pdf.add_blank_page()
        for _ in range(150 + number % 9):
            drawn = Dictionary(Type=Name.StructElem, N=draw.randrange(10**9))
            pdf.pages[0].obj[f"/X{draw.random()}"] = pdf.make_indirect(drawn)
        data = assemble._saved(pdf)
        assert not ends_badly(data)
        if any(met):
            break
    assert any(met), "no such file was met"
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert opened.check_pdf_syntax() == []
