"""The container, and the faults of EbookLib 0.20 that must not show in it.

1 XHTML is parsed as HTML and loses attributes; 3 any element with epub:type becomes a page of the page
list; 4, 5 navigation of its own; 6 a spine that names an NCX which is not there; 7 a local clock that
claims to be UTC; 8 times and modes of the files; 9 a random identifier and a generator; 10, 11 creators
that clash; 12 no language, a needless prefix; 16 media types from the system's table.
"""

import hashlib
import os
import subprocess
import sys
import zipfile

import pytest

from regesta.render.epub.container import Label, pack
from regesta.render.epub.files import XHTML, Entry, File
from tests.render.epub.making import MINI, MOMENT, Opened, made, opened

BUILD = """
import hashlib, sys
from pathlib import Path
from tests.render.epub.making import made
print(hashlib.sha256(made(Path(sys.argv[1])).packed.value).hexdigest())
"""


@pytest.fixture(scope="module")
def book() -> Opened:
    return opened(made().packed.value)


def test_the_type_comes_first_and_is_not_packed(book: Opened) -> None:
    names = book.archive.namelist()
    assert names[:3] == ["mimetype", "META-INF/container.xml", "EPUB/content.opf"]
    first = book.archive.infolist()[0]
    assert (first.compress_type, first.extra) == (zipfile.ZIP_STORED, b"")
    assert book.archive.read("mimetype") == b"application/epub+zip"


def test_files_have_one_time_one_mode_one_maker(book: Opened) -> None:
    seen = {(one.date_time, one.external_attr >> 16, one.create_system) for one in book.archive.infolist()}
    assert seen == {((2026, 11, 1, 0, 0, 0), 0o100644, 3)}
    assert book.archive.testzip() is None


def test_an_edition_older_than_any_zip_has_the_oldest_time() -> None:
    file = File("a", "a.xhtml", XHTML, b"<html/>", read=True)
    label = Label("id", "en", (Entry("dc:title", "Old"),), MOMENT.replace(year=1968))
    archive = opened_plain(pack((file,), label))
    assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def opened_plain(content: bytes) -> zipfile.ZipFile:
    from io import BytesIO  # noqa: PLC0415

    return zipfile.ZipFile(BytesIO(content))


def test_a_name_that_was_not_made_plain_is_refused() -> None:
    with pytest.raises(AssertionError):
        pack((File("a", "A b.xhtml", XHTML, b""),), Label("id", "en", (), MOMENT))


def test_two_processes_give_the_same_bytes() -> None:
    """In other time zones, with other hash seeds."""
    expected = hashlib.sha256(made().packed.value).hexdigest()
    for surroundings in (
        {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"},
        {"TZ": "America/Lima", "PYTHONHASHSEED": "0"},
    ):
        done = subprocess.run(
            [sys.executable, "-c", BUILD, str(MINI)],
            check=True,
            capture_output=True,
            text=True,
            cwd=MINI.parents[1],
            env={
                **os.environ,
                **surroundings,
                "PYTHONPATH": f"{MINI.parents[1]}{os.pathsep}{MINI.parents[1] / 'src'}",
            },
        )
        assert done.stdout.strip() == expected


def test_nothing_is_made_up(book: Opened) -> None:
    package = book.files["content.opf"].decode()
    assert "generator" not in package.lower()
    assert "Ebook-lib" not in package
    assert "prefix=" not in package
    assert package.count("urn:uuid:") == 1
    assert "bindings" not in package
    assert "<guide" not in package


def test_there_is_no_page_list(book: Opened) -> None:
    assert not book.find("//h:nav[@epub:type='page-list']", book.nav)
    assert book.find("//h:nav/@epub:type", book.nav) == ["toc", "landmarks"]


def test_the_spine_names_an_ncx_that_is_there(book: Opened) -> None:
    (toc,) = book.find("//opf:spine/@toc", book.opf)
    assert book.find(f"//opf:item[@id='{toc}']/@href", book.opf) == ["toc.ncx"]
    assert book.find("//ncx:meta[@name='dtb:depth']/@content", book.ncx) == ["2"]


def test_ids_of_the_manifest_are_unique_and_types_are_ours(book: Opened) -> None:
    ids = book.find("//opf:*/@id", book.opf)
    assert len(ids) == len(set(ids))
    assert set(book.find("//opf:item/@media-type", book.opf)) == {
        XHTML,
        "application/x-dtbncx+xml",
        "text/css",
        "font/ttf",
        "text/plain",
    }
