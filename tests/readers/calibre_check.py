"""Run by calibre itself: prints what its Check Book finds, a line each.

Left out is its opinion on the order of selectors (`no-descending-specificity` of stylelint): a stylesheet
by subjects has another order, and every reader gives the same result.
"""

import sys

from calibre.ebooks.oeb.polish.check.main import run_checks  # type: ignore[import-not-found]
from calibre.ebooks.oeb.polish.container import get_container  # type: ignore[import-not-found]

ORDER = " to come before selector "

for fault in run_checks(get_container(sys.argv[-1], tweak_mode=False)):
    if ORDER not in fault.msg:
        print(type(fault).__name__, fault.name, fault.msg)
