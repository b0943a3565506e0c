"""The index of the mini edition, and the order and groups of headings."""

from collections.abc import Callable
from pathlib import Path

from regesta.apparatus.index import Index, make
from tests.apparatus.indexing import lines
from tests.reading import WORDS, book, every_anchor_on_page

Edit = Callable[[Path, str, str], None]


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
        "ferry, 7n see also council of Lhota",  # a see to so few would cost more than it saves
        "  at Lhota, 7",
        "money, want of, 7",
        "Novák, Jan, 7n",
        "  asks for a bridge, *7",
    ]


def test_letters_head_the_groups(mini: Path) -> None:
    assert [group.letter for group in made(mini).groups] == ["B", "C", "F", "M", "N"]
    assert made(mini).key[1:] == (
        "Numbers in bold lead to the principal passage.",
        "12n3 is note 3 on page 12, 12nn3–4 are two of its notes.",
    )


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
