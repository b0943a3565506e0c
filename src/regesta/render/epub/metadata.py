"""`book.yaml` → the metadata of the package: who made what, when, under which rules, and for which senses.

The order is fixed, and nothing is said that the file does not keep: no conformance is claimed here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from regesta.dates import iso
from regesta.model import Audience
from regesta.render.epub.files import Entry
from regesta.settings import Settings
from regesta.words import Words

ROLES = {"author": "aut", "editor": "edt", "translator": "trl", "contributor": "ctb"}  # MARC relators
MAKERS = frozenset({"author", "editor"})
FEATURES = (
    "tableOfContents",
    "structuralNavigation",
    "index",
    "readingOrder",
    "displayTransformability",
    "ARIA",
)
PAGINATED = ("pageBreakMarkers", "pageNavigation")
IDENTIFIER = "pub-id"


@dataclass(frozen=True, slots=True)
class Held:
    """What the file keeps for those who ask: pictures, marks of the printed pages."""

    pictures: bool
    pages: bool


def identifier(settings: Settings, audience: Audience) -> str:
    """The book's own; the edition for another audience is another publication, with one derived from it."""
    if audience == "student":
        return settings.identifier
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{settings.identifier}#{audience}')}"


def stamp(moment: datetime) -> datetime:
    """A moment in UTC, where a time without a zone is meant so."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def metadata(
    settings: Settings, words: Words, audience: Audience, modified: datetime, held: Held
) -> tuple[Entry, ...]:
    """All entries in their order."""
    return (
        Entry("dc:identifier", identifier(settings, audience), (("id", IDENTIFIER),)),
        *_titles(settings, words, audience),
        *_creators(settings),
        *_publication(settings),
        *(
            [_meta("pageBreakSource", settings.identifier)] if held.pages else []
        ),  # as the PDF's imprint says it
        _meta("dcterms:modified", stamp(modified).strftime("%Y-%m-%dT%H:%M:%SZ")),
        *_access(words, held),
    )


def _meta(name: str, text: str, **attributes: str) -> Entry:
    return Entry("meta", text, (("property", name), *attributes.items()))


def _titles(settings: Settings, words: Words, audience: Audience) -> Iterator[Entry]:
    """Shelves show the main title alone, so it says which edition is the teacher's."""
    main = settings.title if audience == "student" else words.say("epub.teacher_title", title=settings.title)
    titles = [("main", main), *([("subtitle", settings.subtitle)] if settings.subtitle else [])]
    for number, (kind, title) in enumerate(titles, 1):
        yield Entry("dc:title", title, (("id", f"title-{kind}"),))
        yield _meta("title-type", kind, refines=f"#title-{kind}")
        yield _meta("display-seq", str(number), refines=f"#title-{kind}")


def _creators(settings: Settings) -> Iterator[Entry]:
    for number, one in enumerate(settings.creators, 1):
        own = f"#creator-{number}"
        name = "dc:creator" if one.role in MAKERS else "dc:contributor"
        yield Entry(name, one.name, (("id", own[1:]),))
        yield _meta("role", ROLES[one.role], refines=own, scheme="marc:relators")
        if one.sort:
            yield _meta("file-as", one.sort, refines=own)
        yield _meta("display-seq", str(number), refines=own)


def _publication(settings: Settings) -> Iterator[Entry]:
    yield Entry("dc:language", settings.language)
    yield Entry("dc:publisher", settings.publisher)
    day = iso(settings.date)
    if day:  # a doubtful or open date has no form that stores and libraries read
        yield Entry("dc:date", day)
    licence = f"{settings.licence} ({settings.licence_url})" if settings.licence_url else settings.licence
    yield Entry("dc:rights", licence)
    yield Entry("dc:rights", settings.rights)
    yield Entry("dc:description", settings.description)
    yield from (Entry("dc:subject", subject) for subject in settings.subjects)


def _access(words: Words, held: Held) -> Iterator[Entry]:
    """What a reader needs to know before opening the book (schema.org, as EPUB Accessibility 1.1 asks)."""
    yield _meta("schema:accessMode", "textual")
    if held.pictures:
        yield _meta("schema:accessMode", "visual")
    yield _meta("schema:accessModeSufficient", "textual")
    yield from (_meta("schema:accessibilityFeature", feature) for feature in FEATURES)
    if held.pages:
        yield from (_meta("schema:accessibilityFeature", feature) for feature in PAGINATED)
    if held.pictures:
        yield _meta("schema:accessibilityFeature", "alternativeText")
    yield _meta("schema:accessibilityHazard", "none")
    yield _meta("schema:accessibilitySummary", words["epub.accessibility"])
