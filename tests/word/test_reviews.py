"""Single things that reviewers do at Word, and what comes of each in the Markdown."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from regesta.cli import regesta
from regesta.word.ooxml import w
from tests.conftest import MINI
from tests.word.reviewer import Act, Edit, Reviewer, exported, shown
from tests.word.test_takein import back, reviewed, texts

CAME = "The answer came late"


def line(words: str, *acts: Act, found: tuple[str, ...] = ()) -> str:
    """The line of mini that holds these words, once a reviewer did this; nothing else has changed."""
    inputs = texts(MINI)
    made, said = back(inputs, reviewed(inputs, *acts))
    assert tuple(one[:6] for one in said) == found
    lines = [
        one for path, text in made.items() for one in text.split("\n") if one not in inputs.texts[path].text
    ]
    assert len(lines) == 1
    assert words in lines[0]
    return lines[0]


def field(*runs: Any, told: str) -> list[Any]:
    begin, end = (w("r", w("fldChar", fldCharType=phase)) for phase in ("begin", "end"))
    return [begin, w("r", w("instrText", told)), w("r", w("fldChar", fldCharType="separate")), *runs, end]


def puts_in(words: str, *runs: Any) -> Act:
    """Runs at the end of the paragraph that shows these words."""

    def act(reviewer: Reviewer) -> None:
        reviewer.paragraph(words).append(w("ins", *runs, **reviewer.by()))

    return act


def test_words_are_put_for_others() -> None:
    made = line("came", lambda one: one.replace(CAME, "late", "*too* late"))
    assert made.startswith("The answer came {~~late~>\\*too\\* late~~}{>>KM 2026-11-24<<}. In Czech")


@pytest.mark.parametrize(("new", "written"), [("1.", "1\\."), ("- a", "\\- a"), ("# a", "\\# a")])
def test_words_that_come_first_begin_no_list_and_no_heading(new: str, written: str) -> None:
    made = line("answer", lambda one: one.replace(CAME, "The", new))
    assert made.startswith(f"{{~~The~>{written}~~}}{{>>KM 2026-11-24<<}} answer")


def test_a_new_paragraph_is_one_of_its_own() -> None:
    inputs = texts(MINI)

    def act(reviewer: Reviewer) -> None:
        paragraph = reviewer.paragraph(CAME)
        reviewer.parted(CAME, len(shown(paragraph)))
        following = paragraph.getnext()
        following.append(w("ins", w("r", w("t", "It was short.")), **reviewer.by()))

    made, said = back(inputs, reviewed(inputs, act))
    assert said == []
    before = inputs.texts["chapters/01-bridge.md"].text
    new = "{lang=cs}.\n\n{++It was short.++}{>>KM 2026-11-24<<}\n"
    assert made == {"chapters/01-bridge.md": before.replace("{lang=cs}.\n", new)}


def test_comments_stand_round_their_words_and_answers_behind_them(mini: Path) -> None:
    note = mini / "chapters" / "00-note.md"
    text = note.read_text("utf-8").replace("No bridge", "No {==bridge==}{>>JN 2026-11-20: none?<<}")
    note.write_text(text, "utf-8")
    inputs = texts(mini)
    reviewer = Reviewer(exported(inputs))
    reviewer.comment(reviewer.paragraph("No bridge"), 0, 4, "None at all.", answers="10000000")
    reviewer.comment(reviewer.paragraph(CAME), 4, 10, "Which <<one>>?")
    made, said = back(inputs, reviewer.saved())
    assert said == []
    assert (
        "{==bridge==}{>>JN 2026-11-20: none?<<}{>>KM 2026-11-24: None at all.<<}"
        in made["chapters/00-note.md"]
    )
    bridge = made["chapters/01-bridge.md"]
    assert "The {==answer==}{>>KM 2026-11-24: Which \\<\\<one>>?<<} came" in bridge


def test_a_comment_may_stand_in_the_words_of_a_source() -> None:
    def act(reviewer: Reviewer) -> None:
        reviewer.comment(reviewer.paragraph("The ferry is old"), 28, 33, "a boat?")

    assert "The {==ferry==}{>>KM 2026-11-24: a boat?<<} is old" in line("ferry", act)


def test_an_index_field_becomes_a_mark() -> None:
    told = ' XE "bridges:of stone; or wood" '
    made = line(CAME, puts_in(CAME, *field(told=told)))
    assert made.endswith("{lang=cs}.{++{ix: bridges > of stone, or wood}++}{>>KM 2026-11-24<<}")


@pytest.mark.parametrize(
    ("id", "written"), [("example1999", "{++[@example1999, p. 7]++}"), ("nobody", "{++(Nobody 2001)++}")]
)
def test_a_citation_of_zotero_becomes_one_of_ours_where_the_work_is_known(id: str, written: str) -> None:
    item = {"id": 7, "itemData": {"id": id}, "locator": "7", "label": "page"}
    told = f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps({'citationItems': [item]})} "
    made = line(CAME, puts_in(CAME, *field(w("r", w("t", "(Nobody 2001)")), told=told)))
    assert made.endswith(f"{{lang=cs}}.{written}{{>>KM 2026-11-24<<}}")


def test_a_citation_that_was_struck_out_stays() -> None:
    def act(reviewer: Reviewer) -> None:
        paragraph = reviewer.paragraph("Both letters survive")
        words = shown(paragraph)
        start = words.index(" and [")
        reviewer.edit(paragraph, Edit(start, words.index("].") + 1, ""))

    made = line("Both", act, found=("WRD004",))
    assert made.startswith(
        "Both letters survive, see @src-request{-- and --}{>>KM 2026-11-24<<}[see @src-answer,"
    )


def test_what_was_not_tracked_is_found_too() -> None:
    assert "came {~~late~>soon~~}. In" in line("came", lambda one: one.silently(CAME, "late", "soon"))


def test_what_two_want_alike_is_wanted_once_and_others_stand_side_by_side() -> None:
    inputs = texts(MINI)
    files = []
    for author, other in (("Karel Malý", "answer"), ("Kamil Mach", "Czech")):
        reviewer = Reviewer(exported(inputs), author)
        reviewer.replace(CAME, "late", "soon")
        reviewer.replace(CAME, other, "word")
        files.append(reviewer.saved())
    made, said = back(inputs, *files)
    assert said == []
    assert (
        "The {~~answer~>word~~}{>>KM 2026-11-24<<} came {~~late~>soon~~}{>>KM 2026-11-24<<}. "
        "In {~~Czech~>word~~}{>>KM2 2026-11-24<<} one says"
    ) in made["chapters/01-bridge.md"]


def test_a_paragraph_is_known_by_its_words_where_its_name_was_lost() -> None:
    def act(reviewer: Reviewer) -> None:
        reviewer.replace(CAME, "late", "soon")
        for mark in list(reviewer.roots["word/document.xml"].iter("{*}bookmarkStart")):
            mark.getparent().remove(mark)

    assert "{~~late~>soon~~}" in line("came", act)


def test_the_command_keeps_every_other_byte(mini: Path, tmp_path: Path) -> None:
    file = mini / "chapters" / "01-bridge.md"
    before = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n").replace(b"One plan", b"One\tplan")
    file.write_bytes(before)
    reviewer = Reviewer(exported(texts(mini)))
    reviewer.replace(CAME, "late", "soon")
    reviewer.replace("was dear", "dear", "cheap")
    back_ = tmp_path / "back.docx"
    back_.write_bytes(reviewer.saved())
    command = ["import", "docx", str(back_), "--as-changes", "--manuscript", str(mini)]
    dry = CliRunner().invoke(regesta, [*command, "--dry-run"])
    assert (dry.exit_code, file.read_bytes()) == (0, before)
    assert "+The answer came {~~late~>soon~~}" in dry.output
    done = CliRunner().invoke(regesta, command)
    assert done.exit_code == 0, done.output
    assert "KM  Karel Malý\nchapters/01-bridge.md\n2 changes, 0 comments\n" in done.output
    wanted = before.replace(b"came late", b"came {~~late~>soon~~}{>>KM 2026-11-24<<}")
    assert file.read_bytes() == wanted.replace(b"was dear", b"was {~~dear~>cheap~~}{>>KM 2026-11-24<<}")


def test_the_command_wants_to_be_told_that_all_is_a_proposal(mini: Path) -> None:
    done = CliRunner().invoke(regesta, ["import", "docx", str(mini / "book.yaml")])
    assert done.exit_code == 2
    assert "--as-changes" in done.output
