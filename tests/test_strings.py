"""No word that the house prints stands outside its catalogs: not in a template, not in Python.

The strongest of these tests prints a whole book with catalogs in which every entry wears brackets: what is
left outside of them must be the manuscript's own.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

import regesta.words
from regesta.apparatus import APPENDIX
from regesta.editions.handout import handout
from regesta.editions.order import Edition, plan, reflowed, sections
from regesta.model import Medium, PageMap, Section
from regesta.pages import Setting, environment, typeset
from regesta.words import Words, entries
from regesta.workspace import read
from tests.conftest import WORKED
from tests.reading import SHEET, book, every_anchor_on_page, plainly

ROOT = Path(__file__).parents[1]
TEMPLATES = sorted((ROOT / "styles" / "templates").rglob("*.html.j2"))  # a script has its words from one
PRINTING = ("apparatus", "chronicle", "almanac", "editions", "render/epub")
FILES = ("docket", "formats", "headings", "locators", "pages", "provenance")
CODE = [
    *(file for room in PRINTING for file in sorted((ROOT / "src" / "regesta" / room).rglob("*.py"))),
    *(ROOT / "src" / "regesta" / f"{name}.py" for name in FILES),
]
NAMES = r"\{% block (?:class|density|matter) %\}.*?\{% endblock %\}|"  # of a page, for its style
OWN = re.compile(NAMES + r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
TAG = re.compile(r"<style.*?</style>|<[^>]*>", re.DOTALL)
READ = re.compile(r'\b(?:alt|title|aria-label|placeholder|summary)="([^"]*)"')
WORDS = re.compile(r"[^\W\d_]{2,}")
TWO = re.compile(
    r"[^\W\d_]{2,},? [^\W\d_]{2,}|^[A-Z][a-z]{3,}$"
)  # a sentence, or a word that heads something
SIGNS = {"amp", "nbsp", "ensp", "emsp", "shy", "rarr"}  # entities
ALLOWED = {
    "Ibid",  # what a style prints, looked for
    "EPUB Accessibility 1.1 - WCAG 2.2 Level AA",  # as the specification wants it, in any language
    "Regesta",  # the program
    "editorial omission",  # a value of a record
}
UNREAD = (
    "Diagnostic",
    "Fault",
    "did_you_mean",
    "compile",
    "split",
    "frozenset",
    "add_note",
    "tell",
    "__init__",
)


@pytest.mark.parametrize("file", TEMPLATES, ids=[str(one.relative_to(ROOT)) for one in TEMPLATES])
def test_no_template_has_words_of_its_own(file: Path) -> None:
    text = OWN.sub("", file.read_text("utf-8"))
    said = TAG.sub(" ", text) + " ".join(READ.findall(text))
    assert set(WORDS.findall(said)) - SIGNS == set()


@pytest.mark.parametrize("file", CODE, ids=[str(one.relative_to(ROOT)) for one in CODE])
def test_no_code_that_prints_has_words_of_its_own(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    unread = {id(one) for node in ast.walk(tree) if _is_unread(node) for one in ast.walk(node)}
    unread |= {id(one) for node in ast.walk(tree) for one in _docstring(node)}
    types = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef | ast.alias)}
    said = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in unread
    ]
    assert [one for one in said if TWO.search(one) and one not in types | ALLOWED] == []


def _is_unread(node: ast.AST) -> bool:
    """What nobody reads in a book: what is raised, asserted, told by a check, or split into names."""
    if isinstance(node, ast.Raise | ast.Assert):
        return True
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return name in UNREAD
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in ("message", "reason")


def _docstring(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value


# A book in brackets ------------------------------------------------------------------------------


@pytest.fixture
def bracketed(monkeypatch: pytest.MonkeyPatch) -> Words:
    """Catalogs of which every entry wears brackets."""
    worn = {key: f"⟦{value}⟧" for key, value in entries("en").items()}
    made = Words("en", worn)
    monkeypatch.setattr(regesta.words, "_load", lambda _: made)
    return made


def pages(medium: Medium, words: Words) -> Iterator[str]:
    """Every page of the worked example."""
    one, cite = book(WORKED), plainly
    edition = plan(one, "teacher", cite).value
    assert edition.words is words
    theme = read(WORKED).value.theme
    laid = every_anchor_on_page(one)
    setting = Setting(
        environment(theme, medium, words), one.settings, words, "teacher", draft=True, paged=True
    )
    for section in _parts(medium, edition, laid):
        yield typeset(section, setting, revision="0", cover="", printed=("1",), **SHEET).xhtml


def _parts(medium: Medium, edition: Edition, laid: PageMap) -> Iterator[Section]:
    if medium == "handout":
        for key in edition.book.documents:
            for audience in ("student", "teacher"):
                yield handout(edition.book, key, audience, laid, plainly).value  # type: ignore[arg-type]
    elif medium == "print":
        yield from sections(edition, laid)
    else:
        yield from (one for one in reflowed(edition, laid) if one.kind != "ncx")


def outside(text: str) -> str:
    """What stands outside of brackets, of which there may be some in each other."""
    while "⟦" in text:
        shorter = re.sub("⟦[^⟦⟧]*⟧", " ", text)
        assert shorter != text, text[:200]
        text = shorter
    return text


@pytest.mark.parametrize("medium", ["print", "epub", "handout"])
def test_a_book_says_nothing_that_neither_catalog_nor_manuscript_says(
    medium: Medium, bracketed: Words
) -> None:
    own = " ".join(
        file.read_text("utf-8") for file in WORKED.rglob("*") if file.suffix in (".md", ".yaml", ".json")
    )
    known = {word.casefold() for word in WORDS.findall(own)}
    seen = 0
    for page in pages(medium, bracketed):
        tree = html.fromstring(page.encode())
        for style in tree.xpath("//style|//script"):
            style.getparent().remove(style)
        said = [" ".join(tree.itertext()), *map(str, tree.xpath("//@alt|//@title|//@aria-label"))]
        seen += "⟦" in said[0]
        for text in said:
            strange = [word for word in WORDS.findall(outside(text)) if word.casefold() not in known]
            assert strange == []
    assert seen >= (len(APPENDIX) if medium != "handout" else len(book(WORKED).documents))


def test_the_brackets_are_seen() -> None:
    assert outside("⟦Chapter ⟦1⟧⟧ The night") == "  The night"
