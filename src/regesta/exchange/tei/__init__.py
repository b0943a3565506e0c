"""A document in TEI P5 → the tree of a transcript, exactly as our own reader would have made it.

The conventions are those of `regesta.reader`. What is TEI's, and what becomes of it:

    p ab                              p
    head (of a part)                  h3, h4 …; the document's own head is its title and is no transcript
    opener dateline salute byline     div, class = the element's name: not numbered, for they are no sentences
    closer signed trailer postscript
    list item label                   ul li (ol where it is ordered); a label begins its item, with {s-}
    table row cell                    table tbody tr td th
    quote cit (a block)               blockquote
    lg l, lb                          p class="verse" with br; br
    hi emph title foreign             em strong sup sub, {u}, {lang=}
    q soCalled mentioned              the words in “ ”
    persName placeName orgName        {who=} {place=} {org=} where the registers know the name
    gloss term                        {org=} or {term=} where the registers know the word
    date                              {date=} where it can be read
    gap, supplied, ex                 {gap: …}; {add}
    unclear, del, add                 {unclear}; {del}; {ins}
    choice                            sic corr → {sic=}; abbr expan → {abbr=}; of orig and reg the original
    pb                                {pb: n}
    note                              a note by=document and its call; type="source" → the source note
    floatingText, attachment          a part of the document, after a rule

Words are never lost. Where only the words were carried, or not even they (figures, formulas), TEI007 names
the element and its line. Paragraphs of the document bear `data-par`, from 1; what has an xml:id, `data-tei`.
"""
