"""Parts as they will print: the same pages as in the book, and only those that changed are others."""

import asyncio
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops

from regesta.desk.counting import Counting
from regesta.desk.galley import Job
from regesta.desk.reading import Reading
from regesta.desk.shell import Shell
from regesta.kept import Memory
from regesta.model import Artifact
from regesta.pipeline import Wanted, build, silently
from regesta.render.pdf import worker
from regesta.render.pdf.crew import Means
from regesta.render.pdf.fragment import Materials, Order
from regesta.render.pdf.standing import standings, whole
from regesta.workspace import kept, read_faces

BRIDGE = "chapters/01-bridge.md"
WIDE = 800


class Desk:
    """A manuscript and its printed pages, all in one thread."""

    def __init__(self, folder: Path, store: Memory) -> None:
        self.folder, self.reading = folder, Reading(folder)
        self.shell = Shell(folder, read_faces(silently), kept=store)

    def job(self, part: str = "ch-bridge") -> Job:
        typeset = self.shell.galley.typeset(self.reading.state, part, "student")
        assert typeset
        return self.shell.galley.lay_out(typeset)

    def xhtml(self, part: str = "ch-bridge") -> str:
        shown = self.shell.galley.show(self.job(part))
        assert shown
        return shown.xhtml

    def names(self, part: str = "ch-bridge") -> list[str]:
        printed = self.job(part).printed
        assert printed
        return [one.name for one in printed.sheets]

    def save(self, text: str) -> None:
        (self.folder / BRIDGE).write_text(text, "utf-8")
        self.reading.saved({BRIDGE})


def built(folder: Path, store: Memory) -> Artifact:
    """The book, laid out whole; what it leaves behind is kept."""
    inputs = Reading(folder).state.inputs
    made = build(inputs, Wanted(("pdf",)), Means(read_faces(silently), kept=store))
    return made.value[0]


@pytest.fixture
def store() -> Memory:
    return Memory()


@pytest.fixture
def desk(mini: Path, store: Memory) -> Iterator[Desk]:
    made = Desk(mini, store)
    yield made
    made.shell.galley.printing.close()


@pytest.mark.parametrize("part", ["ch-note", "ch-bridge", "chronology", "index"])
def test_pages_are_those_of_the_book(desk: Desk, store: Memory, part: str) -> None:
    book = pdfium.PdfDocument(built(desk.folder, store).content)
    printed = desk.job(part).printed
    assert printed
    assert printed.numbered
    for sheet, label in zip(printed.sheets, printed.labels, strict=True):
        data = desk.shell.galley.printing.picture(sheet.name, WIDE)
        assert data
        numbers = [book.get_page_label(at) for at in range(len(book))]
        page = book[numbers.index(label)]
        meant = page.render(scale=WIDE / page.get_width()).to_pil().convert("RGB")
        with Image.open(BytesIO(data)) as drawn:
            assert ImageChops.difference(drawn.convert("RGB"), meant).getbbox() is None, label


def test_a_page_names_where_its_passages_are_written(desk: Desk) -> None:
    page = desk.xhtml()
    assert 'data-at="chapters/01-bridge.md:8"' in page
    assert 'data-at="sources/src-request.md:39"' in page  # its text
    assert 'data-at="sources/src-request.md:1"' in page  # its docket, of the record
    assert "To the district office." in page  # for who cannot see the picture


def test_only_pages_that_changed_get_other_names(desk: Desk, edit: Callable[[Path, str, str], None]) -> None:
    before = desk.names()
    edit(desk.folder / BRIDGE, "the mayor", "who was the mayor")
    desk.reading.saved({BRIDGE})
    after = desk.names()
    assert [one == other for one, other in zip(before, after, strict=True)] == [False, True, True, True]
    note = desk.folder / "chapters" / "00-note.md"
    note.write_text(note.read_text("utf-8") + "\n\nMore.\n", "utf-8")
    desk.reading.saved({"chapters/00-note.md"})
    assert desk.names() == after


def test_numbers_follow_a_chapter_that_grew(desk: Desk, store: Memory) -> None:
    built(desk.folder, store)
    count, printing = len(desk.names()), desk.shell.galley.printing
    before = printing.numbers("mini").place("chronology")
    desk.save((desk.folder / BRIDGE).read_text("utf-8") + "\n\nMore words than that." * 200)
    more = len(desk.names()) - count
    after = printing.numbers("mini").place("chronology")
    assert before
    assert after
    assert more > 1
    assert after.first == before.first + more
    built(desk.folder, store)
    assert printing.numbers("mini").place("chronology") == after  # as a whole layout has it


def test_a_pointer_to_what_is_new_in_the_chapter_gets_its_number(desk: Desk, store: Memory) -> None:
    built(desk.folder, store)
    text = (desk.folder / BRIDGE).read_text("utf-8").replace("#q-bridge", "#q-newer")
    desk.save(text.replace("printed whole.", "printed whole; see @q-newer."))
    page, known = desk.xhtml(), desk.shell.galley.printing.numbers("mini").pages
    assert known.label("q-newer")
    assert f"p. {known.label('q-newer')}" in page.replace("\xa0", " ")


def test_what_was_laid_out_here_a_build_takes_as_it_is(
    desk: Desk, store: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(desk.folder, store)
    desk.save((desk.folder / BRIDGE).read_text("utf-8") + "\n\nMore.\n")
    desk.job()
    asked: list[str] = []

    def noting(order: Order, given: Materials | None = None) -> bytes:
        asked.append(order.id)
        return lay_out(order, given)

    lay_out = worker.lay_out
    monkeypatch.setattr(worker, "lay_out", noting)
    built(desk.folder, store)
    assert "ch-bridge" not in asked


def test_without_a_whole_layout_no_number_is_told(
    desk: Desk, mini: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = desk.job()
    assert first.printed
    assert not first.printed.numbered
    assert 'class="note"' in desk.xhtml()
    monkeypatch.setenv("REGESTA_CACHE", str(mini.parent / "cache"))
    counting = Counting(mini, None, desk.shell.faces)
    assert asyncio.run(counting.counted("student", 1))
    assert "ch-bridge" in whole(kept().get(standings("mini")))
    assert not asyncio.run(counting.counted("student", 1)), "a state is counted once"


def test_what_is_old_by_now_is_not_laid_out(desk: Desk) -> None:
    galley, state = desk.shell.galley, desk.reading.state
    old = galley.typeset(state, "ch-bridge", "student")
    assert old
    desk.save((desk.folder / BRIDGE).read_text("utf-8") + "\n\nMore.\n")
    galley.typeset(desk.reading.state, "ch-bridge", "student")
    assert galley.lay_out(old).printed is None
    assert desk.job().printed


def test_a_worker_that_was_ended_leaves_the_last_pages(desk: Desk) -> None:
    before, printing = desk.xhtml(), desk.shell.galley.printing
    assert printing.crew
    assert printing.crew.executor
    for process in printing.crew.executor._processes.values():  # type: ignore[attr-defined]  # to end it from outside
        process.kill()
    desk.save((desk.folder / BRIDGE).read_text("utf-8") + "\n\nMore.\n")
    shown = desk.shell.galley.show(desk.job())
    assert shown
    assert shown.xhtml == before
    assert shown.faults
    assert "More." in desk.xhtml()


def test_memory_holds_few_parts(desk: Desk) -> None:
    text = (desk.folder / BRIDGE).read_text("utf-8")
    for n in range(4):
        desk.save(f"{text}\n\nEdit {n}.\n")
        desk.job()
    printing = desk.shell.galley.printing
    assert printing.crew
    assert (len(printing.held), len(printing.crew.memory)) == (1, 1)
