"""The bars of an EAN-13, which every bookshop reads off the back of a book (ISO/IEC 15420).

Thirteen figures: the first is not drawn but said by which of two codes each of the next six is drawn in.
"""

from dataclasses import dataclass

# Seven modules a figure, 1 is black; the codes B and C are A read backwards and A with the inks exchanged.
A = "0001101 0011001 0010011 0111101 0100011 0110001 0101111 0111011 0110111 0001011".split()
C = [figure.translate(str.maketrans("01", "10")) for figure in A]
B = [figure[::-1] for figure in C]
FIRST = "AAAAAA AABABB AABBAB AABBBA ABAABB ABBAAB ABBBAA ABABAB ABABBA ABBABA".split()
GUARD, MIDDLE = "101", "01010"
QUIET = (11, 7)  # modules left and right that stay empty
LONG = (0, 1, 2, 45, 46, 47, 48, 49, 92, 93, 94)  # of the guards, whose bars reach below the others


@dataclass(frozen=True, slots=True)
class Bar:
    """A black bar: where it begins and how wide it is, in modules, and whether it is part of a guard."""

    x: int
    width: int
    long: bool


@dataclass(frozen=True, slots=True)
class Ean13:
    """What is drawn: the bars, how many modules wide all is, and the figures in their three groups."""

    bars: tuple[Bar, ...]
    width: int
    figures: tuple[str, str, str]


def ean13(number: str) -> Ean13:
    """The drawing of thirteen figures, of which the last was found to confirm the others."""
    figures = "".join(sign for sign in number if sign.isdecimal())
    modules = _modules(figures)
    bars: list[Bar] = []
    for at, module in enumerate(modules):
        if module == "1" and (at == 0 or modules[at - 1] == "0"):
            width = (modules[at:] + "0").index("0")
            bars.append(Bar(QUIET[0] + at, width, at in LONG))
    return Ean13(tuple(bars), len(modules) + sum(QUIET), (figures[0], figures[1:7], figures[7:]))


def _modules(figures: str) -> str:
    codes = {"A": A, "B": B}
    left = (codes[code][int(one)] for code, one in zip(FIRST[int(figures[0])], figures[1:7], strict=True))
    right = (C[int(one)] for one in figures[7:])
    return "".join((GUARD, *left, MIDDLE, *right, GUARD))
