"""The rules of an index, one after the other, each with its cases: Chicago, "Indexes"; ISO 999."""

import re
from pathlib import Path

import pytest

from regesta import collation
from regesta.apparatus.index import Index, make
from tests.apparatus.indexing import headings, indexed, lines
from tests.checks.hearing import heard
from tests.reading import WORDS, book, every_anchor_on_page

MARK = re.compile(r"\{ix.*?\}")


def made(manuscript: Path) -> Index:
    """The index of a manuscript that lies on one page."""
    seen = book(manuscript)
    content = make(seen, every_anchor_on_page(seen), WORDS).content
    assert isinstance(content, Index)
    return content


def faults(manuscript: Path) -> list[str]:
    """The codes of the index that a check finds."""
    return [one.code for one in heard(manuscript) if one.code.startswith("IDX")]


NEW = "1 A.{ix: New Deal}{ix: newsprint}{ix: Newark}{ix: new economics}"


# 1 Order -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        ("letter", "Newark · New Deal · new economics · newsprint"),
        ("word", "New Deal · new economics · Newark · newsprint"),
    ],
)
def test_letter_by_letter_or_word_by_word(mini: Path, order: str, wanted: str) -> None:
    assert headings(indexed(mini, NEW, rules=f"order: {order}")) == wanted


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("letter", "Entries stand in the order of their letters, as if written without spaces."),
        ("word", "Entries stand in the order of their words."),
    ],
)
def test_the_headnote_says_the_order(mini: Path, order: str, said: str) -> None:
    assert indexed(mini, NEW, rules=f"order: {order}").key == (said,)


def test_articles_do_not_count_and_head_no_group(mini: Path) -> None:
    made = indexed(mini, "1 A.{ix: The Times}{ix: A Bridge}{ix: tariffs}{ix: an appeal}{ix: bread}")
    assert headings(made) == "an appeal · bread · A Bridge · tariffs · The Times"
    assert [group.letter for group in made.groups] == ["A", "B", "T"]


def test_function_words_do_not_count_at_the_head_of_a_sub_entry(mini: Path) -> None:
    marks = "{ix: army > of Lhota}{ix: army > and the mayor}{ix: army > in retreat}{ix: army > bread for}"
    assert lines(indexed(mini, f"1 A.{marks}")) == [
        "army",
        "  bread for, 1",
        "  of Lhota, 1",
        "  and the mayor, 1",
        "  in retreat, 1",
    ]


def test_words_may_be_read_as_others(mini: Path) -> None:
    marks = "{ix: Stone, Ann}{ix: St. Clair, Arthur}{ix: Saab}{ix: McKay, Jan}{ix: Macbeth}{ix: Mayer, Jo}"
    assert headings(indexed(mini, f"1 A.{marks}")) == (
        "Macbeth · Mayer, Jo · McKay, Jan · Saab · St. Clair, Arthur · Stone, Ann"
    )


def test_saints_and_scots_by_rule(mini: Path) -> None:
    marks = "{ix: Stone, Ann}{ix: St. Clair, Arthur}{ix: Saab}{ix: McKay, Jan}{ix: Macbeth}{ix: Mayer, Jo}"
    made = indexed(mini, f"1 A.{marks}", rules="file_as: {St.: Saint, Mc: Mac}")
    assert headings(made) == "Macbeth · McKay, Jan · Mayer, Jo · Saab · St. Clair, Arthur · Stone, Ann"


def test_numbers_come_first_or_as_they_are_spoken(mini: Path) -> None:
    made = indexed(mini, "1 A.{ix: 1901, year of}{ix: 68 Publishers | sort: sixty-eight}{ix: Sax}{ix: ale}")
    assert headings(made) == "1901, year of · ale · Sax · 68 Publishers"
    assert [group.letter for group in made.groups] == ["0–9", "A", "S"]


# 2 Languages -------------------------------------------------------------------------------------

CZECH = "1 A.{ix: Chňoupek}{ix: Černík}{ix: Cukr}{ix: Dubček}{ix: Hájek}{ix: Indra}{ix: Šumava}{ix: Sýkora}"


@pytest.mark.parametrize(
    ("language", "wanted", "letters"),
    [
        ("cs", "Cukr · Černík · Dubček · Hájek · Chňoupek · Indra · Sýkora · Šumava", "C Č D H CH I S Š"),
        ("sk", "Cukr · Černík · Dubček · Hájek · Chňoupek · Indra · Sýkora · Šumava", "C Č D H CH I S Š"),
        ("en-GB", "Černík · Chňoupek · Cukr · Dubček · Hájek · Indra · Šumava · Sýkora", "C D H I S"),
    ],
)
def test_letters_of_the_language(mini: Path, language: str, wanted: str, letters: str) -> None:
    made = indexed(mini, CZECH, language=language)
    assert headings(made) == wanted
    assert " ".join(group.letter for group in made.groups) == letters


def test_other_languages_have_their_order_from_icu(mini: Path) -> None:
    made = indexed(mini, "1 A.{ix: Zug}{ix: Örebro}{ix: Oslo}", language="sv")
    assert headings(made) == "Oslo · Zug · Örebro"


def test_without_icu_the_check_says_so(mini: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    indexed(mini, "1 A.{ix: Zug}", language="sv")
    assert heard(mini, "IDX008") == []
    monkeypatch.setattr(collation, "find_spec", lambda _: None)
    (said,) = heard(mini, "IDX008")
    assert said.at == "sv"
    assert "PyICU" in said.message


# 3 Names -----------------------------------------------------------------------------------------


def test_registers_turn_names_round_and_explain_them(mini: Path) -> None:
    text = "12 A.{ix: who=novak}{ix: Jan Novák > at home}\n\n13 B.{ix: Novák, Jan}"
    assert lines(indexed(mini, text)) == ["Novák, Jan, 12, 13", "  at home, 12"]


def test_offices_stand_behind_names(mini: Path) -> None:
    people = '- {id: dubcek, name: Alexander Dubček, sort: "Dubček, Alexander", gloss: "First Secretary"}'
    (mini / "registers" / "people.yaml").write_text(f"people:\n  {people}\n", "utf-8")
    text = (
        "12 A.{ix: who=dubcek}\n\n34 B.{ix+: who=dubcek}{ix!: who=dubcek}\n\n37 C.{ix-: who=dubcek}\n\n"
        "41 D.[^x] E.[^y]\n\n[^x]: 41 F.\n[^y]: 41 G.{ix: who=dubcek}"
    )
    assert lines(indexed(mini, text, rules="glosses: true")) == [
        "Dubček, Alexander (First Secretary), 12, *34, 34–37, 41n2"
    ]


# 4 Sub-entries -----------------------------------------------------------------------------------


def test_three_levels(mini: Path) -> None:
    text = "1 A.{ix: army > staff > of 1900}{ix: army > staff > age of}{ix: army > staff}{ix: army > bread}"
    assert lines(indexed(mini, text)) == [
        "army",
        "  bread, 1",
        "  staff, 1",
        "    of 1900, 1",
        "    age of, 1",
    ]


def test_a_fourth_is_too_deep(mini: Path) -> None:
    indexed(mini, "1 A.{ix: a > b}")
    (mini / "chapters" / "00-note.md").write_text(
        "---\nid: ch-note\ntitle: A note\n---\n\nA.{ix: a > b > c > d}{ix: a}{ix: a > b}{ix: a > b > c}\n"
    )
    assert faults(mini) == ["IDX010"]


def test_seven_locators_alike_are_too_many(mini: Path) -> None:
    indexed(mini, "1 A." + "{ix: a}B." * 7)
    assert faults(mini) == ["IDX003"]


# 5 Locators (more of them in test_locators) -------------------------------------------------------


def test_a_page_once_runs_joined_and_ranges_explicit(mini: Path) -> None:
    text = (
        "\n\n".join(f"{n} A.{{ix: a}}B.{{ix: a}}" for n in (12, 14, 15, 16))
        + "\n\n18 C.{ix+: a}\n\n19 D.{ix-: a}"
    )
    assert lines(indexed(mini, text)) == ["a, 12, 14–16, 18–19"]


def test_runs_may_be_kept_apart(mini: Path) -> None:
    text = "14 A.{ix: a}\n\n15 B.{ix: a}\n\n16 C.{ix: a}\n\n18 D.{ix+: a}\n\n19 E.{ix-: a}"
    assert lines(indexed(mini, text, rules="runs: keep")) == ["a, 14, 15, 16, 18–19"]


@pytest.mark.parametrize(
    ("way", "wanted"),
    [
        ("full", "107–108, 1103–1104"),
        ("chicago", "107–8, 1103–4"),
        ("two-digit", "107–08, 1103–04"),
    ],
)
def test_inclusive_numbers(mini: Path, way: str, wanted: str) -> None:
    text = "107 A.{ix+: a}\n\n108 B.{ix-: a}\n\n1103 C.{ix+: a}\n\n1104 D.{ix-: a}"
    assert lines(indexed(mini, text, rules=f"numbers: {way}")) == [f"a, {wanted}"]


NOTES = "41 A.[^x] B.[^y] C.[^z]\n\n[^x]: 41 No.\n[^y]: 41 Two.{ix: a}{ix: b}\n[^z]: 41 Three.{ix: b}"


def test_notes_by_their_numbers(mini: Path) -> None:
    made = indexed(mini, NOTES)
    assert lines(made) == ["a, 41n2", "b, 41nn2–3"]
    assert "12n3 is note 3 on page 12, 12nn3–4 are two of its notes." in made.key


def test_notes_without_their_numbers(mini: Path) -> None:
    made = indexed(mini, NOTES, rules="notes: plain")
    assert lines(made) == ["a, 41n", "b, 41n"]
    assert "An n stands for a note on the page." in made.key


def test_principal_passages_and_pictures_are_set_apart_and_explained(mini: Path) -> None:
    figure = '::: figure @fig-tank file="t.jpg" alt="A" credit="J. Novák" licence="CC0"\n34 B.{ix: a}\n:::'
    (mini / "t.jpg").write_bytes(b"")
    made = indexed(mini, f"12 A.{{ix!: a}}\n\n{figure}")
    assert lines(made) == ["a, *12, /34"]
    assert made.key[1:] == (
        "Numbers in bold lead to the principal passage.",
        "Numbers in italics lead to a picture.",
    )


# 6 See and see also ------------------------------------------------------------------------------

THREE = "1 A.{ix: bridges}\n\n3 B.{ix: bridges}\n\n5 C.{ix: bridges}{ix: mayors}{ix: taxes}"


def test_a_see_has_no_locators_and_leads_to_many(mini: Path) -> None:
    made = indexed(mini, THREE, "see: {ferry: bridges}")
    assert lines(made) == ["bridges, 1, 3, 5", "ferry see bridges", "mayors, 5", "taxes, 5"]


def test_a_see_with_locators_is_refused(mini: Path) -> None:
    indexed(mini, THREE)
    (mini / "index.yaml").write_text("see: {mayors: bridges}\n", "utf-8")
    assert faults(mini) == ["IDX009"]


def test_a_small_entry_is_printed_twice_instead(mini: Path) -> None:
    made = indexed(mini, THREE, "see: {burgomasters: mayors}")
    assert lines(made) == ["bridges, 1, 3, 5", "burgomasters, 5", "mayors, 5", "taxes, 5"]


def test_with_all_that_stands_below_it(mini: Path) -> None:
    text = "1 A.{ix: ferries > age of}{ix: ferries}"
    made = indexed(mini, text, "see: {boats: ferries}")
    assert lines(made) == ["boats, 1", "  age of, 1", "ferries, 1", "  age of, 1"]


def test_nothing_is_printed_twice_where_the_book_says_so(mini: Path) -> None:
    made = indexed(mini, THREE, "see: {burgomasters: mayors}", "double_post: 0")
    assert lines(made)[1] == "burgomasters see mayors"
    assert faults(mini) == ["IDX006"]


def test_see_also_is_in_order_and_may_name_a_kind(mini: Path) -> None:
    index = "also: {bridges: [taxes, mayors]}\ngeneric: {bridges: names of individual bridges}"
    made = indexed(mini, THREE, index)
    assert lines(made)[0] == ("bridges, 1, 3, 5 see also mayors; taxes see also names of individual bridges")


def test_a_kind_alone_is_a_see(mini: Path) -> None:
    made = indexed(mini, THREE, "generic: {ministers: names of individual ministers}")
    (entry,) = (one for group in made.groups for one in group.entries if one.heading == "ministers")
    assert entry.alone
    assert entry.generic == "names of individual ministers"


@pytest.mark.parametrize(
    ("index", "codes"),
    [
        ("see: {ferry: ships}", ["IDX002"]),  # blind
        ("see: {ferry: boats, boats: bridges}", ["IDX002"]),  # chained
        ("see: {ferry: boats, boats: ferry}", ["IDX005", "IDX005"]),  # circular
        ("also: {bridges: [ships]}", ["IDX002"]),
        ("see: {ferry: bridges}\nalso: {mayors: [ferry]}", ["IDX002"]),
        ("also: {bridges: [bridges]}", ["IDX005"]),
    ],
)
def test_references_that_lead_astray_are_refused(mini: Path, index: str, codes: list[str]) -> None:
    indexed(mini, THREE)
    (mini / "index.yaml").write_text(f"{index}\n", "utf-8")
    assert faults(mini) == codes


# 7 Passing mentions ------------------------------------------------------------------------------

MENTIONED = "12 [Jan Novák]{who=novak} came.{ix: mayors}\n\n13 [Novák, Jan]{ix} and [he]{who=novak}."


def test_passing_mentions_are_dropped(mini: Path) -> None:
    assert lines(indexed(mini, MENTIONED)) == ["mayors, 12", "Novák, Jan, 13"]


def test_unless_the_book_wants_them(mini: Path) -> None:
    assert lines(indexed(mini, MENTIONED, rules="mentions: index")) == ["mayors, 12", "Novák, Jan, 12, 13"]


# 8 What is not indexed: titles, contents and chronology hold no marks; the leak test sees to teachers' words.
# 9 Break aids: tests/render/pdf/test_index_pages. 10 The e-book: tests/render/epub/test_index.
# 11 What decides ---------------------------------------------------------------------------------


def test_index_yaml_merges_renames_and_suppresses(mini: Path) -> None:
    text = "1 A.{ix: ferry > age of}{ix: ferries}\n\n2 B.{ix: ferries > sale of}{ix: mayor}"
    text += "{ix: rain}{ix: rain > dates}"
    index = "merge: {ferry: ferries}\nrename: {mayor: mayors of Lhota}\nsuppress: [rain]"
    assert lines(indexed(mini, text, index)) == [
        "ferries, 1",
        "  age of, 1",
        "  sale of, 2",
        "mayors of Lhota, 2",
    ]


@pytest.mark.parametrize(
    ("index", "at"),
    [
        ("merge: {bridge: taxes}", "bridge"),
        ("merge: {bridges: tolls}", "bridges"),
        ("rename: {bridges: taxes}", "bridges"),
        ("rename: {tolls: fares}", "tolls"),
        ("suppress: [tolls]", "tolls"),
    ],
)
def test_decisions_about_nothing_are_said(mini: Path, index: str, at: str) -> None:
    indexed(mini, THREE)
    (mini / "index.yaml").write_text(f"{index}\n", "utf-8")
    (said,) = heard(mini, "IDX007")
    assert said.at == at


def test_a_key_of_no_register_is_said(mini: Path) -> None:
    indexed(mini, THREE)
    (mini / "chapters" / "00-note.md").write_text(
        "---\nid: ch-note\ntitle: A note\n---\n\nA.{ix: who=novac}\n", "utf-8"
    )
    assert [one.message for one in heard(mini, "IDX007")] == ['the register has no entry "novac"']


def test_records_propose_and_the_book_decides(mini: Path) -> None:
    """The record of a source says whom it is about; that alone makes no entry."""
    before = (mini / "book.yaml").read_text("utf-8")
    for file in (mini / "chapters").iterdir():
        file.write_text(MARK.sub("", file.read_text("utf-8")), "utf-8")
    for file in (mini / "sources").iterdir():
        file.write_text(MARK.sub("", file.read_text("utf-8")), "utf-8")
    (mini / "index.yaml").write_text("", "utf-8")
    assert lines(made(mini)) == []
    for rules, wanted in (("", "7"), (", sources: document", "doc.\u00a01")):
        (mini / "book.yaml").write_text(f"{before}index: {{records: index{rules}}}\n", "utf-8")
        names = ("district", "Lhota", "Novák, Jan")
        assert lines(made(mini)) == [f"{name}, {wanted}" for name in names]
