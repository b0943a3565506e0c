"""A volume of our own writing, with one of everything, becomes a manuscript without a fault."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from regesta.exchange.tei.volume import Volume, volume
from regesta.exchange.xml import Fault
from regesta.model import Book, Inputs
from regesta.pipeline import read as read_book
from regesta.source import Source
from regesta.workspace import theme

FILE = Path(__file__).parent / "texts" / "volume.xml"


def made(raw: bytes, beside: frozenset[str] = frozenset()) -> Volume:
    found = volume(raw, "volume.xml", beside)
    assert isinstance(found, Volume), found
    return found


@pytest.fixture(scope="module")
def imported() -> Volume:
    return made(FILE.read_bytes(), frozenset({"plan.png", "other.png"}))


def checked(texts: Mapping[str, str], pictures: Mapping[str, bytes]) -> tuple[Book, list[str]]:
    """The book of a manuscript, and what a check says of it."""
    sources = {path: Source.of(path, text) for path, text in sorted(texts.items())}
    book = read_book(Inputs(sources, pictures, theme()))
    return book.value, [f"{one.code} {one.message}" for one in book.diagnostics]


def of(body: str, back: str = "") -> Volume:
    """A volume of one chapter."""
    return made(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div xml:id="c"><head>C</head>'
        f"{body}</div></body>"
        f"<back>{back}</back></text></TEI>".encode()
    )


def chapter(body: str, back: str = "") -> str:
    return of(body, back).texts["chapters/00-c.md"].split("---\n\n")[1].rstrip("\n")


def test_every_text_of_it(imported: Volume, snapshot: SnapshotAssertion) -> None:
    assert dict(imported.texts) == snapshot


def test_a_check_finds_nothing_wrong_with_it(imported: Volume) -> None:
    book, found = checked(imported.texts, dict.fromkeys(imported.pictures, b""))
    assert found == []
    assert [one.id for one in (*book.front, *book.chapters)] == ["ch-preface", "ch-1", "ch-letters"]
    assert sorted(book.documents) == ["src-d1", "src-d2"]


def test_what_could_not_be_carried_is_said_with_its_line(imported: Volume) -> None:
    said = [f"{one.line} {one.code} {one.message}" for one in imported.met]
    lines = FILE.read_text("utf-8").split("\n")
    wanted = ('<hi rend="italic">The ferry', "cols=", "#nowhere")
    title, wide, nowhere = (next(n for n, line in enumerate(lines, 1) if words in line) for words in wanted)
    assert said == [
        f'{title} TEI007 of the title "Chapter 1: The ferry" only the words are carried',
        f"{wide} TEI007 a cell over several columns or rows is carried in the first of them",
        f'{nowhere} TEI101 the pointer to "#nowhere" leads nowhere',
    ]


def test_pictures_are_copied(imported: Volume) -> None:
    assert imported.pictures == {"images/plan.png": "plan.png"}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<p>a <hi>b </hi>c</p>", "a *b* c"),
        ("<p><hi>a</hi><hi>b</hi></p>", "*ab*"),
        ("<p>a<lb/>b</p>", "a  \nb"),
        ("<p>1. a</p>", "1\\. a"),
        (
            "<p>+ a</p><p>- b</p><p># c</p><p>&gt; d</p><p>: e</p>",
            "\\+ a\n\n\\- b\n\n\\# c\n\n\\> d\n\n&#58; e",
        ),
        ("<p>{a} `b` @src-x</p>", "&#123;a&#125; &#96;b&#96; \\@src-x"),
        ("<p>no! <ref target='https://a.example/'>b</ref></p>", "no! [b](https://a.example/)"),
        ("<p>no!<ref target='https://a.example/'>b</ref></p>", "no\\![b](https://a.example/)"),
        ("<p>a<note n='1'>b<note n='2'>c</note></note></p>", "a[^1]\n\n[^1]: b (c)"),
        ("<p>a<note n='*'>b</note><note n='*'>c</note></p>", "a[^x1][^x2]\n\n[^x1]: b\n\n[^x2]: c"),
        ("<p rend='italic'>a</p>", "*a*"),
        ("<p>a <q>b</q></p>", "a “b”"),
        ("<listBibl><head>Books</head><bibl>A</bibl><bibl>B</bibl></listBibl>", "Books\n\n- A\n- B"),
        ("<p><foreign xml:lang='cs'>Praha</foreign></p>", "[Praha]{lang=cs}"),
        ("<p>a</p><anchor xml:id='x'/><p>b <ref target='#x'>c</ref></p>", "a\n\n[]{#x}b [c](#x)"),
        ("<p>a <seg xml:id='x'>b</seg> <ptr target='#x'/></p>", "a []{#x}b [→](#x)"),
    ],
)
def test_a_chapter(body: str, said: str) -> None:
    assert chapter(body) == said


def index(*items: str) -> str:
    return f"<div type='index'><list>{''.join(f'<item>{item}</item>' for item in items)}</list></div>"


PLACES = "<p><anchor xml:id='a'/>A<anchor xml:id='b'/>B<anchor xml:id='c1'/>C<anchor xml:id='d'/></p>"


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (["x, <ref target='#a'>1</ref>"], "{ix: x}ABC"),
        (
            ["<term>x</term>, <ref target='#a'>1</ref>; <term>y</term> <ref target='#b'>1</ref>"],
            "{ix: x}A{ix: x > y}BC",
        ),
        (
            ["<term>x: y</term>, <ref target='#a'>1</ref>; <term>z</term> <ref target='#b'>1</ref>"],
            "{ix: x > y}A{ix: x > z}BC",
        ),
        (["<term>x; y</term>, <ref target='#range(b,d)'>1</ref>"], "A{ix+: x, y}BC{ix-: x, y}"),
        (
            ["<term>x</term>, <ref target='#range(a,c1)'>1</ref>, <ref target='#range(b,d)'>1</ref>"],
            "{ix+: x}ABC{ix-: x}",
        ),
    ],
)
def test_an_index(items: list[str], said: str) -> None:
    assert chapter(PLACES, index(*items)) == said


def test_a_range_that_begins_in_a_note_begins_at_its_call() -> None:
    body = "<p>A<note n='1' xml:id='n1'>b<anchor xml:id='a'/></note> C<anchor xml:id='d'/></p>"
    said = chapter(body, index("<term>x</term>, <ref target='#range(a,d)'>1</ref>"))
    assert said == "A{ix+: x}[^1] C{ix-: x}\n\n[^1]: b"


def test_what_see_leads_to() -> None:
    items = (
        "<term xml:id='i1'>x</term>, <ref target='#a'>1</ref>; <term>y</term>, <ref target='#b'>1</ref>",
        "<term>u</term>. See <ref target='#i1'>x</ref>",
        "<term>v</term>, <ref target='#b'>2</ref>. See also x: y",
    )
    assert of(PLACES, index(*items)).texts["index.yaml"] == 'see:\n  u: x\nalso:\n  v:\n    - "x > y"\n'


def test_a_file_without_a_chapter_is_refused() -> None:
    found = volume(b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body/></text></TEI>', "x.xml")
    assert isinstance(found, Fault)
    assert found.code == "TEI100"


def test_documents_alone_are_printed_by_a_chapter() -> None:
    document = '<div type="document"><head>A letter</head><p>Words.</p></div>'
    raw = f"<TEI><text><body><p>Before.</p>{document}</body></text></TEI>".encode()
    found = made(raw)
    assert (
        "Before.\n\n::: source @src-document\n:::\n"
        in found.texts["chapters/00-not-stated-in-the-tei-file.md"]
    )
    assert checked(found.texts, {})[1] == []
