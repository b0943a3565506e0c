"""A sheet or a key for Word: the page that is printed, with real styles, for whoever wants to change it."""

from regesta.citeproc import Failure, docx
from regesta.classroom.sheets import NAMES, Desk, Sheet
from regesta.diagnostics import Checked, Diagnostic
from regesta.model import Artifact
from regesta.qr import picture
from regesta.word.export import template
from regesta.word.package import titled
from regesta.word.sheets import styled


def documents(desk: Desk, sheets: list[Sheet]) -> Checked[tuple[Artifact, ...]]:
    """Sheets or keys as documents of Word; what pandoc cannot do is a finding."""
    words, language = desk.words, desk.book.settings.language
    styles = template(words, desk.book.settings.title, language)
    moment = f"{desk.book.settings.moment:%Y-%m-%dT%H:%M:%SZ}"
    made, found = list[Artifact](), list[Diagnostic]()
    for one in sheets:
        path = f"handouts/{one.audience}/{one.key}{NAMES.get(one.audience, '')}.docx"
        code = picture(desk.content(one.key).docket.url or "") if one.audience == "student" else ""
        try:
            page = styled(one.xhtml, words, code)
            title = f"{one.section.title} – {words[f'handout.{one.kind}']}"
            made.append(Artifact(path, titled(docx(page, styles), title, moment)))
        except Failure as failure:
            message = f"pandoc cannot write {path.rsplit('/', 1)[-1]}: {failure}"
            hint = "install the package pypandoc_binary anew; the PDF is made without it"
            found.append(Diagnostic("SHT002", message, None, hint))
    return Checked(tuple(made), tuple(found))
