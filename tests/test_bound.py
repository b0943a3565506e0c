"""What no line may part, in the languages of the catalogs."""

import pytest

from regesta.words import catalog
from regesta.words.bound import bound


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "on 5 April, No. 31 and pp. 12–14", "on 5~April, No.~31 and pp.~12–14"),
        ("en", "to resist. (s. 15–29) and ll. 4–6", "to resist. (s.~15–29) and ll.~4–6"),
        ("en", "in 1968 May was late; 5 Aprils; vol. XVII; stop. 7 came", None),
        ("en", "at 4:00 p.m. or 11 a.m.; 5 p.mx", "at 4:00~p.m. or 11~a.m.; 5 p.mx"),
        ("de", "um 14 Uhr, 5 %", "um 14~Uhr, 5~%"),
        ("cs", "dne 21. srpna na s. 7 a č. 3", "dne 21.~srpna na s.~7 a č.~3"),
        ("cs", "1. leden", "1.~leden"),
        ("de", "am 21. August, S. 7", "am 21.~August, S.~7"),
        ("sk", "5. mája, zv. 2", "5.~mája, zv.~2"),
    ],
)
def test_a_day_and_its_month_stay_together(language: str, text: str, expected: str | None) -> None:
    assert bound(text, catalog(language)).replace("\u00a0", "~") == (expected or text)


def test_a_year_stays_free_to_go_over() -> None:
    assert bound("3 May 1968", catalog("en")) == "3\u00a0May 1968"
