"""Two states of a book side by side: what came, went, moved and changed; knows no file and no page design."""
