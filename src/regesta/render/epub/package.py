"""Pages + styles + pictures → the bytes of an EPUB: the entry of this package.

Pure: the date is an input, and the same input gives the same bytes in any zone and process.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from regesta.diagnostics import Checked
from regesta.kept import NOTHING, Kept
from regesta.model import Audience, PageMap
from regesta.render.epub.container import Label, pack
from regesta.render.epub.documents import documents
from regesta.render.epub.files import COVER_ID, CSS, PICTURES, File
from regesta.render.epub.fonts import fonts
from regesta.render.epub.leaves import Draft
from regesta.render.epub.metadata import IDENTIFIER, Held, identifier, metadata, stamp
from regesta.render.epub.navigation import finished
from regesta.settings import Settings
from regesta.words import Words

STYLE = "css/epub.css"  # in the theme
FACE_STYLES = {"styles/faces.css": "css/epub-faces.css", "styles/easy.css": "css/epub-easy.css"}
STYLE_FILE = "styles/book.css"  # in the package, as the templates link it


@dataclass(frozen=True, slots=True)
class Info:
    """What the package says of the book, what it is told of the printed one, and what was kept before.

    `modified` is the edition's date, in UTC where it has no zone.
    """

    settings: Settings
    words: Words
    modified: datetime
    audience: Audience = "student"
    printed: PageMap = field(default_factory=PageMap)
    faces: Mapping[str, bytes] = field(default_factory=dict)
    kept: Kept = NOTHING


def package(
    drafts: tuple[Draft, ...], styles: Mapping[str, str], pictures: Mapping[str, bytes], info: Info
) -> Checked[bytes]:
    """The EPUB of pages in reading order, among them one of kind `nav` and one of kind `ncx`.

    Of the theme's `styles` it takes the EPUB's own; of the `pictures` those that the pages show.
    """
    made = documents(drafts, pictures, info.printed, info.kept)
    own = identifier(info.settings, info.audience)
    style = File("style", STYLE_FILE, CSS, styles[STYLE].encode())
    written = (finished(file, own) for file in made.value.files)
    files = (*written, style, *_faces(made.value.letters, styles, info))
    shown = [file for file in files if file.media in PICTURES.values()]
    held = Held(
        any(file.id != COVER_ID for file in shown),
        bool(info.printed.breaks),
        any(file.id == COVER_ID for file in shown),
    )
    moment = stamp(info.modified)
    entries = metadata(info.settings, info.words, info.audience, moment, held)
    label = Label(IDENTIFIER, info.settings.language, entries, moment)
    return Checked(pack(files, label, info.kept), made.diagnostics)


def _faces(letters: frozenset[str], styles: Mapping[str, str], info: Info) -> tuple[File, ...]:
    """The house's faces with the letters of the book, unless it wants none."""
    if info.settings.fonts == "none":
        return ()
    sheets = {name: styles[sheet] for name, sheet in FACE_STYLES.items()}
    return fonts(sheets, info.faces, letters, info.kept)
