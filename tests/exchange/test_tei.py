"""TEI documents of our own writing become transcripts in the conventions of the reader, and lose no word."""

from pathlib import Path

import pytest

from regesta.exchange.tei.document import Transcription, transcribe
from regesta.exchange.tei.file import Tei, digest, natural, opened
from regesta.exchange.tei.names import Names
from regesta.exchange.xml import LARGEST, Fault
from regesta.facts import Dating, Mention
from regesta.parse import parse_all
from regesta.tree import Element, find, text, walk
from regesta.workspace import read
from tests.conftest import MINI

FILE = Path(__file__).parent / "texts" / "lhota.xml"
REGISTERS = parse_all(read(MINI).value).value.registers


def tei(raw: bytes | None = None) -> Tei:
    made = opened(FILE.read_bytes() if raw is None else raw, "lhota.xml", LARGEST)
    assert isinstance(made, Tei), made
    return made


@pytest.fixture(scope="module")
def letter() -> Transcription:
    """Document 1, with the registers of mini."""
    made = transcribe(tei(), "d1", Names(REGISTERS), "src-letter")
    assert isinstance(made, Transcription), made
    return made


def of(body: str) -> Transcription:
    """What becomes of one paragraph's worth of TEI."""
    raw = f'<TEI><text><body><div xml:id="d1">{body}</div></body></text></TEI>'.encode()
    made = transcribe(tei(raw), "d1", Names({}), "src-x")
    assert isinstance(made, Transcription), made
    return made


def shown(made: Transcription) -> str:
    """The tree without attributes, marks by their verb."""
    return "".join(map(_shown, made.transcript.children))


def _shown(node: Element | str) -> str:
    if isinstance(node, str):
        return node
    name = node.get("data-mark") or node.name
    return f"<{name}>{''.join(map(_shown, node.children))}</{name}>"


def test_the_title_is_no_part_of_the_text(letter: Transcription) -> None:
    assert letter.title == "1. The mayor to the district"
    assert "The mayor to" not in text(letter.transcript)


def test_paragraphs_lists_and_quotations(letter: Transcription) -> None:
    names = [child.name for child in letter.transcript.children if isinstance(child, Element)]
    assert names == "div p ul p p blockquote p ul p p table p p div hr h3 p".split()
    assert letter.transcript.get("data-block") == "transcript"
    assert letter.transcript.get("lang") == "en"


def test_lines_that_are_no_sentences_are_no_paragraphs(letter: Transcription) -> None:
    lines = [one for one in walk(letter.transcript) if one.get("class") in ("dateline", "signed")]
    assert [(one.name, text(one)) for one in lines] == [("div", "Lhota, 20 March 1901"), ("div", "K. Nobody")]


def test_spaces_are_those_of_words_and_not_of_the_file(letter: Transcription) -> None:
    first = next(one for one in walk(letter.transcript) if one.name == "p")
    assert text(first) == "The ferry is old, Novak writes. We need:"
    assert "  " not in text(letter.transcript)


def test_labels_begin_their_items_and_end_no_sentence(letter: Transcription) -> None:
    items = [one for one in walk(letter.transcript) if one.name == "li"]
    assert [text(one) for one in items[:3]] == [
        "1. a bridge. It must be wide;",
        "(b) money:from the district",
        "from the district",
    ]
    assert [len(list(find(one, "data-mark", "s-"))) for one in items[:3]] == [1, 1, 0]


def test_a_number_within_a_paragraph_ends_no_sentence(letter: Transcription) -> None:
    last = next(
        one for one in walk(letter.transcript) if text(one).startswith("A sketch") and one.name == "p"
    )
    assert [child for child in last.children if isinstance(child, str)][:2] == [
        "A sketch was joined. 2.",
        " Nobody kept it.",
    ]


def test_a_page_break_between_paragraphs_stands_in_the_next(letter: Transcription) -> None:
    breaks = {one.get("data-n"): one for one in find(letter.transcript, "data-mark", "pb")}
    assert list(breaks) == ["2", "3"]
    holder = next(one for one in walk(letter.transcript) if one.name == "p" and breaks["3"] in one.children)
    assert text(holder).startswith("The river")
    assert breaks["3"].get("data-tei") == "pg_3"


def test_editorial_signs(letter: Transcription) -> None:
    marks = {one.get("data-mark"): one for one in find(letter.transcript, "data-mark")}
    gap = marks["gap"]
    assert (gap.get("data-reason"), gap.get("data-quantity"), gap.get("data-unit")) == (
        "illegible",
        "2",
        "words",
    )
    assert not gap.children
    assert {verb: text(marks[verb]) for verb in ("add", "unclear", "del", "ins", "sic", "abbr", "lang")} == {
        "add": "crowns", "unclear": "perhaps", "del": "less", "ins": "more", "sic": "account", "abbr": "Dpt.",
        "lang": "korunách",
    }  # fmt: skip
    assert marks["ins"].get("data-ins") == "above"
    assert marks["sic"].get("data-sic") == "acount"
    assert marks["abbr"].get("data-abbr") == "Department"
    assert marks["lang"].get("lang") == "cs"
    assert marks["u"].get("data-u") == ""


def test_names_lead_to_the_registers_or_stay_words(letter: Transcription) -> None:
    mentions = {(one.kind, one.key, one.words) for one in letter.facts if isinstance(one, Mention)}
    assert ("who", "novak", "Novak") in mentions  # without its mark, as archives write it
    assert ("place", "lhota", "Lhota") in mentions
    assert ("term", "district", "the district") in mentions
    assert not [one for one in mentions if "Nobody" in one[2]]
    anchors = {one.get("id") for one in walk(letter.transcript)} | {
        one.get("id") for children in letter.source_notes for child in children
        if isinstance(child, Element) for one in walk(child)
    }  # fmt: skip
    assert {one.anchor for one in letter.facts if isinstance(one, Mention)} <= anchors


def test_dates_are_read_to_the_minute_and_spans_to_the_day() -> None:
    made = of(
        '<p><date when="1968-08-20T22:15:00-04:00">a</date> '
        '<date from="1968-08-20T20:15:00" to="1968-08-20T20:42:00">b</date> '
        '<date from="1968-08-20" to="1968-08-22">c</date> <date when="20 August">d</date></p>'
    )
    found = [one.when for one in made.facts if isinstance(one, Dating)]
    assert found == ["1968-08-20T22:15-04:00", "1968-08-20", "1968-08-20/1968-08-22"]
    assert text(made.transcript) == "a b c d"


def test_notes_go_to_the_side_and_the_source_note_further(letter: Transcription) -> None:
    (notes,) = letter.notes
    assert (notes.get("data-block"), notes.get("data-by")) == ("notes", "document")
    (note,) = (one for one in notes.children if isinstance(one, Element))
    call = next(find(letter.transcript, "data-mark", "anchored"))
    assert call.get("data-key") == note.get("id") == "src-letter-anchored-1"
    assert text(note) == "So it was; see document 9."
    assert ["".join(map(text, one)) for one in letter.source_notes] == [
        "Source: Town archive. Read by Novak."
    ]


def test_what_is_not_carried_is_named_with_its_line(letter: Transcription) -> None:
    assert [(one.code, one.line) for one in letter.met] == [("TEI007", 23), ("TEI007", 43)]
    assert "d9" in letter.met[0].message
    assert "figure" in letter.met[1].message


def test_paragraphs_are_counted_as_the_file_has_them(letter: Transcription) -> None:
    numbers = [(one.name, one.get("data-par")) for one in walk(letter.transcript) if one.get("data-par")]
    assert numbers[:9] == [
        ("p", "1"), ("ul", "1"), ("p", "1"), ("p", "2"), ("blockquote", "2"),
        ("p", "3"), ("li", "4"), ("li", "5"), ("p", "6"),
    ]  # fmt: skip
    assert letter.paragraphs == 10


def test_anchors_keep_clear_of_those_that_are_taken() -> None:
    made = transcribe(
        tei(), "d1", Names(REGISTERS), "src-letter", ["src-letter-anchored-1", "src-letter-who-1"]
    )
    assert isinstance(made, Transcription)
    assert next(find(made.transcript, "data-mark", "anchored")).get("id") == "src-letter-anchored-2-call"
    ids = [one.get("id") for one in walk(made.transcript) if one.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>a<lb/>b</p>", "<p>a<br></br>b</p>"),
        ("<p>a <q>b</q> c</p>", "<p>a “b” c</p>"),
        ("<p>a <q>“b”</q></p>", "<p>a “b”</p>"),
        ("<p>a <title>b</title> <emph>c</emph></p>", "<p>a <em>b</em> <em>c</em></p>"),
        ("<p>x<hi rend='superscript'>2</hi></p>", "<p>x<sup>2</sup></p>"),
        ("<p><hi rend='smallcaps'>abc</hi></p>", "<p>abc</p>"),
        ("loose <hi>words</hi>", "<p>loose <em>words</em></p>"),
        ("<p>a</p>\n loose \n<p>b</p>", "<p>a</p><p>loose</p><p>b</p>"),
        ("<list rend='ordered'><item>a</item></list>", "<ol><li>a</li></ol>"),
        ("<list><label>1</label><item><p>a</p></item></list>", "<ul><li><p>1<s-></s-> a</p></li></ul>"),
        ("<p>a<note place='margin'>side</note></p>", "<p>a<side>side</side></p>"),
        ("<sp><speaker>Mayor</speaker><p>Yes.</p></sp>", "<p>Mayor</p><p>Yes.</p>"),
        ("<p><choice><orig>colour</orig><reg>color</reg></choice></p>", "<p>colour</p>"),
        ("<p><expan>D<ex>epartmen</ex>t</expan></p>", "<p>D<add>epartmen</add>t</p>"),
        ("<p><gap reason='redacted' extent='2 lines'/></p>", "<p><gap></gap></p>"),
        ("<div><head>A</head><p>b</p></div>", "<h3>A</h3><p>b</p>"),
        ("<p>a</p><closer>Yours, <signed>N.</signed></closer>", "<p>a</p><div>Yours,</div><div>N.</div>"),
    ],
)  # fmt: skip
def test_small_constructs(body: str, expected: str) -> None:
    assert shown(of(body)) == expected


def test_strangers_are_carried_as_words() -> None:
    made = of("<p>a <madeUp>b</madeUp> <hi rend='wavy'>c</hi></p>")
    assert text(made.transcript) == "a b c"
    assert ['"madeUp"' in made.met[0].message, '"wavy"' in made.met[1].message] == [True, True]


def test_words_in_a_gap_are_never_carried() -> None:
    made = of("<p>a <gap reason='redacted'><desc>secret</desc></gap> b</p>")
    assert "secret" not in text(made.transcript)


def test_a_missing_a_double_and_an_empty_document() -> None:
    file = tei()
    missing, double = file.document("d8"), file.document("d3")
    assert isinstance(missing, Fault)
    assert isinstance(double, Fault)
    assert missing.code == double.code == "TEI005"
    assert "d1 to d3" in missing.hint
    assert double.line == 49
    empty = transcribe(file, "d2", Names({}), "src-x")
    assert isinstance(empty, Fault)
    assert empty.code == "TEI005"


def test_the_digest_is_that_of_words_and_not_of_lines() -> None:
    same = b'<TEI><text><div xml:id="a"><p>One\n   two.</p><p>Three.</p></div></text></TEI>'
    other = b'<TEI><text><div xml:id="a"><p>One two.</p> <p><hi>Three</hi>.</p></div></text></TEI>'
    changed = b'<TEI><text><div xml:id="a"><p>One two.</p><p>Three!</p></div></text></TEI>'
    digests = [digest(tei(raw).document("a")) for raw in (same, other, changed)]
    assert digests[0] == digests[1] != digests[2]


def test_ids_sort_as_numbers() -> None:
    assert sorted(["d10", "d9", "d1"], key=natural) == ["d1", "d9", "d10"]
