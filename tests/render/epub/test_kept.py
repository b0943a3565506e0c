"""Pages of the EPUB that were kept change no byte, and spare the making of all others."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from regesta import formats
from regesta.cache import Folder
from regesta.kept import Kept, Memory
from regesta.pipeline import Wanted, build, silently
from regesta.render.pdf.crew import Means
from regesta.workspace import read, read_faces
from tests import large

MORE = "\n" + "A sentence that was not there before, of some length and no use. " * 60 + "\n"
PLAIN, PAGED = Wanted(("epub",), page_list=False), Wanted(("epub",))


def packed(manuscript: Path, kept: Kept, wanted: Wanted = PLAIN, jobs: int = 1) -> bytes:
    """The EPUB of a manuscript."""
    inputs = read(manuscript)
    made = build(inputs.value, wanted, Means(read_faces(silently), jobs, kept), inputs.diagnostics)
    assert made.value, made.diagnostics
    return made.value[0].content


def longer(text: str) -> str:
    """So much more that all later pages have other numbers."""
    return text.replace("\n## ", f"{MORE}\n## ", 1)


def other(text: str) -> str:
    """One letter more."""
    return text.replace(". ", "x. ", 1)


@pytest.mark.parametrize(("wanted", "change"), [(PLAIN, other), (PAGED, longer)], ids=["plain", "paged"])
def test_edited_and_edited_back_with_what_was_kept_equals_cold(
    tmp_path: Path, wanted: Wanted, change: Callable[[str], str]
) -> None:
    """With two workers where it is cold, so that their number does not matter either."""
    manuscript, kept = large.write(tmp_path / "large", 3), Folder(tmp_path / "kept")
    chapter = manuscript / "chapters" / "002.md"
    before, first = chapter.read_text("utf-8"), packed(manuscript, kept, wanted, jobs=2)
    assert packed(manuscript, kept, wanted) == first
    chapter.write_text(change(before), "utf-8")
    edited = packed(manuscript, kept, wanted)
    assert edited != first
    assert packed(manuscript, Memory(), wanted, jobs=2) == edited
    chapter.write_text(before, "utf-8")
    assert packed(manuscript, kept, wanted, jobs=2) == first == packed(manuscript, Memory(), wanted)


@pytest.fixture
def typeset(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages of the EPUB that are really typeset."""
    met: list[str] = []
    plain = formats.typeset

    def counted(section, setting, **more):
        if setting.environment.loader.folders[0] == "epub":
            met.append(section.id)
        return plain(section, setting, **more)

    monkeypatch.setattr(formats, "typeset", counted)
    return met


def test_only_what_changed_is_made_again(mini: Path, tmp_path: Path, typeset: list[str]) -> None:
    kept = Folder(tmp_path / "kept")
    packed(mini, kept)
    assert len(typeset) > 10
    typeset.clear()
    packed(mini, kept)
    assert typeset == []
    chapter = mini / "chapters" / "01-bridge.md"
    chapter.write_text(chapter.read_text("utf-8").replace("met", "sat", 1), "utf-8")
    packed(mini, kept)
    assert sorted(typeset) == ["ch-bridge", "colophon"], "and the number of the revision"


CHANGES = {  # a file, what stands in it, what shall, and the pages that know of it
    "a title": ("book.yaml", "title: A Small Edition", "title: A Smaller Edition", None),
    "a register": ("registers/people.yaml", "Novák, Jan", "Novák, Jano", None),
    "the chronology": ("events.yaml", "A flood", "The flood", {"chronology", "colophon"}),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_elsewhere_is_seen_on_each_page_that_tells_of_it(
    mini: Path, tmp_path: Path, typeset: list[str], what: str
) -> None:
    file, old, new, pages = CHANGES[what]
    kept = Folder(tmp_path / "kept")
    first = packed(mini, kept)
    text = (mini / file).read_text("utf-8")
    assert old in text
    (mini / file).write_text(text.replace(old, new), "utf-8")
    typeset.clear()
    made = packed(mini, kept)
    assert pages is None or set(typeset) == pages
    assert made != first
    assert made == packed(mini, Memory())


def test_a_template_of_the_house_is_part_of_every_name(mini: Path, tmp_path: Path) -> None:
    kept, inputs = Folder(tmp_path / "kept"), read(mini).value
    means = Means(read_faces(silently), 1, kept)
    first = build(inputs, PLAIN, means).value[0].content
    templates = dict(inputs.theme.templates)
    templates["epub/marks/note.html.j2"] = templates["epub/marks/note.html.j2"].replace("noteref", "call", 1)
    changed = replace(inputs, theme=replace(inputs.theme, templates=templates))
    made = build(changed, PLAIN, means).value[0].content
    assert made != first
    assert made == build(changed, PLAIN, Means(means.faces)).value[0].content
