"""What everybody does: one HTML, one call, page numbers by target-counter. The measure of `make bench`.

`python -m tests.bench.naive MANUSCRIPT PDF [literal]`; with `literal` the numbers are printed as if they
were known, which shows what the counters cost. Prints seconds of CPU.
"""

import re
import sys
import time
from collections import defaultdict
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from regesta.citeproc import Citeproc
from regesta.editions.order import plan, sections
from regesta.model import PageMap
from regesta.pages import Setting, environment, typeset
from regesta.pipeline import read as read_book
from regesta.render.pdf.fetch import Fetcher
from regesta.render.pdf.layout import HOUSE
from regesta.workspace import read, read_faces

COUNTED = r'<a class="pn" href="#\1"></a>'
STYLE = "a.pn::after{content:target-counter(attr(href),page)} main{break-before:page} .chapter main{break-before:recto}"


class Asked(defaultdict[str, object]):
    """Has a page for every anchor: a mark that a counter will take the place of."""

    def __contains__(self, anchor: object) -> bool:
        return True

    def get(self, anchor: str, default: object = None) -> object:
        return self[anchor]


class Labels(Asked):
    def __missing__(self, anchor: str) -> str:
        return f"⟦{anchor}⟧"


class Places(Asked):
    def __missing__(self, anchor: str) -> int:
        return self.setdefault(anchor, 2 * len(self))  # never two on a page, never one after the other


def main(manuscript: str, out: str, literal: str = "") -> None:
    inputs = read(Path(manuscript)).value
    edition = plan(read_book(inputs).value, "student", Citeproc()).value
    pages = PageMap(Labels(), Places(), 1)  # type: ignore[arg-type]
    words = Setting(environment(inputs.theme, "print"), edition.book.settings, edition.words, "student", False, pages)
    made = [typeset(section, words).xhtml for section in sections(edition, pages)]
    bodies = [re.search(r"<body( class=.*?)>(.*)</body>", one, re.DOTALL) for one in made]
    text = "".join(f"<div{one[1]}>{one[2]}</div>" for one in bodies if one)
    text = re.sub("⟦(.*?)⟧", "123" if literal else COUNTED, text)
    fetcher, fonts = Fetcher(read_faces(print), inputs.pictures), FontConfiguration()
    styles = [*(inputs.theme.styles[name] for name in HOUSE), STYLE]
    sheets = [CSS(string=one, url_fetcher=fetcher, font_config=fonts) for one in styles]
    began = time.process_time()
    html = HTML(string=f'<html lang="en"><title>Naive</title><body>{text}</body></html>', url_fetcher=fetcher)
    html.write_pdf(out, stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")
    print(round(time.process_time() - began, 1))


if __name__ == "__main__":
    main(*sys.argv[1:])
