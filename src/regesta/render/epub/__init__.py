"""Pages → EPUB: our own XHTML, navigation and metadata in a container. The only package that imports `ebooklib`."""
