"""What everybody does: one HTML, one call, page numbers by target-counter. The measure of `make bench`.

`python -m tests.bench.naive MANUSCRIPT PDF [literal]`; with `literal` the numbers are printed as if they
were known, which shows what the counters cost.
"""

import re
import sys
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from regesta.citeproc import Citeproc
from regesta.editions.order import plan, sections
from regesta.model import PageMap
from regesta.pages import Setting, environment, typeset
from regesta.pipeline import read as read_book
from regesta.render.pdf.fetch import Fetcher
from regesta.render.pdf.sheets import SETS
from regesta.workspace import read, read_faces

COUNTED = r'<a class="pn" href="#\1"></a>'
STYLE = "a.pn::after{content:target-counter(attr(href),page)} main{break-before:page}"
RECTO = ".chapter main{break-before:recto}"


class Anywhere(dict[str, int]):
    """Says that every anchor lies somewhere: never two on a page, never one after the other."""

    def __contains__(self, anchor: object) -> bool:
        return True

    def __missing__(self, anchor: str) -> int:
        return self.setdefault(anchor, 2 * len(self))


class Asked(PageMap):
    """Labels that a counter takes the place of."""

    def label(self, anchor: str) -> str:
        return f"⟦{anchor}⟧"

    stand_in = label


def main(manuscript: str, out: str, literal: str = "") -> None:
    inputs, pages = read(Path(manuscript)).value, Asked({}, Anywhere(), 1)
    edition = plan(read_book(inputs).value, "student", Citeproc()).value
    looks, book = environment(inputs.theme, "print", edition.words), edition.book.settings
    setting = Setting(looks, book, edition.words, "student", False, pages)
    made = [typeset(section, setting).xhtml for section in sections(edition, pages)]
    bodies = [re.search(r"<body( class=.*?)>(.*)</body>", one, re.DOTALL) for one in made]
    text = "".join(f"<div{one[1]}>{one[2]}</div>" for one in bodies if one)
    text = re.sub(r'data-slot="([^"]*)" data-edge="end">0<', r">⟦\1⟧<", text)  # of the contents
    text = re.sub("⟦(.*?)⟧", "123" if literal else COUNTED, text)
    fetcher, fonts = Fetcher(read_faces(print), inputs.pictures), FontConfiguration()
    styles = [*(inputs.theme.styles[name] for name in SETS["print"]), STYLE, RECTO]
    sheets = [CSS(string=one, url_fetcher=fetcher, font_config=fonts) for one in styles]
    html = HTML(string=f'<html lang="en"><title>Naive</title><body>{text}</body></html>', url_fetcher=fetcher)
    html.write_pdf(out, stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    main(*sys.argv[1:])
