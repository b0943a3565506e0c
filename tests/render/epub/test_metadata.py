"""What shops, libraries and readers with special needs are told: numbers, series, roles, claims."""

from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from regesta.render.epub.metadata import ROLES
from regesta.render.epub.package import package
from regesta.settings import Accessibility, Creator, Isbns, Series
from tests.render.epub.making import Opened, drafts, made, opened

ISBN = "978-80-00-00000-8"


def book(**more: Any) -> Opened:
    """The mini edition with other settings."""
    one = made()
    info = replace(one.info, settings=one.info.settings.model_copy(update=more))
    return opened(package(drafts(one.pages), one.inputs.theme.styles, {}, info).value)


def said(book: Opened, name: str) -> list[str]:
    return [one.text for one in book.find(f"//opf:meta[@property='{name}']", book.opf)]


def test_there_is_an_isbn_only_where_one_is_given() -> None:
    numbered = book(isbn=Isbns(epub=ISBN))
    assert "urn:isbn:9788000000008" in [one.text for one in numbered.find("//dc:identifier", numbered.opf)]
    assert said(numbered, "identifier-type") == ["15"]
    assert "isbn" not in book().files["content.opf"].decode()


@pytest.mark.parametrize("number", ["978-80-00-00000-9", "80-00-00000-8", "9788000000000x", "٩٧٨٨٠٠٠٠٠٠٠٠٨"])
def test_an_isbn_with_a_wrong_figure_is_none(number: str) -> None:
    with pytest.raises(ValidationError, match="is no ISBN"):
        Isbns(epub=number)


def test_a_book_in_a_series_has_its_place() -> None:
    in_series = book(series=Series(title="Examples", number="2"))
    assert said(in_series, "belongs-to-collection") == ["Examples"]
    assert said(in_series, "collection-type") == ["series"]
    assert said(in_series, "group-position") == ["2"]


def test_each_role_has_its_code_and_only_makers_are_creators() -> None:
    everybody = book(creators=tuple(Creator(name=role.title(), role=role) for role in ROLES))  # type: ignore[arg-type]
    assert said(everybody, "role") == list(ROLES.values())
    assert {len(code) for code in ROLES.values()} == {3}
    creators = [one.text for one in everybody.find("//dc:creator", everybody.opf)]
    assert creators == ["Author", "Editor", "Compiler"]


def test_conformance_is_claimed_only_where_somebody_answers_for_it() -> None:
    claimed = book(accessibility=Accessibility(certifier="Somebody", credential="a certificate"))
    assert said(claimed, "dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert said(claimed, "a11y:certifiedBy") == ["Somebody"]
    assert said(claimed, "a11y:certifierCredential") == ["a certificate"]
    assert claimed.find("//opf:link/@href", claimed.opf) == ["colophon.xhtml"]
    assert "assessed by Somebody" in said(claimed, "schema:accessibilitySummary")[0]
    unclaimed = book()
    assert said(unclaimed, "dcterms:conformsTo") == []
    assert unclaimed.find("//opf:link", unclaimed.opf) == []
    assert "Nobody has yet assessed" in said(unclaimed, "schema:accessibilitySummary")[0]
