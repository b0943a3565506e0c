"""The hooks know the engine that they were written for, and refuse another."""

import pytest
import weasyprint
from weasyprint.layout import block

from regesta.render.pdf import hooks


def test_they_are_there() -> None:
    hooks.install()
    hooks.install()
    assert block.notes_stay


def test_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(hooks.OtherEngine, match=r"71\.0"):
        hooks.install()
