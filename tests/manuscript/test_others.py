"""Every sentence of the publication is ours: eight words in a row of nobody else's stand in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import MANUSCRIPT
from tests.corpora import corpus
from tests.manuscript.words_of_others import RUN, held, ours, quoted, research, runs

WRITTEN = tuple(
    sorted(
        file.relative_to(MANUSCRIPT).as_posix()
        for pattern in ("chapters/*.md", "sources/*.md", "registers/*.yaml", "events.yaml", "book.yaml")
        for file in MANUSCRIPT.glob(pattern)
    )
)


@pytest.fixture(scope="module")
def theirs() -> set[tuple[str, ...]]:
    """The runs of the documents, of the fact sheet and of the text that the book started from."""

    def files() -> Iterator[Path]:
        yield from corpus("frus-1968").glob("*.xml")
        yield from research().iterdir()

    return held(files())


@pytest.mark.parametrize("path", WRITTEN)
def test_no_run_of_words_is_another_s(path: str, theirs: set[tuple[str, ...]]) -> None:
    assert quoted(MANUSCRIPT / path, theirs) == []


def test_a_sentence_of_the_fact_sheet_would_be_found(tmp_path: Path, theirs: set[tuple[str, ...]]) -> None:
    taken = next(run for run in sorted(theirs) if all(word.isalpha() for word in run))
    (tmp_path / "chapter.md").write_text(f"It says: *{' '.join(taken)}*, and more.", "utf-8")
    assert quoted(tmp_path / "chapter.md", theirs) == [" ".join(taken)]


def test_marks_do_not_hide_a_run(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "One [two]{who=two} three four.[^n] Five, six{ix: x} seven eight.", "utf-8"
    )
    assert [" ".join(run) for run in runs(ours(tmp_path / "a.md"))] == [
        "one two three four five six seven eight"
    ]
    assert len("one two three four five six seven eight".split()) == RUN
