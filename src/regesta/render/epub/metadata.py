"""`book.yaml` → the metadata of the package: who made what, when, under which rules, and for which senses.

The order is fixed, and nothing is said that the file does not keep.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from regesta.dates import iso
from regesta.model import Audience
from regesta.render.epub.files import COVER_ID, XHTML, Entry
from regesta.settings import Settings
from regesta.words import Words

ROLES = {  # MARC relators
    "author": "aut",
    "editor": "edt",
    "translator": "trl",
    "contributor": "ctb",
    "compiler": "com",
    "introduction": "aui",
    "reviewer": "rev",
    "proofreader": "pfr",
    "illustrator": "ill",
    "photographer": "pht",
    "cartographer": "ctg",
    "designer": "bkd",
}
MAKERS = frozenset({"author", "editor", "compiler"})
ISBN_13 = "15"  # in ONIX code list 5
STANDARD = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
REPORT = "colophon.xhtml"
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
    """What the file keeps for those who ask: pictures, marks of the printed pages, a cover."""

    pictures: bool
    pages: bool
    cover: bool = False


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
        *_isbn(settings, audience),
        *_titles(settings, words, audience),
        *_creators(settings),
        *_publication(settings),
        *(_pagination(settings) if held.pages else ()),
        _meta("dcterms:modified", stamp(modified).strftime("%Y-%m-%dT%H:%M:%SZ")),
        *(
            [Entry("meta", "", (("name", "cover"), ("content", COVER_ID)))] if held.cover else []
        ),  # to old readers
        *_access(settings, words, held),
        *_certified(settings),
    )


def _meta(name: str, text: str, **attributes: str) -> Entry:
    return Entry("meta", text, (("property", name), *attributes.items()))


def _isbn(settings: Settings, audience: Audience) -> Iterator[Entry]:
    """The number in the trade; the edition for another audience is another product and has none."""
    if settings.isbn.epub and audience == "student":
        yield Entry("dc:identifier", _urn(settings.isbn.epub), (("id", "isbn"),))
        yield _meta("identifier-type", ISBN_13, refines="#isbn", scheme="onix:codelist5")


def _urn(isbn: str) -> str:
    return "urn:isbn:" + isbn.replace("-", "").replace(" ", "")


def _pagination(settings: Settings) -> Iterator[Entry]:
    """The book whose pages these are, as the imprint of the PDF names it."""
    isbn = settings.isbn.print
    if isbn:
        yield Entry("dc:source", _urn(isbn), (("id", "printed"),))
        yield _meta("source-of", "pagination", refines="#printed")
    yield _meta("pageBreakSource", _urn(isbn) if isbn else settings.identifier)


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
    if settings.series:
        yield _meta("belongs-to-collection", settings.series.title, id="series")
        yield _meta("collection-type", "series", refines="#series")
        if settings.series.number:
            yield _meta("group-position", settings.series.number, refines="#series")


def _access(settings: Settings, words: Words, held: Held) -> Iterator[Entry]:
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
    who = settings.accessibility
    judged = words.say("epub.assessed", certifier=who.certifier) if who else words["epub.unassessed"]
    yield _meta("schema:accessibilitySummary", f"{words['epub.accessibility']} {judged}")


def _certified(settings: Settings) -> Iterator[Entry]:
    """A claim of conformance, by whoever answers for it; without somebody there is none."""
    who = settings.accessibility
    if who:
        yield _meta("dcterms:conformsTo", STANDARD, id="standard")
        yield _meta("a11y:certifiedBy", who.certifier, id="certifier", refines="#standard")
        if who.credential:
            yield _meta("a11y:certifierCredential", who.credential, refines="#certifier")
        where = (("href", who.report),) if who.report else (("href", REPORT), ("media-type", XHTML))
        yield Entry("link", "", (("rel", "a11y:certifierReport"), ("refines", "#certifier"), *where))
