"""What is tidied is read as before, and tidying it again does nothing."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.cli import regesta
from regesta.editions.order import appendix, plan
from regesta.pages import Setting, environment, typeset
from regesta.pipeline import read as read_book
from regesta.source import Source
from regesta.texts.copy import for_copy
from regesta.tidying import tidied
from regesta.tidying.proof import reading
from regesta.workspace import read
from tests.conftest import HERE, MANUSCRIPT, MINI, WORKED, copied, made
from tests.reader.reading import FRAGMENTS, FRONT, document, mutated
from tests.reading import every_anchor_on_page, plainly

OURS = [MINI, WORKED, HERE / "exchange" / "rich", MANUSCRIPT, HERE.parent / "docs"]
CHAPTER, RECORD = "chapters/x.md", "sources/x.md"
READERS = HERE / "reader"
FIXTURES = sorted([*READERS.glob("markdown/*.md"), *READERS.glob("cases/*.md")])
REVISION = re.compile(rb"Revision \w+")
UNTIDY = [
    (
        ':::   questions    "Compare"\n\n\n::: question   #q-a  lines=2\n\nWho?  \n\n:::\n\n:::\nThen.',
        '::: questions "Compare"\n\n::: question lines=2 #q-a\nWho?\n:::\n:::\n\nThen.',
    ),
    (
        'A.\n:::: aside   "Title"   lang=en\n\nB.\n\n::::\nC.',
        'A.\n\n::: aside lang=en "Title"\nB.\n:::\n\nC.',
    ),
    ('::: question .x #q-a at="s. 1"  lines=2\n:::', '::: question lines=2 at="s. 1" #q-a .x\n:::'),
    (
        "::: figure credit=C alt=A licence=L file=f.png @fig-a\nB.\n:::",
        "::: figure @fig-a file=f.png alt=A credit=C licence=L\nB.\n:::",
    ),
    ("A.\n##   Two ##\nB.\n\n\n\nC.   \n\n\n", "A.\n\n## Two\n\nB.\n\nC."),
    ("One  \ntwo \nthree.", "One\\\ntwo\nthree."),
    ("[a]{ who=b   term }{ix:c >  d }{event:1968|L}", "[a]{who=b term}{ix: c > d}{event: 1968 | L}"),
    ('[a]{event=1968 #ev-a tags="b" .c label="d"}', '[a]{event=1968 label="d" tags="b" #ev-a .c}'),
    ("[a [b]{ who=c }]{ lang=cs }{side:  d [e]{ term } }", "[a [b]{who=c}]{lang=cs}{side: d [e]{term}}"),
    ("[Seen.]{hand=2 ins }", "[Seen.]{hand=2 ins}"),
    ("A.\n```   md\n[a]{ who=b }  \n\n\nx\n```  \nB.", "A.\n\n```md\n[a]{ who=b }  \n\n\nx\n```  \n\nB."),
    ("A `{ix:b}` and \\{ix:b}.", "A `{ix:b}` and \\{ix:b}."),
    ('[a]{event=1968\nlabel="b"}', '[a]{event=1968\nlabel="b"}'),
    ("    code\n\n\n    goes on\n\nA.", "    code\n\n\n    goes on\n\nA."),
]


def holds(text: str, path: str = CHAPTER) -> str:
    """The text once it is tidy; nothing that is read has changed, and there is nothing left to do."""
    after = tidied(path, text)
    assert reading(Source.of(path, after)) == reading(Source.of(path, text))
    assert tidied(path, after) == after
    return after


@pytest.mark.parametrize(("text", "tidy"), UNTIDY)
def test_a_text_becomes_as_the_manual_has_it(text: str, tidy: str) -> None:
    assert holds(FRONT + text).removeprefix(FRONT) == f"{tidy}\n"


@pytest.mark.parametrize("text", [text for text, _ in UNTIDY])
@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_line_ends_and_the_mark_of_a_file_are_its_own(text: str, newline: str) -> None:
    plain = holds(FRONT + text)
    assert holds("\ufeff" + (FRONT + text).replace("\n", newline)) == "\ufeff" + plain.replace("\n", newline)


def test_a_table_keeps_its_order_and_comments() -> None:
    untidy = "\n# who\npeople:   \n  - {id: b,   name: B}\n\n\n\n  - id: a  # first\n    name: |\n"
    untidy += "      A  \n\n\n      B\n\n\n"
    tidy = (
        "# who\npeople:\n  - {id: b,   name: B}\n\n  - id: a  # first\n    name: |\n      A  \n\n\n      B\n"
    )
    assert holds(untidy, "registers/people.yaml") == tidy


def test_a_character_that_is_not_read_leaves_a_file_alone() -> None:
    assert tidied(CHAPTER, f"{FRONT}A \x01.   \n\n\n\nB.") == f"{FRONT}A \x01.   \n\n\n\nB."


@pytest.mark.parametrize("folder", OURS, ids=lambda one: one.name)
def test_every_manuscript_of_ours(folder: Path) -> None:
    for file in sorted([*folder.rglob("*.md"), *folder.rglob("*.yaml")]):
        holds(file.read_text("utf-8"), file.relative_to(folder).as_posix())


@pytest.mark.parametrize("file", FIXTURES, ids=lambda file: file.stem)
@pytest.mark.parametrize("path", [CHAPTER, RECORD])
def test_fixtures(file: Path, path: str) -> None:
    holds(FRONT + file.read_text("utf-8"), path)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*FRAGMENTS, "\n", "\n\n\n", "  \n", ":::\n"]), max_size=20).map("".join))
def test_any_composition_of_fragments(text: str) -> None:
    holds(FRONT + text, RECORD)


@settings(max_examples=150, deadline=None)
@given(st.text('ab #*`:>|-{}[]@="\\\n\t\r', max_size=60))
def test_any_text(text: str) -> None:
    holds(FRONT + text)
    holds(text, "registers/people.yaml")


@pytest.mark.parametrize("part", range(4))
def test_random_documents(part: int) -> None:
    for seed in range(part, 40, 4):
        holds(FRONT + document(seed))
        holds(mutated(seed))


# The command --------------------------------------------------------------------------------------


def fmt(*arguments: str) -> Result:
    return CliRunner().invoke(regesta, ["fmt", *arguments])


def spoilt(manuscript: Path) -> dict[Path, str]:
    """The manuscript with blank lines and spaces nobody needs; what its files held before."""
    files = [*manuscript.rglob("*.md"), *manuscript.rglob("*.yaml")]
    before = {file: file.read_text("utf-8") for file in files}
    for file, text in before.items():
        file.write_text(text.replace("\n\n", "\n\n\n\n").replace("{who=", "{ who=") + "\n\n", "utf-8")
    return before


def printed(manuscript: Path) -> dict[str, bytes]:
    """All that is made of a manuscript, without the digest by which an e-book names its manuscript."""
    artifacts = made(manuscript)
    book = zipfile.ZipFile(io.BytesIO(artifacts.pop("mini.epub").content))
    pages = {name: REVISION.sub(b"", book.read(name)) for name in book.namelist()}
    return pages | {path: one.content for path, one in artifacts.items()}


def test_the_book_is_the_same_byte_for_byte(mini: Path) -> None:
    before = printed(mini)
    spoilt(mini)
    assert fmt(str(mini)).exit_code == 0
    assert printed(mini) == before


def typeset_pages(manuscript: Path) -> list[str]:
    """What every section of a book says, its apparatus with a page for each anchor, before it is laid out."""
    held = read(manuscript).value
    whole = read_book(held).value
    edition = plan(for_copy(whole), "teacher", plainly).value
    env = environment(held.theme, "print", edition.words)
    setting = Setting(env, whole.settings, edition.words, "teacher", draft=True)
    sections = (*edition.front, *edition.body, *appendix(edition, every_anchor_on_page(edition.book)))
    return [typeset(one, setting).xhtml for one in sections]


@pytest.mark.parametrize("folder", OURS, ids=lambda one: one.name)
def test_every_book_of_ours_says_the_same(folder: Path, tmp_path: Path) -> None:
    manuscript = copied(folder, tmp_path / "manuscript")
    before = typeset_pages(manuscript)
    spoilt_files = 0
    for file, text in spoilt(manuscript).items():
        path = file.relative_to(manuscript).as_posix()
        if reading(Source.of(path, file.read_text("utf-8"))) == reading(Source.of(path, text)):
            spoilt_files += 1
        else:  # blank lines in code are no untidiness
            file.write_text(text, "utf-8")
    assert fmt(str(manuscript)).exit_code == 0
    assert typeset_pages(manuscript) == before
    assert fmt(str(manuscript), "--check").exit_code == 0
    assert spoilt_files > 3


def test_check_writes_nothing_and_ends_with_one(mini: Path) -> None:
    fmt(str(mini))
    before = spoilt(mini)
    untidy = {file: file.read_bytes() for file in before}
    said = fmt(str(mini), "--check")
    assert said.exit_code == 1
    assert "chapters/01-bridge.md: untidy\n" in said.output
    assert {file: file.read_bytes() for file in before} == untidy
    assert fmt(str(mini)).exit_code == 0
    assert {file: file.read_text("utf-8") for file in before} == before
    again = fmt(str(mini), "--check")
    assert (again.exit_code, again.output) == (0, "all 11 files are tidy\n")
