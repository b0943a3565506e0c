"""Pandoc sets citations by the house's style and others; what goes wrong with it is a finding."""

import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from regesta import citeproc
from regesta.citeproc import Citeproc, Failure, references
from regesta.csl import HOUSE, Cite, Formatted, Request
from regesta.facts import Cited
from regesta.kept import Memory
from regesta.pipeline import Wanted, build, silently
from regesta.render.pdf.crew import Means
from regesta.report import FORMS
from regesta.tree import Children, Element, text, walk, xhtml
from regesta.workspace import read, read_faces, theme

Edit = Callable[[Path, str, str], None]
STYLE = theme().csl[HOUSE]
AUTHOR_DATE = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
    "<info><title>A</title></info>"
    '<citation disambiguate-add-year-suffix="true"><layout prefix="(" suffix=")" delimiter="; ">'
    '<group delimiter=", "><group delimiter=" "><names variable="author"><name form="short"/></names>'
    '<date variable="issued"><date-part name="year"/></date></group><text variable="locator"/></group>'
    "</layout></citation>"
    '<bibliography><layout suffix="."><text variable="title"/></layout></bibliography></style>'
)


def name(family: str, given: str) -> dict[str, str]:
    return {"family": family, "given": given}


def on(*parts: int) -> dict[str, Any]:
    return {"date-parts": [list(parts)]}


WORKS: Mapping[str, dict[str, Any]] = {
    "volume": {
        "type": "book",
        "container-title": "Foreign Relations of the United States, 1964–1968",
        "volume": "XVII",
        "title": "Eastern Europe",
        "title-short": "FRUS 1964–68, XVII",
        "editor": [name("Miller", "James E.")],
        "publisher": "Government Printing Office",
        "publisher-place": "Washington",
        "issued": on(1996),
        "URL": "https://example.org/frus",
    },
    "book": {
        "type": "book",
        "title": "Bridges of Lhota: Their Makers",
        "title-short": "Bridges of Lhota",
        "author": [name("Example", "Ada")],
        "publisher": "Ferry Press",
        "publisher-place": "Lhota",
        "edition": "2",
        "issued": on(1999),
    },
    "edited": {
        "type": "book",
        "title": "The Reader",
        "editor": [name("Navrátil", "Jaromír"), {"literal": "others"}],
    },
    "translated": {
        "type": "book",
        "title": "Three",
        "author": [name("Beran", "A."), name("Černý", "B."), name("Dub", "C.")],
        "translator": [name("Smith", "T.")],
        "issued": on(2001),
    },
    "many": {
        "type": "book",
        "title": "Four",
        "author": [name("Beran", "A."), name("Černý", "B."), name("Dub", "C."), name("Ený", "D.")],
        "issued": on(2002),
    },
    "chapter": {
        "type": "chapter",
        "title": "A “great” ferry",
        "author": [name("Novák", "Jan")],
        "container-title": "Boats",
        "editor": [name("Example", "Ada"), name("Example", "Bob")],
        "publisher": "Ferry Press",
        "issued": on(1950),
        "page": "3-34",
    },
    "article": {
        "type": "article-journal",
        "title": "Who paid?",
        "author": [name("Dub", "Eva")],
        "container-title": "Journal of Bridges",
        "volume": "3",
        "issue": "2",
        "issued": on(1999, 5),
        "page": "201-19",
        "DOI": "10.1000/xyz",
    },
    "newspaper": {
        "type": "article-newspaper",
        "title": "The ferry sinks",
        "container-title": "The Messenger",
        "issued": on(1900, 2, 3),
        "page": "1",
    },
    "thesis": {
        "type": "thesis",
        "title": "Tolls",
        "author": [name("Ený", "F.")],
        "genre": "PhD thesis",
        "publisher": "Charles University",
        "issued": on(2003),
    },
    "page": {
        "type": "webpage",
        "title": "The bridge today",
        "author": [{"literal": "Town of Lhota"}],
        "container-title": "Lhota Online",
        "URL": "https://example.org/bridge",
        "accessed": on(2026, 11, 3),
    },
    "paper": {
        "type": "manuscript",
        "title": "Request for a bridge",
        "author": [name("Novák", "Jan")],
        "issued": on(1901, 3, 20),
        "call-number": "sheet 4",
        "archive_location": "box 2",
        "archive_collection": "Council",
        "archive": "Town archive",
        "archive-place": "Lhota",
    },
    "supplied": {
        "type": "document",
        "genre": "[Answer of the district]",
        "author": [{"literal": "District office"}],
        "issued": {"literal": "about May 1902"},
    },
}
FIRST = {
    "volume": "<em>Foreign Relations of the United States, 1964–1968</em>, vol. XVII, "
    "<em>Eastern Europe</em>, ed. James E. Miller (Washington: Government Printing Office, 1996), p. 3.",
    "book": "Ada Example, <em>Bridges of Lhota: Their Makers</em>, 2nd edn (Lhota: Ferry Press, 1999), p. 3.",
    "edited": "Jaromír Navrátil and others, eds, <em>The Reader</em>, p. 3.",
    "translated": "A. Beran, B. Černý and C. Dub, <em>Three</em>, trans. T. Smith (2001), p. 3.",
    "many": "A. Beran and others, <em>Four</em> (2002), p. 3.",
    "chapter": "Jan Novák, “A ‘great’ ferry”, in <em>Boats</em>, ed. Ada Example and Bob Example "
    "(Ferry Press, 1950), p. 3.",
    "article": "Eva Dub, “Who paid?”, <em>Journal of Bridges</em> 3, no. 2 (1999), p. 3.",
    "newspaper": "“The ferry sinks”, <em>The Messenger</em>, 3 February 1900, p. 3.",
    "thesis": "F. Ený, “Tolls” (PhD thesis, Charles University, 2003), p. 3.",
    "page": "Town of Lhota, “The bridge today”, Lhota Online, p. 3.",
    "paper": "Jan Novák, “Request for a bridge”, 20 March 1901, sheet 4, box 2, Council, Town archive, "
    "Lhota, p. 3.",
    "supplied": "District office, [Answer of the district], about May 1902, p. 3.",
}
LATER = {
    "volume": "<em>FRUS 1964–68, XVII</em>.",
    "book": "Example, <em>Bridges of Lhota</em>.",
    "edited": "Navrátil and others, <em>The Reader</em>.",
    "translated": "Beran, Černý and Dub, <em>Three</em>.",
    "many": "Beran and others, <em>Four</em>.",
    "chapter": "Novák, “A ‘great’ ferry”.",
    "article": "Dub, “Who paid?”",
    "newspaper": "“The ferry sinks”.",
    "thesis": "Ený, “Tolls”.",
    "page": "Town of Lhota, “The bridge today”.",
    "paper": "Novák, “Request for a bridge”.",
    "supplied": "District office, [Answer of the district].",
}
LISTED = {
    "volume": "<em>Foreign Relations of the United States, 1964–1968</em>, vol. XVII, "
    "<em>Eastern Europe</em>. Edited by James E. Miller. Washington: Government Printing Office, 1996. https://example.org/frus.",
    "book": "Example, Ada. <em>Bridges of Lhota: Their Makers</em>, 2nd edn. Lhota: Ferry Press, 1999.",
    "edited": "Navrátil, Jaromír, and others, eds. <em>The Reader</em>.",
    "translated": "Beran, A., B. Černý and C. Dub. <em>Three</em>. Translated by T. Smith. 2001.",
    "many": "Beran, A., B. Černý, C. Dub and D. Ený. <em>Four</em>. 2002.",
    "chapter": "Novák, Jan. “A ‘great’ ferry”. In <em>Boats</em>, ed. Ada Example and Bob Example, pp. 3–34. "
    "Ferry Press, 1950.",
    "article": "Dub, Eva. “Who paid?” <em>Journal of Bridges</em> 3, no. 2 (1999), pp. 201–219. "
    "https://doi.org/10.1000/xyz.",
    "newspaper": "“The ferry sinks”. <em>The Messenger</em>, 3 February 1900, p. 1.",
    "thesis": "Ený, F. “Tolls”. PhD thesis, Charles University, 2003.",
    "page": "Town of Lhota. “The bridge today”. Lhota Online. https://example.org/bridge "
    "(accessed 3 November 2026).",
    "paper": "Novák, Jan. “Request for a bridge”. 20 March 1901. Sheet 4, box 2, Council, Town archive, "
    "Lhota.",
    "supplied": "District office. [Answer of the district]. About May 1902.",
}


def csl(*keys: str) -> tuple[str, ...]:
    return tuple(json.dumps({"id": key, **WORKS[key]}) for key in keys)


def cited(key: str, locator: str = "", prefix: str = "", suppress: bool = False) -> Cited:
    return Cited(key, prefix, locator, suppress)


def request(
    *cites: Cite, style: str = STYLE, language: str = "en-GB", listed: tuple[str, ...] = ()
) -> Request:
    keys = dict.fromkeys((*(item.key for one in cites for item in one.items), *listed))
    return Request(style, language, csl(*keys), cites, listed)


def said(asked: Request) -> Formatted:
    made = Citeproc()(asked)
    assert made.diagnostics == ()
    return made.value


def shown(nodes: Children) -> str:
    """The words with what is emphasized; links as their words."""
    return "".join(
        text(node) if isinstance(node, str) or node.get("class") == "url" else xhtml(node) for node in nodes
    ).replace("\u2060", "")


@pytest.fixture(scope="module")
def whole() -> Formatted:
    """Every work cited twice, and the bibliography."""
    first = [Cite((cited(key, "p. 3"),), n) for n, key in enumerate(WORKS, 1)]
    later = [Cite((cited(key),), n) for n, key in enumerate(WORKS, len(WORKS) + 1)]
    return said(request(*first, *later, listed=tuple(WORKS)))


@pytest.mark.parametrize("key", WORKS)
def test_the_house_style(whole: Formatted, key: str) -> None:
    at = list(WORKS).index(key)
    assert shown(whole.cites[at]) == FIRST[key]
    assert shown(whole.cites[at + len(WORKS)]) == LATER[key]
    assert shown(dict(whole.entries)[key]) == LISTED[key]


def test_the_bibliography_is_sorted(whole: Formatted) -> None:
    heads = [shown(nodes).replace("<em>", "").lstrip("“")[:6] for _, nodes in whole.entries]
    assert heads == [
        *("Beran,", "Beran,", "Distri", "Dub, E", "Ený, F", "Exampl"),
        *("Foreig", "Navrát", "Novák,", "Novák,", "The fe", "Town o"),
    ]


@pytest.mark.parametrize(
    ("locator", "printed"),
    [
        ("p. 12", "p. 12"),
        ("12", "p. 12"),
        ("pp. 12-14", "pp. 12–14"),
        ("p. xii", "p. xii"),
        ("12, 15", "pp. 12, 15"),
        ("ch. 3", "ch. 3"),
        ("fol. 3r", "fol. 3r"),
        ("§ 5", "§ 5"),
        ("n. 4", "n. 4"),
        ("vol. XVII, doc. 81", "vol. XVII, doc. 81"),
        ("doc. 72", "doc. 72"),
        ("editors’ note to doc. 72", "editors’ note to doc. 72"),
    ],
)
def test_where_to_look_is_said_as_the_author_says_it(locator: str, printed: str) -> None:
    (nodes,) = said(request(Cite((cited("newspaper", locator),), 1))).cites
    assert shown(nodes).endswith(f"1900, {printed}.")


def test_several_works_prefixes_and_an_author_left_out() -> None:
    cite = Cite((cited("book", "p. 3", "see also"), cited("thesis", "", "but", suppress=True)), 1)
    (nodes,) = said(request(cite)).cites
    assert shown(nodes) == (
        "See also Ada Example, <em>Bridges of Lhota: Their Makers</em>, 2nd edn (Lhota: Ferry Press, 1999), "
        "p. 3; but “Tolls” (PhD thesis, Charles University, 2003)."
    )


def test_terms_are_those_of_the_language() -> None:
    (nodes,) = said(request(Cite((cited("edited", "s. 3"),), 1), language="cs-CZ")).cites
    assert shown(nodes).endswith("s. 3.")


def test_works_in_the_text_have_the_letters_of_the_whole_list() -> None:
    twin = json.dumps({"id": "twin", **WORKS["book"], "title": "Another"})
    asked = request(Cite((cited("book", "p. 3"),)), style=AUTHOR_DATE, listed=("book",))
    alone, both = (
        said(asked),
        Request(asked.style, "en-GB", (*asked.works, twin), asked.cites, ("book", "twin")),
    )
    assert shown(alone.cites[0]) == "(Example 1999, 3)"
    assert shown(said(both).cites[0]) in ("(Example 1999a, 3)", "(Example 1999b, 3)")


def test_marks_in_a_title_and_words_that_look_like_marks() -> None:
    work = json.dumps({"id": "x", "type": "book", "title": "<i>T. rex</i> H<sub>2</sub>O & <em>co</em> < 3"})
    sub = STYLE.replace('font-style="italic"', "")
    (nodes,) = said(Request(sub, "en-GB", (work,), (Cite((cited("x"),), 1),))).cites
    assert (
        "".join(map(xhtml, nodes)) == "<em>T. rex</em> H<sub>2</sub>O &amp; &lt;em&gt;co&lt;/em&gt; &lt; 3."
    )


@pytest.mark.parametrize(("language", "lang"), [("cs", ' lang="cs"'), ("en-US", ""), ("Czech", ""), ("", "")])
def test_titles_are_in_the_language_of_their_work(language: str, lang: str) -> None:
    work = {"id": "a", "type": "article-journal", "title": "Mosty", "container-title": "Věstník"}
    asked = Request(
        STYLE, "en-GB", (json.dumps(work | {"language": language}),), (Cite((cited("a"),), 1),), ("a",)
    )
    formatted, title = said(asked), f"<span{lang}>Mosty</span>" if lang else "Mosty"
    assert shown(formatted.cites[0]) == f"“{title}”, <em{lang}>Věstník</em>."
    assert shown(formatted.entries[0][1]) == f"“{title}”. <em{lang}>Věstník</em>."


def test_a_style_that_ends_with_a_space_does_not_end_so_here() -> None:
    (nodes,) = said(
        request(Cite((cited("edited"),), 1), style=STYLE.replace('suffix="."', 'suffix=". "'))
    ).cites
    assert shown(nodes).endswith("<em>The Reader</em>.")


def test_small_capitals_are_a_class() -> None:
    caps = STYLE.replace('<name form="short" and', '<name form="short" font-variant="small-caps" and')
    cites = (Cite((cited("book"),), 1), Cite((cited("book"),), 2))
    assert '<span class="sc">Example</span>' in "".join(
        map(xhtml, said(request(*cites, style=caps)).cites[1])
    )


def test_links_lead_to_the_web_alone() -> None:
    work = json.dumps({"id": "x", "type": "webpage", "title": "X", "URL": "javascript:alert(1)"})
    made = said(Request(STYLE, "en-GB", (work, *csl("page")), (), ("x", "page")))
    links = [
        one.get("href")
        for _, nodes in made.entries
        for node in nodes
        if isinstance(node, Element)
        for one in walk(node)
        if one.name == "a"
    ]
    assert [link for link in links if link and not link.startswith("https://")] == []
    assert "https://example.org/bridge" in links


def test_what_was_asked_before_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    cite, asked = Citeproc(), request(Cite((cited("book"),), 1))
    first = cite(asked)
    monkeypatch.setattr(subprocess, "run", None)
    assert cite(asked) is first


def test_what_an_earlier_build_asked_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, asked = Memory(), request(Cite((cited("book"),), 1))
    first = Citeproc(kept)(asked)
    monkeypatch.setattr(subprocess, "run", None)
    assert Citeproc(kept)(asked) == first
    with pytest.raises(TypeError):  # another question is asked
        Citeproc(kept)(request(Cite((cited("book"),), 2)))


# What goes wrong ---------------------------------------------------------------------------------


def fault(asked: Request) -> str:
    made = Citeproc()(asked)
    (found,) = made.diagnostics
    assert found.code == "CIT003"
    assert found.span is None
    assert made.value == Formatted(tuple(() for _ in asked.cites))
    return found.message


def test_a_style_that_pandoc_cannot_read() -> None:
    broken = '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><citation/></style>'
    message = fault(request(Cite((cited("book"),), 1), style=broken))
    assert message.startswith("pandoc cannot set the citations: ")
    assert message.count('"') % 2 == 0


def test_a_work_that_pandoc_cannot_read() -> None:
    work = '{"id": "x", "type": "book", "title": null}'
    assert "expected String" in fault(Request(STYLE, "en-GB", (work,), (Cite((cited("x"),), 1),)))


def test_too_long_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citeproc, "SECONDS", 0.001)
    assert fault(request(Cite((cited("book"),), 1))).endswith("it took more than 0.001 seconds")


def test_pandoc_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citeproc, "find_spec", lambda _: None)
    assert "pypandoc_binary" in fault(request(Cite((cited("book"),), 1)))


def test_pandoc_is_no_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pandoc").write_text("not a program", "utf-8")
    monkeypatch.setattr(citeproc, "_program", lambda: str(tmp_path / "pandoc"))
    assert "cannot be started" in fault(request(Cite((cited("book"),), 1)))


def test_a_style_that_wants_the_network_gets_none() -> None:
    pointing = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>A</title>'
        '<link href="http://192.0.2.1/styles/b" rel="independent-parent"/></info></style>'
    )
    assert fault(request(Cite((cited("book"),), 1), style=pointing))


def built(manuscript: Path) -> tuple[list[str], bool]:
    """The findings of a build, and whether it made anything."""
    inputs = read(manuscript)
    made = build(inputs.value, Wanted(("epub",)), Means(read_faces(silently)), inputs.diagnostics)
    found = FORMS["short"](made.diagnostics, inputs.value.texts).splitlines()
    return [one for one in found if "LAY" in one or "CIT" in one], bool(made.value)


def test_a_build_without_pandoc_makes_nothing_and_says_so_once(
    mini: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(citeproc, "find_spec", lambda _: None)
    (found,), made = built(mini)
    assert found.startswith(
        "book.yaml:1:1: error[CIT003]: pandoc cannot set the citations: it is not installed"
    )
    assert not made


def test_a_letter_that_no_face_has_is_a_fault_of_a_work_that_is_cited(mini: Path, edit: Edit) -> None:
    works = mini / "references.json"
    other = '[{"id": "goth", "type": "book", "title": "\U00010331"},'
    edit(works, "[", other)
    assert built(mini)[0] == []
    edit(works, "Ferry Press", "\\ud800\\udf31 Press")
    (found,), made = built(mini)
    assert found.startswith('references.json:3:5: error[LAY003]: no face of the house has "\U00010331"')
    assert not made


# References of other programs --------------------------------------------------------------------


def test_bibtex_and_ris_are_read() -> None:
    bib = "@book{ex99, author={Ada Example}, title={Bridges}, year=1999}"
    ris = "TY  - BOOK\nAU  - Example, Ada\nTI  - Bridges\nPY  - 1999\nER  - \n"
    for typed, form in ((bib, "biblatex"), (ris, "ris")):
        (work,) = references(typed, form)
        assert work["author"] == [{"family": "Example", "given": "Ada"}]
        assert (work["type"], work["title"], work["issued"]) == ("book", "Bridges", {"date-parts": [[1999]]})


@pytest.mark.parametrize(("typed", "form"), [("@book{x, title=", "biblatex"), ("hello", "ris")])
def test_what_is_neither_says_where_it_ends(typed: str, form: str) -> None:
    with pytest.raises(Failure, match="line"):
        references(typed, form)
