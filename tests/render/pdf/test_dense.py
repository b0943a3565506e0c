"""An index laid out without its links has them all the same: same pages, same words, same places."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdf
import pytest

from regesta.locators import JOINER
from regesta.pipeline import silently
from regesta.render.pdf import dense
from regesta.render.pdf.fragment import Fragment, Order
from regesta.render.pdf.layout import Press, laid_out
from regesta.render.pdf.sheets import materials
from regesta.workspace import read, read_faces
from tests.conftest import MINI

ENTRIES = 160
KERNED = 2  # points: a line that is set in one go is kerned where links would part it


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(materials(read(MINI).value, read_faces(silently)))


def index(entries: int = ENTRIES) -> str:
    """Entries with one to four locators, some of them bold, and one with a note behind it."""
    lines = "".join(f"<li>office {n}, {', '.join(_locators(n))}</li>" for n in range(entries))
    head = '<html lang="en"><head><title>Index</title></head><body class="plain apparatus"><main>'
    whole = f'<h1 id="index">Index &amp; more</h1><div class="index"><ul>{lines}</ul></div>'
    return f"{head}{whole}</main></body></html>"


def _locators(n: int) -> Iterator[str]:
    for k in range(1 + n % 4):
        strong = ' class="main"' if n % 7 == 0 and k == 0 else ""
        yield f'<a href="#at-{n}-{k}"{strong}>{_range(n + 11 * k)}</a>'


def _range(n: int) -> str:
    """With joiners around the dash and without, and a source, which has a space in it."""
    ranges = f"{n}–{n + 2}", f"{n}{JOINER}–{JOINER}{n + 2}", f"doc.\u00a0{n}"
    return ranges[n % len(ranges)]


def links(fragment: Fragment) -> list[tuple[int, str, list[float]]]:
    """Page, anchor and area of each link, in the order of anchors."""
    reader = pypdf.PdfReader(io.BytesIO(fragment.pdf))
    found = [
        (number, str(one.get_object()["/Dest"]), [float(x) for x in one.get_object()["/Rect"]])
        for number, page in enumerate(reader.pages)
        for one in page.get("/Annots", [])
    ]
    return sorted(found, key=lambda one: one[1])


def test_the_links_are_where_they_would_be(press: Press) -> None:
    plain = laid_out(Order("index", index(), "print"), press)
    sparse = laid_out(Order("index", index(), "print", dense=True), press)
    assert sparse.facts.count == plain.facts.count > 1
    assert sorted(sparse.facts.links) == sorted(plain.facts.links)
    assert len(links(sparse)) == len(links(plain)) > ENTRIES
    for (page, anchor, area), (other, same, wanted) in zip(links(sparse), links(plain), strict=True):
        assert (page, anchor) == (other, same)
        assert abs(area[0] - wanted[0]) < KERNED
        assert abs(area[2] - wanted[2]) < KERNED
        assert area[1] < wanted[3]
        assert area[3] > wanted[1]


def test_the_table_of_objects_of_a_fragment_is_whole(press: Press) -> None:
    """What the layout let go of is said to be free."""
    for sparse in (False, True):
        made = laid_out(Order("index", index(), "print", dense=sparse), press)
        with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
            assert all(one is not None for one in pdf.objects)
            assert pdf.get_warnings() == []


def test_each_link_has_an_element_that_holds_its_glyphs(press: Press) -> None:
    made = laid_out(Order("index", index(), "print", dense=True), press)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        parents = pdf.Root.StructTreeRoot.ParentTree.Nums
        held = {int(parents[at]): parents[at + 1] for at in range(0, len(parents), 2)}
        for page in pdf.pages:
            for annotation in page.get("/Annots", []):
                element = held[int(annotation.StructParent)]
                assert pikepdf.Name.Link == element.S
                assert element.K[0].Obj.objgen == annotation.objgen
                assert held[int(page.StructParents)][int(element.K[1])].objgen == element.objgen


def test_glyphs_are_moved_by_no_more_than_their_kerning(press: Press) -> None:
    """A joiner shows no glyph: two shifts then stand side by side, and must not run into one number."""
    made = laid_out(Order("index", index(), "print", dense=True), press)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        arrays = [
            one.operands[0]
            for page in pdf.pages
            for one in pikepdf.parse_content_stream(page)
            if str(one.operator) == "TJ"
        ]
    shifts = [float(each) for array in arrays for each in array if not isinstance(each, pikepdf.String)]
    assert len(shifts) > ENTRIES
    assert max(map(abs, shifts)) < 300  # thousandths of an em


def test_other_words_than_expected_are_met_by_a_layout_with_links(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def other(xhtml: str) -> tuple[str, dense.Words]:
        told.append(xhtml)
        return xhtml, dense.Words("quite other words", [0] * 17, ["x"])

    monkeypatch.setattr(dense, "unlinked", other)
    made = laid_out(Order("index", index(20), "print", dense=True), press)
    assert told
    assert made.facts.links == laid_out(Order("index", index(20), "print"), press).facts.links


def test_what_is_taken_out_and_what_stays() -> None:
    xhtml, words = dense.unlinked(index(8))
    assert xhtml.count("<a ") == 2  # the bold ones
    assert "".join(words.signs).startswith("Index&moreoffice0,")
    owned: list[Any] = [words.targets[one] for one in words.links if one >= 0]
    assert list(dict.fromkeys(owned))[:2] == ["at-1-0", "at-1-1"]
