"""What could not be taken from a file that came back, and why; each has the place of its paragraph."""

from collections.abc import Iterator

from regesta.diagnostics import Diagnostic
from regesta.source import Span
from regesta.word.merge import Merged, said
from regesta.word.paragraphs import Paragraph
from regesta.word.proposals import Hunk, Proposal
from regesta.word.received import Received
from regesta.word.signs import Sign
from regesta.word.weave import struck
from regesta.word.wording import Given

WHY = {
    "words": (
        "these are the words of the source",
        "what its record says of them is yours; a reading goes into a note",
    ),
    "field": ("this stands in the front matter, where nothing can be proposed", "change the field itself"),
    "fence": ("this is the title of a block", "change it in the line of its fence"),
    "anchor": ("this says which words a note is about", "change it in the block of notes"),
    "unread": ("this is shown as it is written", "change it in the manuscript"),
}
LONGEST = 60


def foreign(name: str, book: str) -> Diagnostic:
    """A file that is no export of this manuscript."""
    whose = f'it is of the book "{book}"' if book else "none of its paragraphs is known"
    hint = "take the file that regesta export docx wrote, or what was saved over it"
    return Diagnostic("WRD001", f"this is no export of the manuscript: {whose}", Span(name, 0, 0), hint)


def stray(name: str, got: Received) -> Iterator[Diagnostic]:
    """A paragraph with proposals that the manuscript does not have, or not any more."""
    proposes = got.comments or any(item.ins or item.gone for item in got.items)
    words = "".join(item.shown for item in got.items if not item.gone)
    if proposes and words.strip():
        hint = (
            "it may have changed since the export: look it up in Word, and take over by hand what still holds"
        )
        yield Diagnostic(
            "WRD002", f'the manuscript has no paragraph "{short(words)}"', Span(name, 0, 0), hint
        )


def told(name: str, one: Paragraph, got: Received, made: Proposal) -> Iterator[Diagnostic]:
    """What a paragraph proposes and CriticMarkup cannot say, and marks that it would change."""
    if made.touched and not one.locked:
        signs = ", ".join(dict.fromkeys(_shown(sign) for sign in made.touched))
        hint = "marks are changed in the manuscript; look at what is proposed round them"
        yield Diagnostic("WRD004", f"{signs} was changed in {name} and stays as it is", _place(one), hint)
    if any(struck(one, hunk) for hunk in made.hunks) and not one.locked:
        message = f"a mark goes with all its words in {name}"
        yield Diagnostic("WRD004", message, _place(one), "if they are accepted, mark the new words")
    lost = list(dict.fromkeys(got.other))
    lost += ["paragraphs joined or parted"] if _parted(one, got, made) else []
    lost += ["a decision on a change that was open"] if made.decided else []
    lost += ["changes that were not tracked"] if made.untracked and one.locked else []
    if lost:
        message = f"not carried from {name}: {', '.join(lost)}"
        yield Diagnostic("WRD006", message, _place(one), "look the paragraph up in Word")


def _parted(one: Paragraph, got: Received, made: Proposal) -> bool:
    """Whether a paragraph was cut in two, or joined with the one below while it has words left."""
    gone = sum(hunk.last - hunk.first for hunk in made.hunks)
    if got.joined and gone < len(one.signs.signs):
        return True
    return any(
        item.kind == "split" and (one.kind != "p" or (hunk.last < len(one.signs.signs) and hunk.first > 0))
        for hunk in made.hunks
        for item in hunk.items
    )


def locked(name: str, one: Paragraph, made: Proposal) -> Iterator[Diagnostic]:
    """What was proposed where nothing can be."""
    why, hint = WHY[one.locked]
    if made.hunks or made.touched:
        wanted = "; ".join(_wanted(one, hunk) for hunk in made.hunks) or "a change"
        yield Diagnostic("WRD003", f"{why}; {name} would change: {wanted}", _place(one), hint)
    elif made.comments and one.locked != "words":
        words = "; ".join(short(comment.remark.words) for comment in made.comments)
        yield Diagnostic("WRD003", f'{why}; {name} says there: "{words}"', _place(one), hint)


def conflicts(one: Paragraph, made: Merged, given: Given) -> Iterator[Diagnostic]:
    """What two want otherwise."""
    for stands, other in made.conflicts:
        both = [f"{given.initials[hunk.by.author]} {_wanted(one, hunk)}" for hunk in (stands, other)]
        message = f"two want otherwise: {both[0]} stands, {both[1]} is kept as a comment"
        yield Diagnostic("WRD005", message, _place(one), "decide, and take the comment out")


def _wanted(one: Paragraph, hunk: Hunk) -> str:
    return short(said(one, hunk).replace("“", '"').replace("”", '"'), "")


def _place(one: Paragraph) -> Span:
    return Span(one.path, one.start, one.end)


def _shown(sign: Sign) -> str:
    return {"note": "the call of a note", "index": "an index mark"}.get(sign.kind, f'"{short(sign.says)}"')


def short(words: str, quotes: str = '"') -> str:
    """Words as a message has them; between quotes they have none of their own."""
    words = " ".join((words.replace('"', "’") if quotes else words).split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
