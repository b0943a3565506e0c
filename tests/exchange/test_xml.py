"""XML from outside: each way in which it cannot be read has its code and its line; nothing is fetched."""

import pytest

from regesta.exchange.xml import DEEPEST, LARGEST, Fault, parse

BOMB = b'<!DOCTYPE a [<!ENTITY x "xx"><!ENTITY y "&x;&x;&x;">]>\n<a>&y;</a>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<a>&x;</a>'


@pytest.mark.parametrize(
    ("raw", "code", "line"),
    [
        (b"", "TEI001", 1),
        (b"{}", "TEI001", 1),
        (b"<a>\n<b></a>", "TEI001", 2),
        (b"<a>\n<b>words", "TEI001", 2),
        (BOMB, "TEI002", 1),
        (OUTSIDE, "TEI002", 1),
        (b'<?xml version="1.0"?>\n<a>\n\xe9</a>', "TEI003", 3),
        (b'<?xml version="1.0" encoding="martian"?><a/>', "TEI003", 1),
        (b"<!DOCTYPE html>\n<html><body>Log in</body></html>", "TEI004", 1),
        (b"\n\n<HTML>", "TEI004", 3),
        (b"<!-- a --><html/>", "TEI004", 1),
        (b"<a>" * (DEEPEST + 5) + b"</a>" * (DEEPEST + 5), "TEI006", 1),
        (b"<a>" * 300 + b"</a>" * 300, "TEI006", 1),
    ],
)
def test_what_is_refused(raw: bytes, code: str, line: int) -> None:
    fault = parse(raw)
    assert isinstance(fault, Fault)
    assert (fault.code, fault.line) == (code, line)
    assert fault.said("a.xml").startswith(f"a.xml, line {line}: ")


def test_what_is_larger_than_it_may_be() -> None:
    assert parse(b"<a>words</a>", 5).code == "TEI006"
    assert not isinstance(parse(b"<a>words</a>", LARGEST), Fault)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-2"])
def test_other_encodings_are_read_where_they_are_declared(encoding: str) -> None:
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    raw = f'<?xml version="1.0" encoding="{declared}"?><a>č</a>'.encode(encoding)
    root = parse(raw)
    assert not isinstance(root, Fault)
    assert root.text == "č"
