"""Deciding changes: what is proposed becomes the text or goes, and every other byte stays as it was."""

import random
import re
from collections.abc import Sequence
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.dates import parse as parse_date
from regesta.facts import Change, Remark
from regesta.reader.parse import parse
from regesta.review import Choice, Open, Spot, answered, chosen, decided, left, unfit
from regesta.source import Place, Source
from tests.reader.reading import FRAGMENTS, FRONT, Meta

PATH = "chapters/x.md"


def opened(raw: str, front: str = FRONT) -> tuple[Open, ...]:
    """The changes of a file."""
    parsed = parse(Source.of(PATH, front + raw), Meta).value
    return tuple(Open(parsed.source, fact) for fact in parsed.facts if isinstance(fact, Change))


def after(raw: str, accept: bool, front: str = FRONT, only: Sequence[int] = ()) -> str:
    """A file once its changes, or those with these numbers, are decided."""
    found = opened(raw, front)
    taken = [found[n] for n in only] if only else found
    source = Source.of(PATH, front + raw)
    made = decided(front + raw, source, [one.change for one in taken if one.exact], accept)
    assert made.startswith(front)
    return made.removeprefix(front)


# One mark after the other ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "accepted", "rejected"),
    [
        ("a{++ b++} c", "a b c", "a c"),
        ("a{-- b--} c", "a c", "a b c"),
        ("a {~~b~>c~~} d", "a c d", "a b d"),
        ("a {~~b~>~~} d", "a  d", "a b d"),
        ("a {==b==} c", "a b c", "a b c"),
        ("a {>>JN: b<<} c", "a  c", "a  c"),
        ("a {++b++}{>>JN 2026-11-20: why<<}{>>AB: no<<} c", "a b c", "a  c"),
        ("a {==b==}{>>which?<<} c", "a b c", "a b c"),
        ("a {~~b `~>` c~>d~~} e", "a d e", "a b `~>` c e"),
        ("a {~~b \\~> c~>d~>e~~} f", "a d~>e f", "a b \\~> c f"),
        ("a {~~b ``~>` ~> `` \\` ~>d~~} f", "a d f", "a b ``~>` ~> `` \\`  f"),
        ("a {++b {--c--} *d*++} e", "a b  *d* e", "a  e"),
        ("a {--b {++c++} d--} e", "a  e", "a b  d e"),
        ("a {~~b {>>x<<}~>c {++d++}~~} e", "a c d e", "a b  e"),
        ("> a {++b\n> c++} d", "> a b\n> c d", "> a  d"),
        ("- a {++b\n  c++} d", "- a b\n  c d", "- a  d"),
        ("| a |\n|---|\n| {~~b~>c~~} |", "| a |\n|---|\n| c |", "| a |\n|---|\n| b |"),
        ("# a {++b++} {#c}", "# a b {#c}", "# a  {#c}"),
        ("a[^1]\n\n[^1]: b {--c--}", "a[^1]\n\n[^1]: b ", "a[^1]\n\n[^1]: b c"),
        ("[a {++b++}]{ix: c} {ix: d}", "[a b]{ix: c} {ix: d}", "[a ]{ix: c} {ix: d}"),
        ("::: aside\na{++b++}\n:::\n", "::: aside\nab\n:::\n", "::: aside\na\n:::\n"),
    ],
)
def test_what_stands_after(text: str, accepted: str, rejected: str) -> None:
    assert (after(text, True), after(text, False)) == (accepted, rejected)


@pytest.mark.parametrize(
    "text",
    [
        "a `{++b++}` c",
        "```\n{++b++}\n```\n",
        "a\n\n    {++b++}\n",
        "a \\{++b++} c",
        "a {++b c",
        "a {++b\n\nc++} d",
        "a {ix: b {++c++}} d",
        "a [b](c{++d++}e) f",
        "a {~~b~~} c",  # lacks its new words, which MRK007 says
    ],
)
def test_what_is_no_change_stays(text: str) -> None:
    assert (after(text, True), after(text, False)) == (text, text)


@pytest.mark.parametrize(
    "raw",
    [
        "a {++b++} c\r\nd{-- e--}\r\n",
        "a {++b++} c\rd{-- e--}",
        "a\t{++b\t++}\tc\n\td{--\te--}  \n\n",
        "a {++b++} c\r\n\td{-- e--}\n\r\n",
        "ž𐐷\t{++ž𐐷++}\t𐐷\x0c{--\x0b--}\u2028 c",
        "a\x02{++b++}\x00{--c--}\ufeff",
    ],
)
@pytest.mark.parametrize("front", [FRONT, "\ufeff" + FRONT, FRONT.replace("\n", "\r\n"), "\ufeff"])
def test_line_ends_tabs_and_odd_characters_stay(raw: str, front: str) -> None:
    accepted = re.sub(r"\{--.*?--\}|\{\+\+|\+\+\}", "", raw, flags=re.DOTALL)
    rejected = re.sub(r"\{\+\+.*?\+\+\}|\{--|--\}", "", raw, flags=re.DOTALL)
    assert (after(raw, True, front), after(raw, False, front)) == (accepted, rejected)


def test_only_those_chosen_and_what_is_in_them_stays() -> None:
    text = "a {++b {--c--}{>>x<<} d++} {~~e~>f~~}"
    assert after(text, True, only=[0]) == "a b {--c--}{>>x<<} d {~~e~>f~~}"
    assert after(text, False, only=[1]) == "a {++b c d++} {~~e~>f~~}"


# Texts of any kind -------------------------------------------------------------------------------

WORDS = [
    "one",
    "Two",
    "tři",
    "𐐷",
    "*four*",
    "**five six**",
    "`se~>ven`",
    "\\~>",
    "\\{",
    "[a]{ix: b}",
    "a@b.c",
    "–",
    "8.",
]
SPACES = [" ", "  ", "\t", " \t ", "\n", "\r\n", "  \n", "\t\r\n"]
PARAGRAPH = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SPACES)), min_size=1, max_size=8)
PARTED = st.sampled_from(["\n\n", "\r\n\r\n", "\n \t\n", "\r\n\n"])
ENDS = st.sampled_from(["", "\n", "\r\n", "  ", "\n\n\n"])
REMARK = st.sampled_from(["", "", "{>>JN 2026-11-20: why<<}", "{>>a\r\n\tb<<}", "{>>AB<<}{>>*no*: c<<}"])
LONELY = st.sampled_from(["", "", "", " {>>JN: alone<<}", "{==\tlook==}{>>x<<}"])


def tokens(paragraph: list[tuple[str, str]]) -> list[str]:
    """The words and spaces of a paragraph, which ends with a word."""
    return [one for pair in paragraph for one in pair][:-1]


def suggested(old: list[str], new: list[str], data: st.DataObject) -> str:
    """The one as a proposal to make it the other."""
    made = []
    for _, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, becomes = "".join(old[start:end]), "".join(new[begin:stop])
        if was == becomes:
            made.append(was)
            continue
        mark = f"{{~~{was}~>{becomes}~~}}" if was and becomes else ""
        mark = mark or (f"{{++{becomes}++}}" if becomes else f"{{--{was}--}}")
        made.append(mark + data.draw(REMARK))
    return "".join(made)


@given(st.lists(st.tuples(PARAGRAPH, PARAGRAPH, PARTED), min_size=1, max_size=4), ENDS, st.data())
def test_to_reject_a_proposal_gives_back_the_old_and_to_accept_it_the_new(
    paragraphs: list[tuple[list[tuple[str, str]], list[tuple[str, str]], str]], end: str, data: st.DataObject
) -> None:
    front = data.draw(st.sampled_from([FRONT, "\ufeff" + FRONT.replace("\n", "\r\n")]))
    old = new = proposal = ""
    for n, (before, becomes, parted) in enumerate(paragraphs):
        parted = end if n == len(paragraphs) - 1 else parted  # noqa: PLW2901 - what follows the last
        old += "".join(tokens(before)) + parted
        new += "".join(tokens(becomes)) + parted
        proposal += suggested(tokens(before), tokens(becomes), data) + parted
    assert after(proposal, False, front) == old
    assert after(proposal, True, front) == new


@given(PARAGRAPH, st.data())
def test_comments_and_highlights_leave_no_trace(
    paragraph: list[tuple[str, str]], data: st.DataObject
) -> None:
    text = remarked = ""
    for token in tokens(paragraph):
        extra = data.draw(LONELY)
        text += token + ("\tlook" if "look" in extra else " " if extra else "")
        remarked += token + extra
    assert after(remarked, True) == after(remarked, False) == text


MARKS = [
    "{++a b++}", "{--c\nd--}", "{~~e `~>` f~>g~~}", "{>>JN 2026: h<<}", "{~~", "~>", "~~}", "{>>", "<<}",
    "{==", "==}", "{++", "++}", "{--", "--}", "\\~>", "`", "``", "\\`", "\\", "{~~`", "`~~}",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(200))
def test_of_any_text_only_marks_are_taken(seed: int) -> None:
    draw = random.Random(seed)
    text = "".join(draw.choice(MARKS) + draw.choice(FRAGMENTS) for _ in range(draw.randint(1, 40)))
    found = opened(text)
    for one in found:  # what the reader has read is what stands there
        assert one.exact or one.change.kind == "substitute"
        assert one.exact or len(one.change.parts) == 1 or "`" in one.change.old + one.change.new
    for accept in (True, False):
        made = after(text, accept)
        rest = iter(text)
        assert all(sign in rest for sign in made)  # what is left stood there, in this order
        assert after(text.replace("\n", "\r\n"), accept) == made.replace("\n", "\r\n")
        assert found or made == text


# Which are meant ---------------------------------------------------------------------------------

TEXT = """A {++b++}{>>JN 2026-11-20: why<<} and {--c
d--}{>>AB 2026-11: so<<} e.

{>>JN: alone<<} {==f==} {~~g~>h~~}{>>JN<<}
"""
FIRST = FRONT.count("\n") + 1


def kinds(choice: Choice) -> list[str]:
    return [one.change.kind for one in chosen(opened(TEXT), choice)]


def test_without_a_wish_all_but_comments_alone() -> None:
    assert kinds(Choice()) == ["insert", "delete", "highlight", "substitute"]
    assert kinds(Choice(comments=True)) == ["insert", "delete", "comment", "highlight", "substitute"]


def test_by_author_whatever_the_case() -> None:
    assert kinds(Choice(author="jn", comments=True)) == ["insert", "comment", "substitute"]
    assert kinds(Choice(author="ab")) == ["delete"]


@pytest.mark.parametrize(
    ("before", "expected"),
    [("2026-11-20", []), ("2026-11-21", ["insert"]), ("2026-12", ["insert", "delete"]), ("2026-11", [])],
)
def test_by_date_only_what_lies_wholly_before(before: str, expected: list[str]) -> None:
    assert kinds(Choice(before=parse_date(before).earliest, comments=True)) == expected


@pytest.mark.parametrize(
    ("spot", "expected"),
    [
        (Spot(PATH), ["insert", "delete", "highlight", "substitute"]),
        (Spot("chapters/y.md"), []),
        (Spot(PATH, FIRST), ["insert", "delete"]),
        (Spot(PATH, FIRST + 1), ["delete"]),
        (Spot(PATH, FIRST + 3, 17), ["highlight"]),
        (Spot(PATH, FIRST + 3, 18), []),
    ],
)
def test_by_place(spot: Spot, expected: list[str]) -> None:
    assert kinds(Choice((spot,))) == expected


def test_places() -> None:
    insert, delete, *_ = opened(TEXT)
    assert (insert.place, insert.last) == (Place(FIRST, 3), Place(FIRST, 34))
    assert (delete.place, delete.last) == (Place(FIRST, 39), Place(FIRST + 1, 25))


def test_what_is_left() -> None:
    found = opened("a {++b {--c--} d++} {>>e<<} {~~f~>g~~}")
    assert left(found, (), True) == 4
    assert left(found, found[:1], True) == 3
    assert left(found, found[:1], False) == 2  # the deletion went with the words
    assert left(found, found, False) == 0


def test_a_change_that_nobody_can_place_is_not_touched() -> None:
    parsed = parse(Source.of(PATH, FRONT + "a {++b++} {>>c<<}"), Meta, positions=False).value
    found = [Open(parsed.source, fact) for fact in parsed.facts if isinstance(fact, Change)]
    assert [one.exact for one in found] == [False, False]
    assert [one.place for one in found] == [Place(1, 1), Place(1, 1)]


# Answers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("raw", "made"),
    [
        ("A {++b++} c", "A {++b++}@ c"),
        ("A\t{--b--}{>>JN: why<<}", "A\t{--b--}{>>JN: why<<}@"),
        (
            "A {~~b~>c~~}{>>JN: why<<}{>>AB: so<<} d {>>e<<}",
            "A {~~b~>c~~}{>>JN: why<<}{>>AB: so<<}@ d {>>e<<}",
        ),
        ("A {>>JN: b\nc<<} d", "A {>>JN: b\nc<<}@ d"),
        ("A {==b\nc==} d", "A {==b\nc==}@ d"),
    ],
)
def test_an_answer_stands_behind_what_was_said(raw: str, made: str, end: str) -> None:
    raw, made = (one.replace("\n", end) for one in (raw, made))
    whole = f"\ufeff{FRONT}{raw}"
    one = opened(raw)[0]
    said = Remark("XY", "2026-11-24", " in *winter* ", None)
    after_ = answered(whole, Source.of(PATH, whole), one.change, said)
    assert after_ == f"\ufeff{FRONT}{made.replace('@', '{>>XY 2026-11-24: in *winter*<<}')}"
    now = opened(after_.removeprefix(f"\ufeff{FRONT}"))[0].change
    assert (now.remarks[-1].author, now.remarks[-1].date) == ("XY", "2026-11-24")
    assert len(now.remarks) == len(one.change.remarks) + 1


@pytest.mark.parametrize("words", ["", " ", "a<<}b", "a\nb", "`a", "ends in \\", "{++a++}", "a ~> b"])
def test_words_that_would_end_or_hide_a_comment_are_refused(words: str) -> None:
    assert unfit("XY", words)
    assert not unfit("XY", "in winter, see @ch-note; 3 < 4")


@pytest.mark.parametrize("author", ["", "x", "xy", "Note", "ABCDE", "A B", "XY 2026"])
def test_a_signature_is_two_to_four_capitals(author: str) -> None:
    assert unfit(author, "words")
    assert not unfit("ŽČ", "words")
