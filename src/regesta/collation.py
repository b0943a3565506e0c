"""The order of names in an index: our own for English, Czech and Slovak, PyICU's, where it is, for others.

Strings in, keys out; the only module that asks for PyICU, and the book builds without it. Ours is the
root order of Unicode (UTS #10) with the letters that Czech and Slovak count as their own, and numbers
by value. Of signs an index heeds but three, before any letter: bracket, then comma, then space.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from unicodedata import category, decimal, normalize

Key = tuple[object, ...]

DIGITS = "0–9"
ALPHABETS = {
    "en": "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "cs": "a b c č d e f g h ch i j k l m n o p q r ř s š t u v w x y z ž",
    "sk": "a ä b c č d e f g h ch i j k l m n o ô p q r ř s š t u v w x y z ž",
}
# Letters that Unicode does not take apart, as an English index files them; the strokes are marks.
FOLDED = str.maketrans(
    {"ł": "l\u0335", "Ł": "L\u0335", "đ": "d\u0335", "Đ": "D\u0335", "ø": "o\u0338", "Ø": "O\u0338"}
    | {"æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ß": "ss", "ẞ": "SS", "ı": "i"}
    | {"ð": "d", "Ð": "D", "þ": "th", "Þ": "TH"}
)
# The order of Unicode's root collation: acute, grave, breve, circumflex, caron, ring, diaeresis, …
MARKS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0338\u0327\u0328\u0304\u0335"
# Stand-ins for signs, which PyICU, too, puts in this order and before all else. The last counts for
# nothing, yet keeps apart what it stood between: 1968-69 is two numbers, Vác-Havel holds no Czech ch.
BRACKET, COMMA, GAP, VOID = "\t\n \x1f"
TOKEN = re.compile("\\d+|.[\u0300-\u036f]*", re.DOTALL)
TOKEN_CH = re.compile("\\d+|ch|.[\u0300-\u036f]*", re.DOTALL | re.IGNORECASE)
SIGN, DIGIT, LETTER, OTHER = range(4)

# Words that do not count at the head of a heading, and besides these at the head of a sub-entry.
ARTICLES = {"en": "the an a", "de": "der die das ein eine"}
FUNCTION_WORDS = {
    "en": "of in on at by for from to with and as",
    "cs": "a i k ke do na o od po pro při s se u v ve z za ze",
    "sk": "a aj k ku do na o od po pre pri s so u v vo z za zo",
    "de": "als am an auf aus bei für im in mit nach über und unter von vom vor zu zum zur",
}

Primary = tuple[int, int, str]
Element = tuple[Primary, tuple[int, ...], int]


def bare(text: str) -> str:
    """The letters without their marks: Dubcek, Gomulka."""
    parted = normalize("NFD", text).translate(FOLDED)
    return parted if parted.isascii() else "".join(one for one in parted if not category(one).startswith("M"))


def sort_key(text: str, language: str, letter_by_letter: bool = True) -> Key:
    """A heading's place: letters, then their marks, then capitals after small ones, then the text itself.

    Letter by letter, spaces count for nothing (Newark, New Deal); otherwise they end a word (New Deal,
    Newark). Hyphens and apostrophes never count. Keys of one language and one order compare, no others.
    """
    filed = _filed(text, letter_by_letter)
    if other := _foreign(language):
        return (other[0](filed), text)
    elements = _elements(filed, language)
    return (*(tuple(element[level] for element in elements) for level in range(3)), text)


def ordered(language: str) -> bool:
    """Whether headings of this language can be put in its own order, or only in the English one."""
    return _tongue(language) in ALPHABETS or find_spec("icu") is not None


def letter(text: str, language: str) -> str:
    """The letter under which a heading is grouped: "Č", "CH", in English "C" for both; "0–9" before them."""
    filed = _filed(text, letter_by_letter=True)
    if not filed or filed[0].isdecimal():
        return DIGITS
    if other := _foreign(language):
        return other[1](filed) or filed[0].upper()
    kind, rank, character = _elements(filed, language)[0][0]
    return _letters(_tongue(language))[rank].upper() if kind == LETTER else character.upper()


def ignoring(text: str, language: str, sub_entry: bool = False) -> str:
    """A heading without the article it is not filed by; a sub-entry without leading "of", "in", "and" too."""
    return _leading(_tongue(language), sub_entry).sub("", text)


@cache
def _leading(tongue: str, sub_entry: bool) -> re.Pattern[str]:
    articles, function = (table.get(tongue, "").split() for table in (ARTICLES, FUNCTION_WORDS))
    words = "|".join((*articles, *(function if sub_entry else ())))
    once = rf"[^\w\s]*(?:{words})\s+" if words else r"(?!)"
    return re.compile(rf"\A(?:{once}){'+' if sub_entry else ''}(?=\W*\w)", re.IGNORECASE)


def _tongue(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()


@cache
def _letters(tongue: str) -> tuple[str, ...]:
    return tuple(ALPHABETS.get(tongue, ALPHABETS["en"]).split())


@cache
def _ranks(tongue: str) -> Mapping[str, int]:
    return {letter: rank for rank, letter in enumerate(_letters(tongue))}


def _filed(text: str, letter_by_letter: bool) -> str:
    """What of a heading is filed by: letters and digits, and one stand-in for each run of signs."""

    def stand_in(run: re.Match[str]) -> str:
        signs = run[0]
        marks = "".join(sign for sign in signs if category(sign).startswith("M"))
        if marks == signs:
            return marks
        if "(" in signs or "[" in signs:
            return marks + BRACKET
        if any(sign in signs for sign in ",;:"):
            return marks + COMMA
        return marks + (GAP if re.search(r"\s", signs) and not letter_by_letter else VOID)

    return re.sub(r"[\W_]+", stand_in, normalize("NFC", text)).strip(BRACKET + COMMA + GAP + VOID)


def _elements(filed: str, language: str) -> list[Element]:
    tongue = _tongue(language)
    folded = normalize("NFC", normalize("NFD", filed).translate(FOLDED))
    tokens = (TOKEN_CH if "ch" in _ranks(tongue) else TOKEN).findall(folded)
    return [_element(token, tongue) for token in tokens if token != VOID]


@cache
def _element(token: str, tongue: str) -> Element:
    """One letter, number or sign: its place, its marks, and its capitals (ch, cH, Ch, CH)."""
    low, ranks = token.lower(), _ranks(tongue)
    case = sum((one != one.lower()) << place for place, one in enumerate(reversed(token)))
    if low in ranks:
        return (LETTER, ranks[low], ""), (), case
    if low[0].isdecimal():
        number = "".join(str(decimal(digit)) for digit in low).lstrip("0")
        return (DIGIT, len(number), number), (), 0
    if low in (BRACKET, COMMA, GAP):
        return (SIGN, ord(low), ""), (), 0
    base, *marks = list(normalize("NFD", low))
    primary = (LETTER, ranks[base], "") if base in ranks else (OTHER, 0, base)
    return primary, tuple(map(_mark, marks)), case


def _mark(mark: str) -> int:
    return MARKS.index(mark) if mark in MARKS else len(MARKS) + ord(mark)


@cache
def _foreign(language: str) -> tuple[Callable[[str], bytes], Callable[[str], str]] | None:
    """PyICU's key and group letter for a language that is not ours, if PyICU is installed."""
    if _tongue(language) in ALPHABETS or find_spec("icu") is None:
        return None
    icu = import_module("icu")
    locale = icu.Locale(language)
    collator = icu.Collator.createInstance(locale)
    collator.setAttribute(icu.UCollAttribute.NUMERIC_COLLATION, icu.UCollAttributeValue.ON)
    buckets = icu.AlphabeticIndex(locale).addLabels(icu.Locale("en")).buildImmutableIndex()

    def group(filed: str) -> str:
        label, kind = buckets.getBucket(buckets.getBucketIndex(filed))
        return label if kind == 0 else ""  # the others hold what is before, between and after all alphabets

    return collator.getSortKey, group
