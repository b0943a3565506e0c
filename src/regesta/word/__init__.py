"""The book for Word and back: DOCX that keeps the name of each paragraph, and proposals read out of it.

Pure passes over bytes and trees; the only room that knows OOXML. What a reviewer did is looked for among the
signs of the paragraph as it stands in the manuscript, so that nothing but proposals is ever written there.
"""
