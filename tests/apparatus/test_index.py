"""The index of the mini edition, and the order and groups of headings."""

from collections.abc import Callable, Iterator
from pathlib import Path

from regesta.apparatus.index import Entry, Index, make
from tests.reading import WORDS, book, every_anchor_on_page

Edit = Callable[[Path, str, str], None]


def lines(index: Index) -> list[str]:
    """The index as it would be read aloud."""
    return [line for group in index.groups for entry in group.entries for line in spoken(entry)]


def spoken(entry: Entry, depth: int = 0) -> Iterator[str]:
    places = ", ".join(("*" if one.strong else "") + one.label for one in entry.locators)
    see = f" see {entry.see}" if entry.see else ""
    also = f" see also {'; '.join(entry.also)}" if entry.also else ""
    yield f"{'  ' * depth}{entry.heading}{f', {places}' if places else ''}{see}{also}"
    for child in entry.children:
        yield from spoken(child, depth + 1)


def made(manuscript: Path) -> Index:
    seen = book(manuscript)
    content = make(seen, every_anchor_on_page(seen), WORDS).content
    assert isinstance(content, Index)
    return content


def test_the_mini_index(mini: Path) -> None:
    assert lines(made(mini)) == [
        "bridges, 7n see also council of Lhota",
        "  at Lhota, 7",
        "council of Lhota, 7",
        "ferry see bridges",
        "money, want of, 7",
        "Novák, Jan, 7n",
        "  asks for a bridge, *7",
    ]


def test_letters_head_the_groups(mini: Path) -> None:
    assert [group.letter for group in made(mini).groups] == ["B", "C", "F", "M", "N"]
    assert made(mini).strong


def test_letters_follow_the_language(mini: Path, edit: Edit) -> None:
    words = "{ix: Chmel}{ix: Cukr}{ix: Hora}{ix: Čas}{ix: Ivan}{ix: Řím}{ix: Rok}{ix: Šum}{ix: Syn}"
    edit(mini / "chapters" / "00-note.md", "No bridge", f"{words}No bridge")
    edit(mini / "book.yaml", "language: en-GB", "language: cs")
    kept = [line.split(",")[0] for line in lines(made(mini)) if line[:3] in words]
    assert kept == ["Cukr", "Čas", "Hora", "Chmel", "Ivan", "Rok", "Řím", "Syn", "Šum"]


def test_function_words_do_not_count_in_sub_entries(mini: Path, edit: Edit) -> None:
    marks = "{ix: bridges > of stone}{ix: bridges > and money}{ix: bridges > in the spring}"
    edit(mini / "chapters" / "00-note.md", "No bridge", f"{marks}No bridge")
    subs = [line.strip() for line in lines(made(mini)) if line.startswith("  ")]
    assert subs[:4] == ["at Lhota, 7", "and money, 7", "in the spring, 7", "of stone, 7"]


def test_a_sort_key_moves_an_entry(mini: Path, edit: Edit) -> None:
    edit(mini / "chapters" / "00-note.md", "No bridge", "{ix: 1901, year of | sort: nineteen}No bridge")
    names = [line for line in lines(made(mini)) if not line.startswith(" ")]
    assert names.index("1901, year of, 7") == names.index("money, want of, 7") + 1
