"""Names in a TEI file → keys of the registers: by the form in the file's own lists, else by the words.

A form counts where exactly one entry bears it as name, sort form, alias or abbreviation; letters without
their marks are taken for the same, since archives write Dubcek. Nobody is guessed.
"""

import unicodedata
from collections.abc import Iterator, Mapping

from regesta.registers import Entry, Organization, Register


class Names:
    """Look-ups by kind, made once for a file."""

    def __init__(self, registers: Mapping[str, Register]) -> None:
        self._keys = {kind: _forms(register) for kind, register in registers.items()}

    def key(self, kind: str, *said: str) -> str:
        """The one entry that the first known of these forms means, or nothing."""
        table = self._keys.get(kind, {})
        for form in (turned for one in said for turned in _turned(one)):
            if found := table.get(_folded(form)):
                return found
        return ""


def _forms(register: Register) -> Mapping[str, str]:
    """Folded form → key; a form of two entries is that of none."""
    held: dict[str, set[str]] = {}
    for key, entry in register.entries.items():
        for form in _written(entry):
            held.setdefault(_folded(form), set()).add(key)
    return {form: keys.pop() for form, keys in held.items() if len(keys) == 1}


def _written(entry: Entry) -> Iterator[str]:
    abbr = entry.abbr if isinstance(entry, Organization) else ""
    for form in filter(None, (entry.name, entry.sort, abbr, *entry.aliases)):
        yield from _turned(form)


def _turned(form: str) -> Iterator[str]:
    """The form, and the other way round: *Rusk, Dean* and *Dean Rusk*."""
    yield form
    last, comma, first = form.partition(",")
    if comma and "," not in first:
        yield f"{first.strip()} {last.strip()}"


def _folded(form: str) -> str:
    plain = unicodedata.normalize("NFKD", form)
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(kept.replace("’", "'").casefold().strip(" .,;:").split())
