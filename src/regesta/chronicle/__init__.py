"""Dated things of a book → rows: what happened, when, who reports it and when, and where that is told.

Whoever prints, draws or exports a chronology takes them from here, all or those that `Wanted` lets through.
"""
