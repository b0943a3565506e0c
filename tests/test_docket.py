"""What a record says reaches its reader: short before the text, the rest in the note behind it."""

import json
import re
from typing import Any

import pypdfium2 as pdfium
import pytest

from regesta.docket import Docket, docket
from regesta.kinds import Unknown
from regesta.model import Artifact
from regesta.provenance import sentence
from regesta.records import Record
from tests.conftest import WORKED
from tests.reading import WORDS, book

PATH = 2  # a line or shape, as pdfium counts objects
FIFTH = 240 / 25.4 * 72 / 5  # of the page, in points
NUMBERS = {"src-letter": 1, "src-wire": 2, "src-minutes": 3}


@pytest.fixture(scope="module")
def letter() -> Record:
    return book(WORKED).documents["src-letter"].record


def made(record: Record, **changed: Any) -> Docket:
    return docket(record.model_copy(update=changed), WORDS, NUMBERS)


def rows(one: Docket) -> dict[str, str]:
    return {row.label: f"{row.strong} {row.stamp} {row.text}".strip() for row in one.rows}


def note(one: Docket) -> str:
    return " ".join(one.note).replace("\u00a0", " ")


def test_the_rows(letter: Record) -> None:
    assert rows(made(letter)) == {
        "Date": "Lhota, sent 12\u00a0February 1901",
        "Issued by": "Jan Kos (ferryman)",
        "Sent to": "River Board of Lhota, Mill Bank",
        "Text": "Transcript.  The letter is printed whole. The original: two pages.",
        "Marking": "Restricted for the board only",
        "Held": "Town archive of Lhota; Lhota 1/1901",
    }


def test_the_note_follows_the_order_of_frus(letter: Record) -> None:
    assert [one.replace("\u00a0", " ") for one in made(letter).note] == [
        "Town archive of Lhota, Lhota, Papers of the ferrymen, Letters sent, box 2, folder 7; Lhota 1/1901.",
        "Restricted; for the board only; opened 1951; open.",
        "No. 17; copy 2; by hand, through the miller.",
        "Letter; in Czech; two pages.",
        "Covers 10–12 February 1901; released 28 August 2023; digitised January 2024.",
        "Withheld: two lines, second page (section 3).",
        "Illegible: two words, first page.",
        "Before us: a scan of the paper; checked against a picture by Ada Example; translation: Ada Example; "
        "seen 3 November 2026.",
        "Kept at the mill until 1950.",
        "Given to the archive by the miller’s daughter.",
        "Described by Ada Example, November 2026; none but these.",
        "See also Source 3; disagrees with Source 2.",
    ]


PRINTED = (  # fields whose words must be found in the docket, its note or the last line
    *("reference_code", "repository", "location", "genre", "extent", "excerpted", "form_witnessed"),
    *("ocr_checked_by", "fonds", "series", "box", "folder", "place_from", "place_to", "custodial_history"),
    *("acquisition", "access", "reproduction_rights", "serial_no", "copy_no", "handling", "translated_by"),
    *("licence", "credit_line", "source_url"),
)


@pytest.mark.parametrize("field", PRINTED)
def test_no_field_is_kept_from_the_reader(letter: Record, field: str) -> None:
    one = made(letter, **{field: f"Q{field.replace('_', '')}q"})
    told = " ".join((*rows(one).values(), note(one), *one.rights, one.url)).lower()
    assert f"q{field.replace('_', '')}q" in told


UNKNOWN = [name for name, field in Record.model_fields.items() if "Unknown" in str(field.annotation)]


@pytest.mark.parametrize("field", UNKNOWN)
def test_what_is_unknown_is_said_to_be_and_nothing_is_invented(letter: Record, field: str) -> None:
    one = made(letter, **{field: Unknown(unknown="nobody looked")})
    assert "not recorded: " in note(one).lower()
    assert WORDS[f"source.field-{field}"] in note(one)
    assert "nobody looked" not in note(one) + "".join(rows(one).values())


def test_a_retelling_says_what_was_before_its_tellers_at_its_own_head(letter: Record) -> None:
    one = made(letter, text="retold")
    assert rows(one)["Text"] == "Retold by the editors"
    assert one.text.text == "The letter is printed whole. The original: two pages."


@pytest.mark.parametrize(
    ("basis", "kind", "wanted"),
    [
        ("printed", "issued", "12 February 1901"),
        ("inferred", "issued", "[12 February 1901]"),
        ("postmark", "issued", "12 February 1901 (postmark)"),
        ("printed", "received", "received 12 February 1901"),
        ("inferred", "sent", "[sent 12 February 1901]"),
    ],
)
def test_how_the_day_is_known(letter: Record, basis: str, kind: str, wanted: str) -> None:
    one = made(letter, date_basis=basis, date_type=kind, place_from="")
    assert rows(one)["Date"].replace("\u00a0", " ") == wanted


def test_sources_that_are_not_printed_are_not_named(letter: Record) -> None:
    assert "disagrees" not in " ".join(docket(letter, WORDS, {"src-letter": 1}).note)


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        (("one.", "", "two"), "One; two."),
        (("a “word.”",), "A “word.”"),
        (("why?",), "Why?"),
        (("", ""), ""),
    ],
)
def test_a_sentence_has_one_capital_and_one_stop(parts: tuple[str, ...], wanted: str) -> None:
    assert sentence(parts) == wanted


@pytest.mark.parametrize(("build", "name"), [("worked_build", "worked"), ("real_build", "invasion-1968")])
def test_a_docket_takes_at_most_a_fifth_of_the_page(
    build: str, name: str, request: pytest.FixtureRequest
) -> None:
    files: dict[str, Artifact] = request.getfixturevalue(build)
    anchors = json.loads(files[f"{name}.pages.json"].content)["anchors"]
    pages = {where[1] for anchor, where in anchors.items() if re.fullmatch(r"src-[a-z0-9-]+", anchor)}
    pdf = pdfium.PdfDocument(files[f"{name}.pdf"].content)
    heights = [height for page in sorted(pages) for height in frames(pdf[page - 1])]
    assert len(heights) >= 3
    assert max(heights) <= FIFTH


def frames(page: Any) -> list[float]:
    """Heights of what has a rule above and another below, each drawn with the bounds of the whole."""
    bounds = [
        tuple(round(edge) for edge in one.get_bounds()) for one in page.get_objects() if one.type == PATH
    ]
    wide = [one for one in bounds if 340 < one[2] - one[0] < 346 and one[3] - one[1] > 40]
    return [one[3] - one[1] for one in dict.fromkeys(wide) if wide.count(one) > 1]
