"""Names for what is made from a value: the same for equal values in any process, another for any other."""

import os
import pickle
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from regesta.likeness import frozen, likeness
from regesta.model import Break, PageMap
from regesta.reader.parse import parse
from regesta.running import Place
from regesta.settings import ChapterMeta
from regesta.source import Source
from regesta.tree import Element
from regesta.workspace import read
from tests.conftest import MANUSCRIPT

WORD = "".join(["a ", "word"])
TREE = Element("p", (("class", "s"),), (WORD, Element("b", (), (WORD,)), Element("b", (), ("",))))
MAP = PageMap({"a": "1"}, {"a": 1}, 1, (Break("1", Place("a", 0, 0)),))
SECTIONS = """
from hashlib import sha256
from pathlib import Path
from regesta.citeproc import Citeproc
from regesta.editions.order import plan, reflowed
from regesta.editions.places import places
from regesta.likeness import likeness
from regesta.pipeline import read as understood
from regesta.workspace import read
made = plan(understood(read(Path({manuscript!r})).value).value, "student", Citeproc()).value
for one in reflowed(made, places(made.book, made.words)):
    print(one.id, sha256(likeness(one)).hexdigest())
"""


def test_values_that_are_equal_have_one_name_however_they_came_to_be() -> None:
    again = pickle.loads(pickle.dumps(TREE))
    shared = replace(TREE, children=("a word", Element("b", (), ("a word",)), Element("b", (), ("",))))
    assert likeness(TREE) == likeness(again) == likeness(shared)


def test_where_words_stand_counts_for_nothing() -> None:
    place = Source.of("a.md", "a word").span(2, 6)
    assert likeness(replace(TREE, span=place)) == likeness(TREE)


OTHERS = [
    TREE,
    replace(TREE, name="q"),
    replace(TREE, attributes=(("class", "l"),)),
    replace(TREE, attributes=(("class", "s"), ("id", "a"))),
    replace(TREE, children=TREE.children[:2]),
    replace(TREE, children=(f"{WORD} ", *TREE.children[1:])),
    replace(TREE, children=(Element("b", (), TREE.children),)),
    MAP,
    replace(MAP, labels={"a": "i"}),
    replace(MAP, breaks=(Break("1", Place("a", 1, 0)),)),
    (MAP,),
    ("ab", "c"),
    ("a", "bc"),
    None,
    "None",
]


@pytest.mark.parametrize(("one", "other"), [*combinations(OTHERS, 2)])
def test_other_values_have_another(one: object, other: object) -> None:
    assert likeness(one) != likeness(other)


def test_every_section_of_a_book_has_one_in_any_process() -> None:
    """No section holds a set, whose order is that of the process."""
    said = [
        subprocess.run(
            [sys.executable, "-c", SECTIONS.format(manuscript=str(MANUSCRIPT))],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("7", "1968")
    ]
    assert said[0] == said[1]
    assert len(said[0].splitlines()) > 20


def test_what_is_frozen_comes_back_as_it_was(mini: Path) -> None:
    source = read(mini).value.texts["chapters/01-bridge.md"]
    parsed = parse(source, ChapterMeta)
    again = pickle.loads(frozen(parsed))
    assert again == parsed
    assert again.value.body.children[0].span == parsed.value.body.children[0].span is not None
