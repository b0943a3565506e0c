"""Texts that stand in archives and not in the manuscript: which are needed, whether they are the right
ones, and the book as a copy with them or without them has it. Bytes come in, the lock goes out; no disk.

A source whose record names a `witness` prints the transcript that was brought from there; where the text is
not in this copy, it prints what the manuscript holds. Blocks of such a source that only one of the two copies
prints: `retold` and what has the class `without-text`; `notes` and what has the class `with-text`.
"""
