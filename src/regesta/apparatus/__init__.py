"""What is generated from the book once pages are known: one file each, none knows another.

Each has `make(book, pages, words) -> Section`; the book it is given holds only what its readers may
see. A new apparatus is a file here, a line in `editions/order.py` and a template.
"""
