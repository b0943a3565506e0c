"""What is wrong with laid-out pages: one rule a file, none knows another.

Each has `RULE`, its code, what it `SAYS`, a `REMEDY`, and `find(pages) -> faults`; it is given the pages of
one section in order, as plain lines (`sheet`), and never sees the engine. A new rule is a file, a line here,
and its code.
"""

import re
from collections.abc import Sequence

from regesta.diagnostics import Diagnostic
from regesta.render.pdf.proof import (
    captions,
    dockets,
    edges,
    entries,
    headings,
    hyphens,
    lone,
    measure,
    short,
)
from regesta.render.pdf.proof.sheet import Fault, Sheet
from regesta.source import Span

SHOWN = 5  # words of a line
QUOTES = re.compile('["`«»\u2018-\u201f]')
SENTENCE = re.compile(r"(?<=[.!?]) ")  # where the line goes on with another
RULES = (measure, edges, headings, lone, dockets, captions, entries, short, hyphens)


def faults(pages: Sequence[Sheet]) -> tuple[Fault, ...]:
    """All that the rules find on the pages of a section, page by page and down each page."""
    found = (fault for rule in RULES for fault in rule.find(pages))
    return tuple(sorted(found, key=lambda fault: (fault.page, fault.y, fault.code)))


def told(fault: Fault, label: str, place: Span | None) -> Diagnostic:
    """A finding as editors read it; `label` is the printed number of its page."""
    rule = next(one for one in RULES if fault.code == one.RULE)
    plain = " ".join(QUOTES.sub("", fault.words).split())
    words = " ".join(SENTENCE.split(plain, maxsplit=1)[0].split()[:SHOWN])
    says, named = rule.SAYS.format(about=fault.about), f', at "{words}"' if words else ""
    return Diagnostic(fault.code, f"page {label}: {says}{named}", place, rule.REMEDY)
