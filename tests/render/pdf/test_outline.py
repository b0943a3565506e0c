"""The outline: what hangs on what, in both directions, and how many entries are seen."""

import io

import pikepdf
import pypdf
import pytest
from pikepdf import Array, Name

from regesta.render.pdf.outline import outline

RANKED = [
    ([1, 1, 1], ["a", "b", "c"], 3),
    ([1, 2, 2, 1], ["a", ["b", "c"], "d"], 2),
    ([1, 2, 3, 2, 1], ["a", ["b", ["c"], "d"], "e"], 2),
    ([2, 1], ["a", "b"], 2),
    ([1, 3, 2], ["a", ["b", "c"]], 1),
    ([], [], None),
]


def nested(read: pypdf.PdfReader) -> list[object]:
    """The outline as titles in lists."""

    def titles(entries: list[object]) -> list[object]:
        return [titles(one) if isinstance(one, list) else one.title for one in entries]  # type: ignore[attr-defined]

    return titles(read.outline)


@pytest.mark.parametrize(("ranks", "expected", "count"), RANKED, ids=str)
def test_ranks_become_a_tree(ranks: list[int], expected: list[object], count: int | None) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    where = Array([pdf.pages[0].obj, Name.XYZ, 0, 700, None])
    pdf.Root.Outlines = outline(pdf, [(rank, "abcdef"[at], where) for at, rank in enumerate(ranks)])
    assert pdf.Root.Outlines.get("/Count") == count
    out = io.BytesIO()
    pdf.save(out)
    assert nested(pypdf.PdfReader(out)) == expected


def test_entries_know_their_neighbours_and_are_closed_below_the_first_rank() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    where = Array([pdf.pages[0].obj, Name.XYZ, 0, 700, None])
    root = outline(pdf, [(1, "a", where), (2, "b", where), (2, "c", where), (1, "d", where)])
    first, last = root.First, root.Last
    assert (str(first.Title), str(last.Title)) == ("a", "d")
    assert first.Next.objgen == last.objgen
    assert last.Prev.objgen == first.objgen
    assert first.Count == -2
    assert first.First.Parent.objgen == first.objgen
    assert "/Count" not in last
