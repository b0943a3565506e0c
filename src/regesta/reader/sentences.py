"""Where sentences end, in words alone; knows languages by short lists.

An author has the last word with `{s+}` and `{s-}`.
"""

import re
from collections.abc import Iterable, Mapping

from regesta.reader.abbreviations import AFTER_ORDINAL, KNOWN, NEVER_LAST, ORDINALS


def _sets(table: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in table.items()}


ABBREVIATIONS, NEVER = _sets(KNOWN), _sets(NEVER_LAST)
NONE: frozenset[str] = frozenset()
END = re.compile(r"(?<![.!?…])(?P<stop>[.!?…]++)(?P<close>[\"'”’“‘»«)\]]*)(?=\s+|$)")
ORDINAL = re.compile(rf"\s+(?:{AFTER_ORDINAL})", re.IGNORECASE)
ROMAN = re.compile("[IVXLCM]+")
WORD = re.compile(r"[\w.]+$")


def ends(
    text: str, language: str, forced: Iterable[int] = (), forbidden: Iterable[int] = ()
) -> tuple[int, ...]:
    """Offsets after each sentence; `forced` and `forbidden` are offsets where an author said so."""
    found = {match.end() for match in END.finditer(text) if _is_end(text, match, language[:2])}
    # `{s-}` may stand before or after the sign and the space that would end the sentence
    found = {at for at in found if not any(at - 1 <= no <= at + 1 for no in forbidden)} | set(forced)
    return tuple(sorted(found | ({len(text)} if text.strip() else set())))


def _is_end(text: str, match: re.Match[str], language: str) -> bool:
    if text[match.end() :].lstrip()[:1].islower():
        return False
    if match["stop"] != "." or match["close"]:
        return True
    word = WORD.search(text, max(0, match.start() - 20), match.start())
    return _stops(word[0] if word else "", language, text[match.end() :])


def _stops(word: str, language: str, after: str) -> bool:
    """Whether a full stop after `word` ends the sentence, seen what comes after."""
    short = word.lower()
    if short in ABBREVIATIONS.get(language, NONE):
        begins = after.lstrip()[:1]
        return short not in NEVER[language] and len(short) > 1 and (begins.isupper() or not begins)
    if language in ORDINALS and (word.isdigit() or ROMAN.fullmatch(word)):
        return not ORDINAL.match(after)
    return not (len(word) == 1 and word.isalpha() and word.isupper())  # an initial
