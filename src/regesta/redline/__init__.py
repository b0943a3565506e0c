"""Two states of a book → one in which every change is marked; works on the trees, never on text with markup.

A block is paired with the one it became, then compared word by word. Marks, citations and pointers are
changed whole or not at all. What is put in is an element around elements, so that markup cannot break.
"""
