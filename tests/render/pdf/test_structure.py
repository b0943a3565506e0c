"""The structure tree, read back: notes, heads, pictures, and the place of every page and link."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdf
import pytest
from pikepdf import Array, Dictionary, Name

from regesta.faces import FACES
from regesta.model import Artifact
from tests.render.pdf.reading import links

BUILDS = {"mini": "mini_build", "worked": "worked_build", "invasion-1968": "real_build"}


@pytest.fixture(scope="module", params=BUILDS)
def pdf(request: pytest.FixtureRequest) -> bytes:
    """The book of a build."""
    files: dict[str, Artifact] = request.getfixturevalue(BUILDS[request.param])
    return files[f"{request.param}.pdf"].content


@pytest.fixture
def opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    """The same, open."""
    with pikepdf.open(io.BytesIO(pdf)) as held:
        yield held


def kids(element: Any) -> list[Any]:
    """What an element holds, as a list."""
    held = element.get("/K", [])
    return list(held) if isinstance(held, Array) else [held]


def elements(parent: Any) -> Iterator[Any]:
    """All elements below one, or of a file, in the order in which they are read."""
    for kid in kids(parent.Root.StructTreeRoot if isinstance(parent, pikepdf.Pdf) else parent):
        if isinstance(kid, Dictionary) and kid.get("/Type") == Name.StructElem:
            yield kid
            yield from elements(kid)


def of_role(opened: pikepdf.Pdf, role: Name) -> list[Any]:
    """All elements of one role."""
    return [one for one in elements(opened) if role == one.S]


def tree(opened: pikepdf.Pdf) -> dict[int, Any]:
    """The parent tree, flat."""
    found: dict[int, Any] = {}
    for leaf in opened.Root.StructTreeRoot.ParentTree.Kids:
        numbers = list(leaf.Nums)
        assert [numbers[0], numbers[-2]] == list(leaf.Limits)
        found |= {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    return found


def test_every_page_and_link_has_its_place_in_the_tree(opened: pikepdf.Pdf) -> None:
    parents, seen = tree(opened), set[int]()
    assert opened.Root.StructTreeRoot.ParentTreeNextKey == max(parents) + 1 == len(parents)
    for page in opened.pages:
        if "/Contents" in page:
            seen.add(int(page.StructParents))
        for link in page.get("/Annots", []):
            seen.add(int(link.StructParent))
            owner = parents[int(link.StructParent)]
            assert Name.Link == owner.S
            held = [kid.Obj.objgen for kid in kids(owner) if isinstance(kid, Dictionary) and "/Obj" in kid]
            assert link.objgen in held
    assert seen == parents.keys()


def test_words_belong_to_an_element_that_is_in_the_tree(opened: pikepdf.Pdf) -> None:
    inside = {one.objgen for one in elements(opened)}
    for owners in tree(opened).values():
        for owner in owners if isinstance(owners, Array) else [owners]:
            assert owner is None or owner.objgen in inside


def test_elements_know_where_they_hang(opened: pikepdf.Pdf) -> None:
    for parent in elements(opened):
        for kid in kids(parent):
            if isinstance(kid, Dictionary) and kid.get("/Type") == Name.StructElem:
                assert kid.P.objgen == parent.objgen


def test_a_call_leads_to_its_note_and_the_note_back(pdf: bytes) -> None:
    pairs = set(links(pypdf.PdfReader(io.BytesIO(pdf)), pdf))
    calls = {(words, to) for words, to in pairs if to.endswith("-text") and words.isdigit()}
    assert len(calls) >= 3
    assert {(words, to.removesuffix("-text")) for words, to in calls} <= pairs


def test_notes_are_tagged_with_their_numbers(opened: pikepdf.Pdf) -> None:
    notes = of_role(opened, Name.Note)
    assert notes
    assert all(Name.Lbl == kids(note)[0].S for note in notes)
    names = [list(leaf.Names) for leaf in opened.Root.StructTreeRoot.IDTree.Kids]
    listed = [
        (str(id_), note.objgen) for leaf in names for id_, note in zip(leaf[::2], leaf[1::2], strict=True)
    ]
    assert listed == sorted((str(note.ID), note.objgen) for note in notes)
    calls = of_role(opened, Name.Reference)
    assert len(calls) >= len(notes)
    assert all(any(Name.Link == kid.S for kid in kids(call)) for call in calls)


def test_heads_of_tables_say_of_what(opened: pikepdf.Pdf) -> None:
    assert {str(one.A.Scope) for one in of_role(opened, Name.TH)} == {"/Row", "/Column"}


def test_a_table_that_goes_on_has_one_head(opened: pikepdf.Pdf) -> None:
    """What is repeated on later pages is no content."""
    for table in of_role(opened, Name.Table):
        heads = [kid for kid in kids(table) if isinstance(kid, Dictionary) and Name.THead == kid.S]
        assert len(heads) <= 1
        for head in heads:
            assert len({page for one in elements(head) for page in _pages(one)}) == 1


def _pages(element: Any) -> Iterator[Any]:
    """The pages of an element's own words."""
    for kid in kids(element):
        if not isinstance(kid, Dictionary):
            yield element.Pg.objgen
        elif "/MCID" in kid:
            yield kid.Pg.objgen


def test_each_face_is_of_the_house_and_embedded_once(opened: pikepdf.Pdf) -> None:
    described = [
        one
        for one in opened.objects
        if isinstance(one, Dictionary) and one.get("/Type") == Name.FontDescriptor
    ]
    names = [str(one.FontName).partition("+")[2] for one in described]
    assert len(names) == len(set(names)) > 3
    assert set(names) <= {face.file.rpartition(".")[0] for face in FACES}
    assert all("/FontFile2" in one for one in described)
    used = {
        font.DescendantFonts[0].FontDescriptor.objgen
        for page in opened.pages
        for font in page.Resources.get("/Font", {}).values()
    }
    assert used == {one.objgen for one in described}


@pytest.mark.parametrize("pdf", ["worked"], indirect=True)
def test_pictures_and_other_languages(opened: pikepdf.Pdf) -> None:
    alternatives = [str(one.get("/Alt", "")) for one in of_role(opened, Name.Figure)]
    assert alternatives
    assert all(alternatives)
    assert "cs" in {str(one.Lang) for one in elements(opened) if "/Lang" in one}


@pytest.mark.parametrize("pdf", ["worked"], indirect=True)
def test_side_notes_are_read_after_the_text_of_their_page(opened: pikepdf.Pdf) -> None:
    parts = [[str(kid.S) for kid in kids(one)] for one in of_role(opened, Name.Part)]
    assert ["/NonStruct", "/Div", "/P", "/P", "/P"] in parts
