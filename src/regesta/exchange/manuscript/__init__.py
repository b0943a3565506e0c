"""Trees and tables → the texts of a manuscript: what `regesta.reader` and `regesta.data` make of them again.

Written so that the words come out exactly: every sign that Markdown or our marks would take for theirs is
escaped. Knows the conventions of `regesta.reader` and nothing of where a tree came from.
"""
