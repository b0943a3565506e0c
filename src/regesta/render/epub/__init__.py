"""Pages → EPUB: our own XHTML, navigation and metadata. The only package that imports `ebooklib`."""
