"""The EPUB of about a thousand pages, opened by readers that nobody here wrote."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests import readers
from tests.large import write
from tests.proof.large_book import CHAPTERS
from tests.render.epub import test_readers as asked
from tests.render.epub.test_epubcheck import GRAVE, verdict

JUDGED = "accessibility: {certifier: A proof, credential: none, report: https://example.org/report}\n"


def figures(chapters: int = CHAPTERS) -> dict[str, object]:
    """What was shown of the book; raises AssertionError where something does not hold."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        manuscript = write(folder / "large", chapters)
        settings = manuscript / "book.yaml"
        settings.write_text(settings.read_text("utf-8") + JUDGED, "utf-8")
        command = [sys.executable, "-m", "regesta", "build", str(manuscript), "--out", name, "-q"]
        subprocess.run([*command, "--format", "epub"], check=True, timeout=3600, stderr=subprocess.DEVNULL)
        content = (folder / "large.epub").read_bytes()
        shelved = asked.shelve(content, folder)
        graves = [one for one in verdict(content, folder) if one.split()[0] in GRAVE or "RSC-025" in one]
        assert graves == []
        return {"bytes of the EPUB": len(content), "faults for EPUBCheck": len(graves), **opened(shelved)}


def opened(shelved: asked.Shelved) -> dict[str, object]:
    """The same questions as those about the small books."""
    asked.test_ace_finds_nothing_broken_and_nothing_missing(shelved)
    foliate = readers.node("foliate.mjs", shelved.file, folder=shelved.folder)
    asked.test_foliate_shows_our_navigation(shelved, foliate)
    asked.test_foliate_opens_every_note_with_the_right_words(shelved, foliate)
    asked.test_foliate_follows_every_link(foliate)
    asked.test_foliate_loads_our_faces(foliate)
    asked.test_thorium_reads_our_metadata(shelved)
    asked.test_epubjs_draws_every_chapter_whole(shelved)
    asked.test_pandoc_reads_as_many_notes_as_we_wrote(shelved)
    asked.test_calibre_finds_nothing_and_makes_a_book_for_kindle(shelved)
    asked.test_mupdf_draws_every_page_and_shows_nothing_hidden(shelved)
    return {
        "faults for Ace": 0,
        "notes that foliate-js opens": len(foliate["notes"]),
        "pages that it lists": len(foliate["pages"]),
        "links that it follows": foliate["links"]["count"],
        "chapters that epub.js draws": len(shelved.book.documents),
    }
