"""A chapter and a source with every construct; places come from a search of the text, not the reader."""

from collections.abc import Iterator

import pytest
from syrupy.assertion import SnapshotAssertion

from regesta.facts import (
    BlockUse,
    Change,
    Citation,
    CrossRef,
    Dating,
    Event,
    Fact,
    Heading,
    IndexMark,
    Mention,
    Note,
    Sign,
    Target,
)
from regesta.reader.grammar import BLOCKS, CHANGES, POINTERS, POINTS, QUALIFIERS, SPANS
from regesta.reader.parse import Parsed
from regesta.source import Source
from regesta.tree import find, text, walk
from tests.reader.properties import hold
from tests.reader.reading import TEXTS, Meta, pretty, read, said

FOLDERS = {"invasion": "chapters", "proclamation": "sources", "letter": "sources"}


def _parsed(name: str) -> Parsed[Meta]:
    result = read(TEXTS[name], front="", path=f"{FOLDERS[name]}/{name}.md")
    assert result.diagnostics == ()
    return result.value


@pytest.mark.parametrize("name", TEXTS)
def test_the_tree(name: str, snapshot: SnapshotAssertion) -> None:
    assert pretty(_parsed(name).body).lstrip() == snapshot


@pytest.mark.parametrize("name", TEXTS)
def test_the_facts(name: str, snapshot: SnapshotAssertion) -> None:
    parsed = _parsed(name)
    assert [_shown(parsed.source, fact) for fact in parsed.facts] == snapshot


def _shown(source: Source, fact: Fact) -> str:
    assert fact.span
    place = source.place(fact.span.start)
    return f"{place.line}:{place.column} {fact!r}".replace(f", span={fact.span!r}", "")


def _counted(words: list[str]) -> list[tuple[int, int]]:
    """Line and column of each string, each sought after the one before."""
    found, at, lines = [], 0, TEXTS["invasion"]
    for one in words:
        at = lines.index(one, at)
        found.append((lines.count("\n", 0, at) + 1, at - lines.rfind("\n", 0, at)))
        at += 1
    return found


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        (Heading, ["# The night"]),
        (Dating, ["[On the night", "[first morning]"]),
        (Event, ["[five armies", "{event: 1968"]),
        (Citation, ["[@williams", "[see -@nav", "[@novak", "[@src-proc"]),
        (Sign, ["[KSČ]", "[tanky]", "{gap: ", "[told]"]),
        (IndexMark, ["{ix+: ", "{ix: War", "{ix!: ", "{ix: secr", "[T-54s]", "{ix: StB", "[arr", "{ix-: "]),
        (Mention, ["[Presidium]", "[Dub", "[Prag", "[Moscow]", "[President]", "[StB]",
                   "[ano", "[prog", "[two h"]),
        (CrossRef, ["@src-proclamation;", "@fig-tank.", "@q-told", "@ch-after", "@src-tass"]),
        (Change, ["{~~Soviet", "{++So", "{--not", "{==others"]),
        (Target, ["figures/tank.jpg", "![A tank]", "[the archive]"]),
        (Note, ["[^clock]:"]),
        (BlockUse, ["::: so", "::: so", "::: f", "::: quo", "::: v", "::: questions", "::: question ",
                    "::: an", "::: te", "::: as", "::: time", "::: map", "::: rang"]),
    ],
)  # fmt: skip
def test_places(kind: type[Fact], begins: list[str]) -> None:
    parsed = _parsed("invasion")
    spans = [fact.span for fact in parsed.facts if isinstance(fact, kind)]
    places = [parsed.source.place(span.start) for span in spans if span]
    assert [(place.line, place.column) for place in places] == _counted(begins)


def test_marks_begin_and_end_where_they_do() -> None:
    parsed = _parsed("invasion")
    outer = [said(parsed.source, one.span) for one in _marks(parsed)]
    assert outer == list(_written())


def _marks(parsed: Parsed[Meta]) -> Iterator[object]:
    return (one for one in walk(parsed.body) if one.get("data-mark"))


def _written() -> Iterator[str]:
    """The marks of the chapter, in order, as a reader's eye finds them."""
    yield from (
        "[On the night of 20–21 August 1968]{date=1968-08-20/1968-08-21}",
        "[five armies crossed into *Czechoslovakia*]{event=1968-08-20T23:00\n"
        'label="Armies enter" #ev-invasion tags=invasion}',
        "[@williams1997, pp. 126–7]",
        "{ix+: invasion of 1968}",
        "{ix: Warsaw Pact > armies of | sort: armies}",
        "[Presidium]{term}",
        "[Dubček]{who=dubcek}",
        "[Prague]{place=praha}",
        "{ix!: Presidium}",
        "@src-proclamation",
        "[see -@navratil2006, doc. 92; @pravda1968]",
        "{event: 1968-08-21 | Arrests}",
        "{side: The clocks differ: [Moscow]{place=moskva} was *two* hours ahead.}",
        "[Moscow]{place=moskva}",
        '[KSČ]{abbr="Communist Party"}',
        "[*socialismus s [lidskou]{#face .key} tváří*]{lang=cs}",
        "[lidskou]{#face .key}",
        "{~~Soviet papers~>*Pravda*~~}",
        "{>>JN: checked\nagainst the microfilm<<}",
        "[^clock]",
        "{++So did++}",
        "{--not--}",
        "{==others==}",
        "[first morning]{date=1968-08-21}",
        "[tanky]{u}",
        "{gap: illegible 2 words}",
        "[@novak1969, s. 12]",
        "[told]{unclear}",
        "@fig-tank",
        "{ix: secrecy}",
        "[President]{who=svoboda}",
        "[@src-proclamation, s. 3]",
        "@q-told",
        "@ch-after",
        "[T-54s]{ix: tanks > T-54}",
        "[StB]{org=stb}",
        "{ix: StB | see: State Security}",
        "[arrests]{ix}",
        "[another]{place=brno}",
        "[programme]{term=action-programme}",
        "{ix-: invasion of 1968}",
        "[two hours]{term=time}",
        "@src-tass",
    )


def test_blocks_begin_and_end_where_they_do() -> None:
    parsed = _parsed("invasion")
    lines = TEXTS["invasion"].split("\n")
    for one in find(parsed.body, "data-block"):
        assert one.span
        first, last = parsed.source.place(one.span.start), parsed.source.place(one.span.end)
        assert lines[first.line - 1].startswith(f"::: {one.get('data-block')}")
        assert lines[last.line - 1] == ":::"
        assert (first.column, last.column) == (1, 4)


def test_every_construct_is_worked() -> None:
    every = [one for name in TEXTS for one in walk(_parsed(name).body)]
    verbs = {verb for one in every for verb in (one.get("data-mark") or "").split()}
    assert verbs >= {
        *POINTS,
        *SPANS,
        "cite",
        "ref",
        "note",
        "anchored",
        *(row.kind for row in CHANGES.values()),
    }
    assert {one.get("data-block") for one in every} >= {*BLOCKS}
    assert {one.get("data-anchored") for one in every} == {None, "quotation", "sentence", "line"}
    given = {(one.get("data-block"), name) for one in every for name, _ in one.attributes}
    assert not {(name, f"data-{one}") for name, row in BLOCKS.items() for one in row.attributes} - given
    assert not {f"data-{one}" for one in QUALIFIERS} - {name for _, name in given}
    keys = {(one.get("data-key") or "").partition("-")[0] for one in every if one.get("data-mark") == "ref"}
    assert keys == {*POINTERS}


def test_sentences() -> None:
    parsed = _parsed("proclamation")
    whole = [text(one) for one in find(parsed.body, "class", "s") if one.get("id")]
    assert [" ".join(one.split()) for one in whole] == [
        "Všemu lidu.",
        "Včera kolem 23. hodiny překročila vojska hranice.",
        "",  # begins before an emphasis and ends in it
        "",  # begins in it
        "Žádný odpor.",
        "Klid",
        "a rozvaha.",
        "Vyzýváme občany, aby klidně zachovali odpor klid.",
        "A soudr. nikdy Viděl.",
    ]
    numbers = [f"src-proclamation.s{n}" for n in range(1, 10)]
    every = list(find(parsed.body, "class", "s"))
    assert [one.get("id") for one in every[: len(numbers)]] == numbers
    assert [one.get("data-of") for one in every[len(numbers) :]] == numbers * 2


@pytest.mark.parametrize("name", TEXTS)
def test_properties_hold(name: str) -> None:
    hold(TEXTS[name])
