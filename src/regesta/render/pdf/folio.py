"""A page number as it is printed."""

from regesta.model import Numbering

SIGNS = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))


def folio(number: int, numbering: Numbering) -> str:
    """12 or xii."""
    return roman(number) if numbering == "roman" else str(number)


def roman(number: int) -> str:
    """Lower-case roman numerals."""
    made = ""
    for value, sign in (*SIGNS, (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        count, number = divmod(number, value)
        made += sign * count
    return made
