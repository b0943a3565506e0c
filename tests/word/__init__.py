"""The book for Word and back."""
