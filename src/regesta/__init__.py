"""Regesta compiles annotated historical sources into a PDF, an EPUB and classroom handouts."""

__version__ = "0.1.0"
