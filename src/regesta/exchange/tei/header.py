"""The header and title page of a TEI volume → the fields of `book.yaml`."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from regesta.exchange.tei.dating import edtf, said
from regesta.exchange.tei.file import Tei
from regesta.exchange.tei.words import words_of
from regesta.exchange.xml import ID, LANG, Fault, Raw, line

UNSAID = "Not stated in the TEI file"
NAMED = re.compile(r"(?:urn|doi|https?|ISBN|isbn)[:\s]")
TITLES = ("main", "complete", "full", None, "short")


def slug(words: str) -> str:
    """Words as an id: plain letters, figures and hyphens."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].rstrip("-")


def free(wished: str, taken: Collection[str]) -> str:
    """The id, with a number behind it where it is taken."""
    known = frozenset(taken)
    return next(
        id for n in range(1, len(known) + 2) if (id := wished if n == 1 else f"{wished}-{n}") not in known
    )


class Header:
    """What a volume says of itself; `met` is what it does not say."""

    def __init__(self, tei: Tei) -> None:
        self.tei, self.root = tei, tei.root
        self.met: list[Fault] = []
        self.page = next(iter(self._all("titlePage")), None)

    def fields(self) -> dict[str, Any]:
        """The fields, but for the order of the chapters."""
        title, subtitle = self.title()
        made = {
            "id": self.id(),
            "title": title,
            "subtitle": subtitle,
            "creators": [{"name": name, "role": role} for name, role in self.creators()],
            "publisher": self._publisher(),
            "language": self.language(),
            "identifier": self._identifier(title),
            "licence": self._licence(),
            "licence_url": self._address(),
            "rights": self._words("availability") or f"{UNSAID}; ask before you copy.",
            "description": self._words("abstract") or f"Imported from TEI: {title}.",
            "subjects": [words_of(one) for one in self._all("term", "keywords")],
            "edition": self._words("edition") or "Imported",
            "date": self.date(),
        }
        return {key: value for key, value in made.items() if value}

    def id(self) -> str:
        """The book's id."""
        file = self.tei.name.rpartition("/")[2].removesuffix(".xml")
        return slug(self.root.get(ID) or "") or slug(file) or "volume"

    def title(self) -> tuple[str, str]:
        """The title and the subtitle: of the title page, else of the header."""
        parts = list(self.page.iter("{*}titlePart")) if self.page is not None else []
        parts = parts or list(self._all("title", "titleStmt"))
        if not parts:
            self._lacks("title")
            return UNSAID, ""
        ranks = {kind: n for n, kind in enumerate(TITLES)}
        first = min(parts, key=lambda one: ranks.get(one.get("type"), len(TITLES)))
        others = (one for one in parts if one.get("type") in ("sub", "subtitle", "subordinate"))
        return words_of(first), " ".join(words_of(one) for one in others if one is not first)

    def short(self) -> str:
        """A short form of the title, for a running head."""
        short = (words_of(one) for one in self._all("title") if one.get("type") == "short")
        return next(short, self.title()[0])

    def creators(self) -> list[tuple[str, str]]:
        """Names and roles, each name once; the title page knows the authors."""
        found = {words_of(one): "author" for one in self._authors()}
        for one in self._all("editor", "titleStmt"):
            found.setdefault(words_of(one), "editor")
        if not found:
            self._lacks("author or editor")
            return [(UNSAID, "editor")]
        return list(found.items())

    def language(self) -> str:
        """The language of the whole."""
        used = (one.get("ident") for one in self._all("language", "langUsage"))
        return self.root.get(LANG) or next(filter(None, used), "") or "en"

    def date(self) -> str:
        """When the edition was published."""
        for one in (*self._all("date", "publicationStmt"), *self._all("docDate")):
            if found := edtf(one) or said(words_of(one)):
                return found[:10]
        self._lacks("date of publication")
        return "20XX"

    def _authors(self) -> Iterator[Raw]:
        if self.page is not None:
            for line_ in self.page.iter("{*}byline", "{*}docAuthor"):
                names = list(line_.iter("{*}name", "{*}persName"))
                yield from names or [line_]
        yield from self._all("author", "titleStmt")

    def _publisher(self) -> str:
        found = self._words("publisher", "publicationStmt") or self._words("authority", "publicationStmt")
        place = self._words("pubPlace", "publicationStmt")
        if not found:
            self._lacks("publisher")
        return ", ".join(filter(None, (found or UNSAID, place)))

    def _identifier(self, title: str) -> str:
        known = (words_of(one) for one in self._all("idno", "publicationStmt"))
        made = f"urn:uuid:{uuid5(NAMESPACE_URL, f'tei:{self.id()}:{title}')}"
        return next((one for one in known if NAMED.match(one)), made)

    def _licence(self) -> str:
        found = self._words("licence") or (self._words("availability")[:200])
        if not found:
            self._lacks("licence")
        return found or UNSAID

    def _address(self) -> str:
        targets = (one.get("target") or "" for one in self._all("licence"))
        return next((one for one in targets if one.startswith("http")), "")

    def _words(self, name: str, above: str = "teiHeader") -> str:
        return next((said for one in self._all(name, above) if (said := words_of(one))), "")

    def _all(self, name: str, above: str = "") -> Iterable[Raw]:
        """The elements of a name: of the first header, where one is named above them."""
        if not above:
            return list(self.root.iter(f"{{*}}{name}"))
        held = next(self.root.iter("{*}teiHeader"), None)
        holders = [] if held is None else [held] if above == "teiHeader" else held.iter(f"{{*}}{above}")
        return [one for holder in holders for one in holder.iter(f"{{*}}{name}")]

    def _lacks(self, what: str) -> None:
        header = next(self.root.iter("{*}teiHeader"), self.root)
        hint = "write it into book.yaml"
        self.met.append(Fault("TEI104", f"the header names no {what}", line(header), hint))
