"""Pages → PDF. The only package that imports `weasyprint` and `pikepdf`."""
