"""Long-running work for editors: the preview, and whatever watches a manuscript while it is written."""
