"""A new chapter and a new source, as a file that `check` accepts.

What nobody has written yet is a comment of editors, so that a release is refused until it is; what nobody
has looked up says so as the field's `unknown`.
"""

from collections.abc import Iterator
from typing import Any

from regesta.drafts.rows import scalar

UNSEEN = {"unknown": "not yet looked up"}
UNWRITTEN = "To be written."
UNDONE = "To be done."  # which a check warns of where rights are stated
LANGUAGE = "en"


def chapter(id: str, title: str, dates: str = "") -> str:
    """The file of a chapter."""
    fields = {"id": id, "title": title} | ({"dates": dates} if dates else {})
    return f"{_front(fields)}\n{{>>{UNWRITTEN}<<}}\n"


def source(id: str, number: int, title: str, given: dict[str, str], described: tuple[str, str]) -> str:
    """The file of a source; `given` are the fields that are known, `described` by whom and on which day."""
    fields = dict(_fields(id, number, title, given, described))
    language = given.get("language", LANGUAGE)
    return f"{_front(fields)}\n::: transcript {language}\n{{>>{UNWRITTEN}<<}}\n:::\n"


def _front(fields: dict[str, Any]) -> str:
    return "".join(("---\n", *(f"{key}: {scalar(value)}\n" for key, value in fields.items()), "---\n"))


def _fields(
    id: str, number: int, title: str, given: dict[str, str], described: tuple[str, str]
) -> Iterator[tuple[str, Any]]:
    by, day = described
    yield "id", id
    yield "number", number
    yield "reference_code", UNSEEN
    yield "repository", given.get("repository", UNSEEN)
    yield "location", UNSEEN
    yield "title_formal", title
    yield "genre", given.get("genre", "document")
    yield "date_document", given.get("date", UNSEEN)
    yield "creator", [{"name": given["creator"]}] if "creator" in given else UNSEEN
    yield "extent", UNSEEN
    yield "excerpted", UNSEEN
    yield "languages", [given.get("language", LANGUAGE)]
    yield "form_witnessed", UNWRITTEN
    yield "ocr_checked_by", UNSEEN
    yield "text", "transcript"
    yield "licence", UNDONE
    yield "credit_line", UNDONE
    yield "source_url", given.get("url", UNSEEN)
    yield "retrieved", day if "url" in given else UNSEEN
    yield "summary", UNWRITTEN
    yield "headnote", UNWRITTEN
    yield "reproduction_rights", UNDONE
    yield "description_control", {"by": by, "date": day, "rules": "the fields of this edition"}
