"""Each face once: the union of glyphs, the subset of a face, and which figures a number is set in."""

import io
from collections.abc import Mapping

import pikepdf
import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from regesta.pipeline import silently
from regesta.render.pdf import fonts
from regesta.render.pdf.fragment import Glyphs
from regesta.workspace import read_faces

TEXT = "RegestaText-Regular.ttf"


@pytest.fixture(scope="module")
def faces() -> Mapping[str, bytes]:
    """The faces of the house."""
    return read_faces(silently)


def glyphs(face: bytes, text: str, features: Mapping[str, bool]) -> list[int]:
    """The glyphs of a text as HarfBuzz sets it."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(hb.Face(face)), buffer, dict(features))
    return [one.codepoint for one in buffer.glyph_infos]


def used(widths: dict[int, int], texts: dict[int, str]) -> Glyphs:
    """Glyphs of the text face."""
    return Glyphs("Regesta Text", False, 400, widths, texts)


def test_a_union_holds_the_glyphs_of_all_parts() -> None:
    parts = [
        {"A": used({1: 500}, {1: "a"}), "B": used({9: 300}, {9: "z"})},
        {"A": used({1: 500, 2: 600}, {1: "ab", 2: "b"})},
    ]
    book = fonts.union(parts)
    assert book["A"] == used({1: 500, 2: 600}, {1: "a", 2: "b"})
    assert book["B"] == parts[0]["B"]
    assert parts[0]["A"].widths == {1: 500}, "the parts stay as they were"


def test_the_order_of_parts_changes_no_text() -> None:
    one, other = {"A": used({1: 5}, {1: "fi"})}, {"A": used({1: 5}, {1: "if"})}
    assert fonts.union([one, other]) == fonts.union([other, one])


def test_a_subset_keeps_the_numbers_of_glyphs(faces: Mapping[str, bytes]) -> None:
    wanted = glyphs(faces[TEXT], "Příliš", {})
    cut = TTFont(io.BytesIO(fonts.subset(faces[TEXT], wanted)))
    whole = TTFont(io.BytesIO(faces[TEXT]))
    assert len(fonts.subset(faces[TEXT], wanted)) < len(faces[TEXT]) / 4
    for glyph in wanted:
        assert cut["glyf"][cut.getGlyphName(glyph)].numberOfContours != 0
        assert cut["hmtx"][cut.getGlyphName(glyph)] == whole["hmtx"][whole.getGlyphName(glyph)]
    (other,) = glyphs(faces[TEXT], "W", {})
    assert cut["maxp"].numGlyphs <= other or cut["glyf"][cut.getGlyphName(other)].numberOfContours == 0


@pytest.mark.parametrize("face", [TEXT, "RegestaSans-Regular.ttf", "RegestaDisplay-Regular.ttf"])
@pytest.mark.parametrize(
    "features", [{"lnum": True, "tnum": True}, {"onum": True, "tnum": True}, {"onum": True}, {}], ids=str
)
def test_a_number_is_set_in_the_figures_of_its_room(
    faces: Mapping[str, bytes], face: str, features: dict[str, bool]
) -> None:
    (zero,) = glyphs(faces[face], "0", features)
    found = fonts.figures(faces[face], "0", zero)
    expected = glyphs(faces[face], "1968", {**features, "kern": False})
    assert [found[sign][0] for sign in "1968"] == expected


def test_tabular_figures_are_all_of_one_width(faces: Mapping[str, bytes]) -> None:
    (zero,) = glyphs(faces[TEXT], "0", {"onum": True, "tnum": True})
    found = fonts.figures(faces[TEXT], "0", zero)
    assert len({found[sign][1] for sign in "0123456789"}) == 1


def test_a_glyph_that_is_no_figure_is_refused(faces: Mapping[str, bytes]) -> None:
    (letter,) = glyphs(faces[TEXT], "W", {})
    with pytest.raises(ValueError, match="no figures"):
        fonts.figures(faces[TEXT], "0", letter)


def test_two_names_of_a_face_are_one_font(faces: Mapping[str, bytes]) -> None:
    first, second = glyphs(faces[TEXT], "ab", {})
    pdf = pikepdf.new()
    book = {"AAAAAA": used({first: 500}, {first: "a"}), "BBBBBB": used({second: 600}, {second: "b"})}
    made = fonts.embed(pdf, book, fonts.type_of(faces))
    assert made["AAAAAA"].objgen == made["BBBBBB"].objgen
    assert str(made["AAAAAA"].BaseFont) == "/AAAAAA+RegestaText-Regular"
    words = made["AAAAAA"].ToUnicode.read_bytes().decode("ascii")
    assert f"<{first:04x}> <0061>" in words
    assert f"<{second:04x}> <0062>" in words
    widths = made["AAAAAA"].DescendantFonts[0].W
    assert {500, 600} <= {int(one) for run in widths if isinstance(run, pikepdf.Array) for one in run}


def test_a_face_of_another_house_is_not_embedded(faces: Mapping[str, bytes]) -> None:
    strange = Glyphs("Times New Roman", False, 400, {1: 500}, {1: "a"})
    assert fonts.embed(pikepdf.new(), {"CCCCCC": strange}, fonts.type_of(faces)) == {}
