"""`regesta import references`: what is new is added, what is there stays byte for byte, faults are said."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from regesta.cli import regesta
from regesta.exchange.references import merged

BIB = """
@book{bridges, author={Ada Example}, title="The Great Bridges of {Lhota}: A Town and its Prices", year=1999}
@article{ferries,
  author = {Jan Novák}, title = {Ferries}, subtitle = {Then and Now}, journal = {The Messenger}, year = 1905
}
"""
RIS = "TY  - BOOK\nID  - tolls\nAU  - Dub, Eva\nTI  - Tolls\nPY  - 2001\nER  - \n"
THERE = '[\r\n\t{"id":"bridges", "type":"book","title":"Ours"}\r\n]\r\n'


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(regesta, ["import", "references", *arguments])


def put(name: str, words: str | bytes) -> str:
    Path(name).write_bytes(words if isinstance(words, bytes) else words.encode())
    return name


def listed(name: str = "references.json") -> dict[str, dict[str, object]]:
    return {one["id"]: one for one in json.loads(Path(name).read_bytes())}


def test_bibtex_into_a_new_list() -> None:
    done = run(put("l.bib", BIB))
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "@bridges\n@ferries\nreferences.json  2 added\n"
    assert listed()["bridges"] == {
        "id": "bridges",
        "type": "book",
        "author": [{"family": "Example", "given": "Ada"}],
        "title": "The Great Bridges of Lhota: A Town and its Prices",
        "title-short": "The Great Bridges of Lhota",
        "issued": {"date-parts": [[1999]]},
    }
    assert listed()["ferries"]["title"] == "Ferries: Then and Now"


def test_ris_into_the_list_of_the_manuscript() -> None:
    Path("manuscript").mkdir()
    assert run(put("l.ris", RIS)).stdout == "@tolls\nmanuscript/references.json  1 added\n"
    assert listed("manuscript/references.json")["tolls"]["title"] == "Tolls"


def test_what_is_there_stays_as_it_is() -> None:
    put("works.json", THERE)
    done = run(put("l.bib", BIB), "--into", "works.json")
    assert (
        done.stdout == "bridges is in the list already, and stays as it is\n@ferries\nworks.json  1 added\n"
    )
    text = Path("works.json").read_bytes().decode()
    assert text.startswith(THERE.removesuffix("\r\n]\r\n") + ',\r\n  {\r\n    "id": "ferries",\r\n')
    assert text.count("\n") == text.count("\r\n")
    assert run("l.bib", "--into", "works.json").exit_code == 0
    assert Path("works.json").read_bytes().decode() == text


def test_of_two_with_one_id_the_first_stays() -> None:
    two = [{"id": "a", "type": "book", "title": "One"}, {"id": "a", "type": "book", "title": "Two"}]
    made = merged("", (), two, "")
    assert (made.added, made.kept) == (("a",), ("a",))
    assert [work["title"] for work in json.loads(made.text)] == ["One"]


@pytest.mark.parametrize(
    ("name", "words", "status", "said"),
    [
        (
            "l.bib",
            "@book{x, title=",
            1,
            "regesta: l.bib cannot be read: Error at (line 3, column 1): unexpected",
        ),
        ("l.bib", "hello", 1, "regesta: l.bib holds no reference"),
        ("l.ris", "hello", 1, "regesta: l.ris cannot be read: Error at (line 1, column 1)"),
        ("l.ris", b"TY  - \xff", 2, "l.ris is no UTF-8"),
        ("l.txt", BIB, 2, "References are read from .bib (BibTeX) and .ris (RIS); l.txt is neither."),
    ],
)
def test_what_cannot_be_read_makes_no_file(name: str, words: str, status: int, said: str) -> None:
    done = run(put(name, words))
    assert done.exit_code == status
    assert said in done.stderr
    assert not Path("references.json").exists()


def test_a_list_that_cannot_be_read_is_not_written_to() -> None:
    put("references.json", '[{"id": "a"')
    done = run(put("l.ris", RIS))
    assert done.exit_code == 1
    assert "references.json:1:12: error[BIB001]" in done.stderr
    assert Path("references.json").read_text("utf-8") == '[{"id": "a"'


def test_a_work_that_lacks_something_is_said_to_lack_it() -> None:
    done = run(put("l.bib", "@misc{x, author={Ada Example}}"))
    assert done.exit_code == 1
    assert "error[BIB001]: a work without a title" in done.stderr
    assert listed()["x"]["type"] == "document"


def test_letters_are_those_that_were_typed() -> None:
    found = [{"id": "a", "title": "The great bridge: a story", "container-title": "not there"}]
    made = merged("", (), found, "title = {The {Great}\n  Bridge}, subtitle = {A Story}")
    (work,) = json.loads(made.text)
    assert work["title"] == "The Great Bridge: A Story"
    assert work["container-title"] == "not there"
