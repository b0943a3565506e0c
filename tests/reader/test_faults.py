"""Faults: where they stand to the character, and what remedy they name."""

import pytest

from tests.reader.reading import codes, faults, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a {foo: b}", [("MRK001", 1, 3, "{foo: b}")]),
        ("a {bar: b} c}", [("MRK001", 1, 3, "{bar: b}")]),
        ("*a* [b]{whoo=c}", [("MRK001", 1, 9, "whoo=c")]),
        ("a [b]{event: 1968 | c}", [("MRK001", 1, 6, "{event: 1968 | c}")]),
        ("[b]{who=c lang=cs x=y}", [("MRK002", 1, 19, "x=y")]),
        ('[b]{label="c"}', [("MRK002", 1, 5, 'label="c"')]),
        ('[b]{event=1968\nlable="c"}', [("MRK002", 2, 1, 'lable="c"')]),
        ("[b]{who=c who=d}", [("MRK002", 1, 11, "who=d")]),
        ('[b]{event=1968 tags="a, b"}', [("MRK002", 1, 22, "a, b")]),
        ('[b]{who=x ix="a >  b; c |\nd: e"}', [("MRK002", 2, 1, "d: e")]),
        ("[b]{lang=Czech}", [("MRK002", 1, 10, "Czech")]),
        ("a {ix: b | srot: c}", [("MRK002", 1, 12, "srot: c")]),
        ("a {b", [("MRK003", 1, 3, "")]),
        ("a {} {: .x}", [("MRK003", 1, 3, "{}"), ("MRK003", 1, 6, "{: .x}")]),
        ("[b]{}", [("MRK003", 1, 5, "")]),
        ("[b]{who=c ,d}", [("MRK003", 1, 11, ",d")]),
        ("[b]{1968}", [("MRK003", 1, 5, "1968")]),
        ("![i](j){width=3}", [("MRK003", 1, 8, "{width=3}")]),
        ("text {#id}", [("MRK003", 1, 6, "{#id}")]),
        ("a]{who}", [("MRK004", 1, 3, "{who}")]),
        ("[l](u{ix: a})", [("MRK005", 1, 6, "{ix: a}")]),
        ("[a]{event}", [("MRK007", 1, 5, "event")]),
        ("{ix: }", [("MRK007", 1, 1, "{ix: }")]),
        ("{ix}", [("MRK007", 1, 1, "{ix}")]),
        ("a {event: 1968-08-21}", [("MRK007", 1, 10, " 1968-08-21")]),
        ("{ix: a; ; b}", [("MRK007", 1, 9, "")]),
        ("[]{ix}", [("MRK007", 1, 4, "ix")]),
        ("{~~a~~}", [("MRK007", 1, 1, "{~~a~~}")]),
        ("[a]{event=1968-13-01}", [("DAT001", 1, 11, "1968-13-01")]),
        ("[a]{date=1968-08-22/1968-08-20}", [("DAT002", 1, 10, "1968-08-22/1968-08-20")]),
        ("{event: 21. 8. 1968 | a}", [("DAT001", 1, 9, "21. 8. 1968")]),
        ("[a]{event=1968 #night}", [("IDS002", 1, 16, "#night")]),
        ("a {side: }", [("MRK007", 1, 3, "{side: }")]),
        ("{side: a {foo: b} c}", [("MRK001", 1, 10, "{foo: b}")]),
        ("> {gap: }", [("MRK007", 1, 3, "{gap: }")]),
        ("> {gap: secret 3 words}", [("MRK002", 1, 9, "secret 3 words")]),
        ("> {gap: redacted a name}", [("MRK002", 1, 18, "a name")]),
        ("> {gap: redacted 0 words}", [("MRK002", 1, 18, "0 words")]),
        ("> {gap: redacted 3 }", [("MRK002", 1, 18, "3 ")]),
        ("> {gap: redacted [a]{who=b}}", [("MRK002", 1, 18, "[a]{who=b}"), ("MRK005", 1, 21, "")]),
        ("> {pb: 2 and 3}", [("MRK002", 1, 7, " 2 and 3")]),
        ("> [a]{unclear=b}", [("MRK002", 1, 7, "unclear=b")]),
        ("> [a]{ins=up}", [("MRK002", 1, 11, "up")]),
        ("> [a]{sic}", [("MRK007", 1, 7, "sic")]),
        ('> [a]{who=b by="c"}', [("MRK002", 1, 13, 'by="c"')]),
        (
            "a [b]{unclear} {gap: damage}",
            [("MRK005", 1, 3, "[b]{unclear}"), ("MRK005", 1, 16, "{gap: damage}")],
        ),
        ("a\n\n> b[^1]\n\n[^1]: c {pb: 2}", [("MRK005", 5, 9, "{pb: 2}")]),
        ('::: aside "On *Pravda*"\na\n:::', [("MRK005", 1, 15, "*Pravda*")]),
        ('::: aside "The 5 * 4 rule of @home [sic]"\na\n:::', []),
        ('::: quotation cite="See [@k, p. 3]"\na\n:::', [("MRK005", 1, 25, "[@k, p. 3]")]),
        ('::: aside "a{ix: b}"\na\n:::', [("MRK005", 1, 13, "{ix: b}")]),
        ("a{side: b[^1]}\n\n[^1]: c", [("MRK005", 1, 10, "[^1]")]),
        ("a{side: b {side: c}}", [("MRK005", 1, 11, "{side: c}")]),
        (
            "a[^1] b[^2]\n\n[^1]: c[^2]\n[^2]: d {side: e}",
            [("MRK005", 3, 8, "[^2]"), ("MRK005", 4, 9, "{side: e}")],
        ),
        ("a | b\n--|--\nc | d | e | f", [("TAB001", 3, 1, "")]),
        ("| a |\n|---|\n| b | c [d]{ix} |", [("TAB001", 3, 9, "")]),
        ("a[^1]\n\n[^1]: b\n\n    c | d\n    --|--\n    e | f", [("BLK004", 5, 5, "")]),
        ("[@src-x, s. 4, 6]", [("CIT001", 1, 10, "s. 4, 6")]),
        ("[@src-x, l. 6–4]", [("CIT001", 1, 10, "l. 6–4")]),
        ("[@src-x, s. four; @k]", [("CIT001", 1, 10, "s. four")]),
        ("a [see @k; also l]", [("CIT001", 1, 12, "also l")]),
        ("a [^zz]", [("NOT001", 1, 3, "[^zz]")]),
        ("a\n\n[^1]: n\n\n[^1]: m", [("NOT002", 3, 1, "[^1]:"), ("NOT003", 5, 1, "[^1]:")]),
        ("a\n\n- b\n\n    [^1]: n", [("NOT002", 5, 5, "[^1]:")]),
        ("a\n\n>   [^1]: n", [("NOT002", 3, 5, "[^1]:")]),
        ("a <b>c</b>", [("HTM001", 1, 3, ""), ("HTM001", 1, 7, "")]),
        ("> a\n>\n> *b**c*d", [("EMP001", 3, 1, "")]),
    ],
)
def test_marks(text: str, expected: list[tuple[str, int, int, str]]) -> None:
    assert faults(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("::: answr\n:::", [("BLK003", 1, 5, "answr")]),
        (":::source\n", [("BLK003", 1, 1, ":::source")]),
        ("::: answer\n:::", [("BLK004", 1, 5, "answer")]),
        ("::: aside\n::: aside\n:::\n:::", [("BLK004", 2, 5, "aside")]),
        ("::: aside\na", [("BLK001", 1, 1, "::: aside")]),
        ("a\n:::", [("BLK002", 2, 1, ":::")]),
        ("- a\n\n    ::: aside", [("BLK005", 3, 5, "::: aside")]),
        ("> ::: aside", [("BLK005", 1, 3, "::: aside")]),
        ("1. ::: aside", [("BLK005", 1, 4, "::: aside")]),
        ("```\n[a]{u}", [("BLK006", 1, 1, "```")]),
        ("::: questions\n::: question mark=2\n:::\n:::", [("MRK002", 2, 14, "mark=2")]),
        ("::: questions\n::: question lines=two\n:::\n:::", [("MRK002", 2, 20, "two")]),
        ("::: questions\n::: question skill=reading\n:::\n:::", [("MRK002", 2, 20, "reading")]),
        ("::: questions\n::: question #who\n:::\n:::", [("IDS002", 2, 14, "#who")]),
        ("::: questions\n::: question lines\n:::\n:::", [("MRK007", 2, 14, "lines")]),
        ("::: source\n:::", [("MRK007", 1, 1, "::: source")]),
        ("::: source @ch-x\n:::", [("MRK002", 1, 13, "ch-x")]),
        ("::: source @src-x lines=1-6 sentences=9-3\n:::", [("MRK002", 1, 39, "9-3")]),
        ("::: source @src-x lines=one\n:::", [("MRK002", 1, 25, "one")]),
        ("::: source @src-x notes=all\n:::", [("MRK002", 1, 19, "notes=all")]),
        ("::: source @src-x lines\n:::", [("MRK007", 1, 19, "lines")]),
        ("::: source @src-x translation=beside\n:::", [("MRK002", 1, 31, "beside")]),
        ("::: questions\n::: question answer-lines=2 lines=3\n:::\n:::", [("MRK002", 2, 29, "lines=3")]),
        ("::: verse cs sk\nA\n:::", [("MRK002", 1, 14, "sk")]),
        ("::: facsimile page=1\n:::", [("MRK007", 1, 1, "::: facsimile page=1")]),
        ('::: facsimile file=a credit=b alt=""\n:::', [("MRK007", 1, 31, 'alt=""')]),
        ("::: figure @tank file=a alt=b credit=c licence=d\nE\n:::", [("IDS002", 1, 12, "@tank")]),
        (
            "::: figure file=a alt=b credit=c licence=d\nE\n:::",
            [("MRK007", 1, 1, "::: figure file=a alt=b credit=c licence=d")],
        ),
        (
            "::: figure @fig-a file=a alt=b credit=c licence=d\n:::",
            [("MRK007", 1, 1, "::: figure @fig-a file=a alt=b credit=c licence=d")],
        ),
        ("::: quotation\nA\n:::", [("MRK007", 1, 1, "::: quotation")]),
        ("::: quotation\n[@k] A\n:::", [("MRK007", 1, 1, "::: quotation")]),
        ("::: adapted en\nA\n:::", [("TRN002", 1, 1, "::: adapted en"), ("BLK004", 1, 5, "adapted")]),
        ("::: notes\n:::", [("BLK004", 1, 5, "notes")]),
        ("::: transcript\nA\n:::", [("MRK007", 1, 1, "::: transcript")]),
        ("::: transcript Czech\nA\n:::", [("MRK002", 1, 16, "Czech")]),
        ("::: transcript cs sk\nA\n:::", [("MRK002", 1, 19, "sk")]),
        ("::: retold cs\nA\n:::", [("MRK002", 1, 12, "cs")]),
        ('::: aside "The\n:::', [("MRK002", 1, 11, '"The')]),
        (
            "a\n" + "::: teacher\n" * 13 + ":::\n" * 13,
            [("BLK004", 14, 1, "::: teacher"), ("BLK002", 27, 1, ":::")],
        ),
    ],
)
def test_blocks(text: str, expected: list[tuple[str, int, int, str]]) -> None:
    assert [one for one in faults(text) if one[:1] != ("BLK004",) or one in expected] == expected


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{ixx: a}", 'did you mean "ix"?'),
        ("[a]{plcae=c}", 'did you mean "place"?'),
        ("[a]{ogr}", 'did you mean "org"?'),
        ("{who: a}", "write [text]{who}"),
        ("[a]{event: 1968 | b}", "write {event: …} apart from the words"),
        ('[a]{event=1968 labl="b"}', 'did you mean "label"?'),
        ('[a]{tags="b"}', "it is part of {event=…}"),
        ("{ix: a | se: b}", 'did you mean "see"?'),
        ("::: qestions\n:::", 'did you mean "questions"?'),
        ("::: questions\n::: question skill=sorcing\n:::\n:::", 'did you mean "sourcing"?'),
        ("::: questions\n::: question lins=2\n:::\n:::", 'did you mean "lines"?'),
        ("::: source\n:::", "write ::: source @src-proclamation"),
        ("A[^on]\n\nB[^one]\n\n[^one]: c", 'did you mean "one"?'),
        ("> [a]{ins=abov}", 'did you mean "above"?'),
        ("> [a]{uncler}", 'did you mean "unclear"?'),
        ("> [a]{unclear=b}", "write unclear alone"),
        ('[a]{by="b"}', "it is part of {unclear=…}"),
        ("> {gap: ilegible}", 'did you mean "illegible"?'),
        ("> {gap: damage 3 acres}", "write damage, or damage 3 words or lines or letters or pages"),
        ("{unclear: a}", "write [text]{unclear}"),
        ("[a]{gap: b}", "write {gap: …} apart from the words"),
        ("::: source @src-x sentences=9-3\n:::", "write 3-9"),
        ("::: figure @fig-a file=b licence=c\nD\n:::", 'write alt="…" credit="…"'),
        ("::: figure file=b alt=b credit=b licence=c\nD\n:::", "write ::: figure @fig-tank"),
        ("::: facsimle\n:::", 'did you mean "facsimile"?'),
        ("[@src-x, s. x]", "write s. 4 or s. 4–6, and name the source again for another"),
        ("[a]{lang=Czech}", 'write a language code such as "cs" or "en-GB"'),
        ("[a]{date=21.8.1968}", "try 1968-08-21"),
    ],
)
def test_remedies(text: str, hint: str) -> None:
    assert [one.hint for one in read(text).diagnostics] == [hint]


def test_a_place_is_that_of_the_file() -> None:
    """Tabs count as one column, and what comes in quotations and lists is found through their marks."""
    assert faults("\u010d\t\u017e [a]{whoo=1}")[0][:3] == ("MRK001", 1, 9)
    assert faults("> - [a]{event=1968\n>   lable=1}")[0] == ("MRK002", 2, 5, "lable=1")
    assert faults("- [a]{event=1968\n      tags=x lable=1}")[0] == ("MRK002", 2, 14, "lable=1")
    assert faults("| a | [b]{who=x\\|y z=1} |\n|--|--|\n| c | d |")[0] == ("MRK002", 1, 20, "z=1")
    assert faults("[a]{who=`x` z=1}")[0] == ("MRK002", 1, 13, "z=1")


def test_each_fault_is_said_once() -> None:
    assert codes("*a [b]{whoo}* {foo: c}") == ["MRK001", "MRK001"]
