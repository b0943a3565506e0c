"""Runs of words: what we wrote, held against what others wrote. Theirs lies beside the repository."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.corpora import CORPORA, corpus

RUN = 8  # so many words in a row are a quotation
TITLES = ("emergency meeting of the national security council",)  # of documents, which must be named


def research() -> Path:
    """The fact sheet; where it is absent the test is skipped, and fails under `CI=true`."""
    corpus("frus-1968")
    folder = CORPORA.parent / "research"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    return folder


def runs(words: str) -> Iterator[tuple[str, ...]]:
    """All runs of words, without marks and notes' calls."""
    found = re.findall(r"[\w’']+", re.sub(r"<[^>]*>|\{[^}]*\}|\[\^[^\]]*\]", " ", words).lower())
    return (tuple(found[n : n + RUN]) for n in range(len(found) - RUN + 1))


def held(files: Iterator[Path]) -> set[tuple[str, ...]]:
    """The runs of others."""
    return {run for file in files if file.is_file() for run in runs(file.read_text("utf-8"))}


def ours(file: Path) -> str:
    """What we wrote in a file: of a record without the fields that name and describe the paper."""
    words = file.read_text("utf-8")
    if file.parent.name == "sources":
        front, body = words.split("\n---\n", 1)
        told = re.findall(r"^(?:summary|headnote): >-\n((?:  .*\n)+)", front, re.MULTILINE)
        return "\n".join((*told, body))
    return words


def quoted(file: Path, theirs: set[tuple[str, ...]]) -> list[str]:
    """The runs of a file that others have written; a title is none."""
    found = [" ".join(run) for run in runs(ours(file)) if run in theirs]
    return [run for run in found if not any(title in run for title in TITLES)]
