"""The disk: what is read and what is not, and writing that never leaves half a file."""

from pathlib import Path

import pytest

from regesta.model import Artifact
from regesta.workspace import Missing, read, theme, write


def test_no_manuscript_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Missing, match=r"book\.yaml"):
        read(tmp_path)


def test_only_texts_of_the_manuscript_are_read(mini: Path) -> None:
    (mini / "chapters" / "notes.txt").write_text("no", "utf-8")
    (mini / ".hidden.md").write_text("no", "utf-8")
    texts = read(mini).value.texts
    assert "chapters/01-bridge.md" in texts
    assert {"chapters/notes.txt", ".hidden.md"}.isdisjoint(texts)


def test_a_book_may_override_one_file_of_the_style(mini: Path) -> None:
    before = theme(mini)
    (mini / "styles" / "css").mkdir(parents=True)
    (mini / "styles" / "css" / "text.css").write_text("p { color: red }", "utf-8")
    after = theme(mini)
    assert after.styles["css/text.css"] == "p { color: red }"
    assert {name for name in before.styles if before.styles[name] != after.styles[name]} == {"css/text.css"}
    assert before.templates == after.templates


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, (Artifact("a.pdf", b"good"),))

    def fail(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(OSError, match="No space"):
        write(tmp_path, (Artifact("a.pdf", b"bad"),))
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a.pdf", b"good")]
