"""Addresses of witnesses: which may be used, and where their files lie."""

import pytest

from regesta.texts.address import candidates, file_name, home, refused, versioned

RAW = "https://raw.example.org/Office/frus/0278d5a891a4795b60a60c0c3e9e4a4a10124d77/volumes/v17.xml"
HOSTS = ("raw.example.org", "127.0.0.1")


@pytest.mark.parametrize("address", [RAW, "http://127.0.0.1:8000/v17.xml", "witnesses/v17.xml"])
def test_what_may_be_used(address: str) -> None:
    assert refused(address, HOSTS) == ""


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://raw.example.org/v17.xml", "not reached by https"),
        ("ftp://raw.example.org/v17.xml", "not reached by https"),
        ("file:///etc/passwd", "not reached by https"),
        ("https://other.example.org/v17.xml", "book.yaml does not name"),
        ("https://raw.example.org.evil.example/v17.xml", "book.yaml does not name"),
        ("https://ann:secret@raw.example.org/v17.xml", "a name or a password"),
        ("http://localhost/v17.xml", "book.yaml does not name"),
        ("https://raw.example.org:port/v17.xml", "is no address"),
        ("https://[raw/v17.xml", "is no address"),
        ("../v17.xml", "leads out"),
        ("/etc/passwd", "leads out"),
        ("a/../../v17.xml", "leads out"),
        ("C:\\v17.xml", "leads out"),
        ("//raw.example.org/v17.xml", "not reached by https"),
    ],
)
def test_what_may_not(address: str, reason: str) -> None:
    assert reason in refused(address, HOSTS)


def test_what_names_a_version() -> None:
    assert versioned(RAW)
    assert versioned("https://archive.example/v1.2/v17.xml")
    assert versioned("witnesses/v17.xml")
    assert not versioned("https://raw.example.org/Office/frus/master/volumes/v17.xml")


def test_where_a_file_lies() -> None:
    assert home(RAW) == RAW.removeprefix("https://")
    assert home("https://a.example/../../x y.xml?id=1/2") == "a.example/x_y.xml_id_1_2"
    assert home("https://a.example/") == "a.example/index.xml"


def test_where_an_archive_is_looked_into() -> None:
    looked = candidates(RAW)
    assert looked[0] == home(RAW)
    assert looked[-4:] == (
        "0278d5a891a4795b60a60c0c3e9e4a4a10124d77/volumes/v17.xml",
        "volumes/v17.xml",
        "v17.xml",
        "v17-extract.xml",
    )
    assert file_name(RAW) == "v17.xml"
