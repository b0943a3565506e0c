"""Sentence ends in their languages, and numbers in a tree."""

import re
from itertools import pairwise

import pytest

from regesta.reader.sentences import ends
from tests.reader.reading import body, read


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mr. Black met Gen. Pavlovsky.| They spoke."),
        ("en", "He asked: “Why?”| She left.| See p. 12 and vol. 3."),
        ("en", "The U.S. Embassy cabled at 4 p.m. on Aug. 21.| No reply."),
        ("en", "J. N. Smith… waited!| Really?"),
        ("en", "Value 3.5 rose.| Then fell (or so).| “Yes.”| 12 came."),
        ("en", "It was 1968.| In Prague, etc.| And so on."),
        ("en", "Really?! he asked.| Yes"),
        ("cs", "Dne 21. srpna 1968 ve 23. hodině.| Vojska překročila hranice."),
        ("cs", "Na XIV. sjezdu, tj. ve Vysočanech, mluvil dr. Kriegel.| Např. o tom."),
        ("cs", "„Proč?“ ptal se.| V 19. století atd.| Nic."),
        ("cs", "Psal se rok 1968.| Léto."),
        ("cs", "Schůze ÚV KSČ 30. Května byla v Praze.| Soudr. Dubček promluvil."),
        ("sk", "Dňa 21. augusta, t.j. v stredu.| Napr. v Bratislave."),
        ("fr", "M. Dupont arriva.| Il partit."),
        ("", "One.| Two"),
    ],
)
def test_ends(language: str, text: str) -> None:
    words = text.replace("|", "")
    cuts = [0, *ends(words, language)]
    assert "|".join(words[start:end] for start, end in pairwise(cuts)) == text


def test_an_author_rules() -> None:
    assert ends("One two. Three", "en", forced=(3,)) == (3, 8, 14)
    for forbidden in (7, 8, 9):
        assert ends("One two. Three", "en", forbidden=(forbidden,)) == (14,)


def sentences(text: str) -> str:
    """The body of a transcript, with `[1:…]` for a numbered sentence and `<2>` for where one begins."""
    shown = body(f"::: transcript en\n{text}\n:::").removeprefix(
        '<div data-block="transcript" id="ch-x-transcript-1" data-lang="en" lang="en">'
    )
    shown = re.sub(r' data-n="\d+"', "", shown.removesuffix("</div>"))
    return shown.replace('<span class="s" id="ch-x.s', "[s")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two!", '<p>[s1">One.</span> [s2">Two!</span></p>'),
        ("One *two.* Three", '<p>[s1">One <em>two.</em></span> [s2">Three</span></p>'),
        ("*One.* Two.", '<p>[s1"><em>One.</em></span> [s2">Two.</span></p>'),
        ("*One. Two.* Three.", '<p><em>[s1">One.</span> [s2">Two.</span></em> [s3">Three.</span></p>'),
        ("One *two. Three* four.", '<p>[s1"></span>One <em>two. [s2"></span>Three</em> four.</p>'),
        ("One.  \nTwo.", '<p>[s1">One.</span><br/>[s2">Two.</span></p>'),
        ("One\ntwo. Three.", '<p>[s1">One\ntwo.</span> [s2">Three.</span></p>'),
        ("- One. Two.\n    - Three.\n- Four.", '<ul><li>[s1">One.</span> [s2">Two.</span>'
         '<ul><li>[s3">Three.</span></li></ul></li><li>[s4">Four.</span></li></ul>'),
        ("> One.", '<blockquote><p>[s1">One.</span></p></blockquote>'),
        ("- Two.\n\n- Three.", '<ul><li><p>[s1">Two.</span></p></li><li><p>[s2">Three.</span></p></li></ul>'),
        ("# None. No.\n\nOne.", '<h1 id="ch-x-sec-1">None. No.</h1><p>[s1">One.</span></p>'),
        ("", ""),
    ],
)  # fmt: skip
def test_numbers_in_the_tree(text: str, expected: str) -> None:
    assert sentences(text) == expected


def test_what_touches_a_sentence_belongs_to_it() -> None:
    shown = sentences("{ix: a}One.[^1] {ix: b}Two{s-}. Not three[@k].{>>JN: No. No.<<}\n\n[^1]: n")
    first, second = shown.partition("<section")[0].split(' [s2">')
    assert first.startswith('<p>[s1"><span id="ch-x-ix-1"')
    assert first.endswith('data-mark="note" data-key="1"></a></span>')
    assert second.startswith('<span id="ch-x-ix-2"')
    assert second.endswith("<small>No. No.</small></span></span></p></div>")


def test_only_transcripts_are_numbered_and_all_in_one_row() -> None:
    text = "One.\n\n::: retold\nTwo.\n:::\n\n::: transcript en\nThree.\n:::\n\n::: transcript cs\nČtyři.\n:::"
    assert [one[0] for one in body(text).split('id="ch-x.s')[1:]] == ["1", "2"]


def test_words_stay_as_they_are() -> None:
    text = "One [two. Three]{who=x} four[^1]. *Five.* [Six @src-a. Seven]{lang=cs}{++. Eight++}.\n\n[^1]: n"
    numbered = read(f"::: transcript en\n{text}\n:::").value.body
    plain = read(f"::: retold\n{text}\n:::").value.body
    assert "".join(_strings(numbered)) == "".join(_strings(plain))


def _strings(node: object) -> list[str]:
    return [node] if isinstance(node, str) else [one for child in node.children for one in _strings(child)]
