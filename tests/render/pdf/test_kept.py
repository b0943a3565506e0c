"""What was kept changes no byte: after an edit, with other workers, or where it was damaged."""

from collections.abc import Callable
from pathlib import Path

import pytest

from regesta.cache import Folder
from regesta.kept import Kept, Memory
from regesta.pipeline import Wanted, build, silently
from regesta.render.pdf import worker
from regesta.render.pdf.crew import Means
from regesta.render.pdf.fragment import unpacked
from regesta.workspace import read, read_faces
from tests import large

MORE = "\n" + "A sentence that was not there before, of some length and no use. " * 60 + "\n"


def printed(manuscript: Path, kept: Kept, jobs: int = 1) -> bytes:
    """The PDF of a manuscript."""
    inputs = read(manuscript)
    made = build(inputs.value, Wanted(("pdf",)), Means(read_faces(silently), jobs, kept), inputs.diagnostics)
    assert made.value, made.diagnostics
    return made.value[0].content


def test_edited_with_what_was_kept_equals_cold(tmp_path: Path) -> None:
    """With two workers where it is cold, so that neither their number nor what they found first matters."""
    manuscript, kept = large.write(tmp_path / "large", 4), Folder(tmp_path / "kept")
    chapter = manuscript / "chapters" / "002.md"
    before, first = chapter.read_text("utf-8"), printed(manuscript, kept, jobs=2)
    assert printed(manuscript, kept) == first
    chapter.write_text(before.replace("\n## ", f"{MORE}\n## ", 1), "utf-8")
    edited = printed(manuscript, kept)
    assert edited != first
    assert printed(manuscript, Memory(), jobs=2) == edited
    chapter.write_text(before, "utf-8")
    assert printed(manuscript, kept) == first


@pytest.fixture
def orders(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sections that are really laid out."""
    met: list[str] = []
    lay_out = worker.lay_out

    def counted(order, materials=None):
        met.append(order.id)
        return lay_out(order, materials)

    monkeypatch.setattr(worker, "lay_out", counted)
    return met


def test_only_what_changed_is_laid_out(mini: Path, tmp_path: Path, orders: list[str]) -> None:
    kept = Folder(tmp_path / "kept")
    printed(mini, kept)
    assert len(orders) > 8
    orders.clear()
    printed(mini, kept)
    assert orders == []
    chapter = mini / "chapters" / "01-bridge.md"
    chapter.write_text(chapter.read_text("utf-8").replace("met", "sat", 1), "utf-8")
    printed(mini, kept)
    assert set(orders) == {"ch-bridge"}


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "a byte is another": lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
    "cut off": lambda data: data[: len(data) // 2],
    "empty": lambda _: b"",
    "of something else": lambda data: data[::-1],
}


@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_fragment_is_laid_out_again(
    mini: Path, tmp_path: Path, orders: list[str], how: str
) -> None:
    kept = Folder(tmp_path / "kept")
    first = printed(mini, kept)
    for file in (file for file in (tmp_path / "kept").rglob("*") if file.is_file()):
        file.write_bytes(DAMAGE[how](file.read_bytes()))
    laid_out = len(orders)
    orders.clear()
    assert printed(mini, kept) == first
    assert len(orders) == laid_out


@pytest.mark.parametrize("data", [b"{}", b"%PDF-1.7", b'{"id": "a"}\n%PDF-1.7', b"", b"\n%PDF"], ids=range(5))
def test_whole_bytes_that_are_no_fragment_are_not_taken(mini: Path, orders: list[str], data: bytes) -> None:
    kept = Memory()
    first = printed(mini, kept)
    assert unpacked(data) is None
    for key in [key for key, held in kept.held.items() if unpacked(held)]:
        kept.held[key] = data
    orders.clear()
    assert printed(mini, kept) == first
    assert orders


def test_another_engine_knows_nothing_of_it(
    mini: Path, tmp_path: Path, orders: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Folder(tmp_path / "kept")
    first = printed(mini, kept)
    orders.clear()
    monkeypatch.setattr("regesta.render.pdf.crew.version", lambda name: f"{name} of tomorrow")
    assert printed(mini, kept) == first
    assert orders
