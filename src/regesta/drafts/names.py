"""Names of new things: an id from words, the next free one, the next number."""

import re
from collections.abc import Collection, Iterable
from itertools import count
from unicodedata import combining, normalize

from regesta.collation import FOLDED

LONGEST = 40  # characters of an id that is made from a title
NUMBER = re.compile(r"(\d+)-")


def slug(words: str, prefix: str = "") -> str:
    """Words as an id: small letters without their marks, figures and hyphens; empty where none is left."""
    plain = normalize("NFKD", words.translate(FOLDED))
    plain = "".join(sign for sign in plain if not combining(sign)).lower().replace("’", "").replace("'", "")
    said = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(said) > LONGEST:
        said = said[: LONGEST + 1].rpartition("-")[0] or said[:LONGEST]
    return f"{prefix}{said}" if said else ""


def free(id: str, taken: Collection[str]) -> str:
    """The id, or where something has it already, the same with the next number."""
    tried = (id if n == 1 else f"{id}-{n}" for n in count(1))
    return next(one for one in tried if one not in taken)


def number(paths: Iterable[str]) -> str:
    """The number that the file of a next chapter begins with."""
    used = [int(found[1]) for path in paths if (found := NUMBER.match(path.rpartition("/")[2]))]
    return f"{max(used, default=0) + 1:02}"
