"""What a new chapter, source or register entry is written as; text in, text out, and nothing is guessed."""
