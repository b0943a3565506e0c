"""What stands at a place of a text and where it leads: for whoever writes it, in any editor; no I/O.

`signs` lists what can be named, `cursor` says what is named or wanted at a place, `renaming` finds every
place of a name, and `remedies` reads off a fault how to mend it where that is exact.
"""
