"""How a fault is mended, where its hint names the very word: `did you mean "x"?`."""

import re

from regesta.diagnostics import Diagnostic
from regesta.source import Source
from regesta.tidying.edits import Edit

MEANT = re.compile(r'did you mean "([^"]+)"\?')
QUOTED = re.compile(r'"([^"]+)"')


def remedy(found: Diagnostic, source: Source) -> Edit | None:
    """The word that is meant in the place of the one that is written; None where there is any doubt."""
    meant = MEANT.fullmatch(found.hint)
    if not meant or not found.span:
        return None
    start, words = found.span.start, source.text[found.span.start : found.span.end]
    places = [
        match.span()
        for said in dict.fromkeys(QUOTED.findall(found.message))
        for match in re.finditer(rf"(?<![\w-]){re.escape(said)}(?![\w-])", words)
    ]
    if len(places) != 1:
        return None
    ((first, last),) = places
    return Edit(start + first, start + last, meant[1])
