"""Manuscript text → frozen tree with exact positions. The only package that imports `markdown`.

Other rooms import `regesta.reader.parse`; `texts`, which puts a transcript in, also numbers it and calls
its notes (`numbering.number`, `anchored.call`). What stands in the tree it makes
(`xhtml` prints no attribute that begins with `data-`; those are for the passes):

The body is `<section>`; its last child, where there are notes, is `<section class="notes">` with an
`<aside data-note="LABEL">` for each, in the order in which they are written. Ordinary Markdown is
ordinary XHTML: `p h1…h6 ul ol li dl dt dd blockquote table pre hr a img em strong code br`. A
heading has its own `{#id}` or `OWNER-sec-N`; an aligned cell has `class="align-left|center|right"`;
code is `<pre><code class="language-x">`. Quotes, dashes and dots stay as they are written.

Blocks are `<div data-block="NAME" id="…">`; the id is the fence's `#id` or `OWNER-NAME-N`, their
classes are `class`. What a fence does not say has no attribute:

    source      data-ref="src-x"; data-lines="1-6" data-sentences="3-9" (or one number, "4");
                data-notes="" ; data-translation="facing|stacked"
    transcript  data-lang="cs" lang="cs"; numbered, see below
    translation data-lang lang; numbered, see below
    adapted     data-lang lang; numbered, see below
    retold      –
    notes       data-by="document|editor|translator" (always there); anchored notes, see below
    facsimile   data-file data-alt data-credit data-page; its first child is <img src alt/>, then a
                caption if there is one
    figure      id="fig-x", data-file data-alt data-credit data-licence; its first child is
                <img src alt/>, then the caption (always)
    verse       data-lang lang; its lines are <span class="l">, see below
    quotation   data-lang lang, data-cite; its last child is <p class="attribution">: the words of
                `cite`, or the citation that ended the text (taken out of it)
    questions   data-title
    question    data-lines data-marks data-skill data-at (`answer-lines` is `lines`)
    answer      –
    teacher     data-title
    aside       data-title

Marks have `id` (the anchor in their fact: `#id` where one is given, else `OWNER-KIND-N`),
`data-mark` (the verb; several are parted by spaces, the first one is the KIND) and:

    {ix: …} {ix+: …} {ix-: …} {ix!: …}   span  data-mark="ix" "ix+" "ix-" "ix!", data-body; data-silent
    {event: WHEN | LABEL}                 span  data-event data-label; data-silent
    {s+} {s-}                             span  data-silent
    {side: text}                          span  holds the text with its marks; shows beside the line
    {gap: REASON 3 words}                 span  data-reason="illegible|redacted|omitted|damage";
                                          data-quantity and data-unit="words|lines|letters|pages",
                                          both or neither; empty
    {pb: 2}                               span  data-n; empty
    [text]{who=… org=… place=… term=…}   span  data-who data-org data-place data-term ("" when bare)
    [text]{event=… label=… tags=…}       span  data-event data-label data-tags (parted by spaces)
    [text]{date=…}                       time  data-date
    [text]{lang=…}                       span  data-lang and lang
    [text]{ix} [text]{ix: …}            span  data-ix ("" when the words are the entry)
    [text]{ix+: …} and so on             span  data-mark="ix+" "ix-" "ix!", data-ix
    [text]{unclear} {add} {del} {u}      span  data-unclear="" data-add="" data-del="" data-u=""
    [text]{ins} [text]{ins=above}        span  data-ins ("" or above, below, margin, inline, overleaf)
    [text]{sic=orig}                     span  data-sic; the text is the correction
    [text]{abbr=meaning}                 span  data-abbr; the text is the abbreviation
    [text]{hand=2}                       span  data-hand; stands alone or beside another: data-mark="ins hand"
    … by=JN                              data-by, beside unclear, add, ins, del and sic
    [text]{#id .class}                   span  data-mark="span"; id, class
    @src-x @ch-x @ev-x @q-x @fig-x        a     data-mark="ref", data-key; empty
    [see @k, p. 12; @src-x, s. 4–6]       a     data-mark="cite", data-key (as written, brackets off); empty
    [^label]                              a     data-mark="note", data-key; empty
    {++ ++} {-- --} {== ==}               ins del mark   data-mark="insert" "delete" "highlight"
    {~~ ~> ~~}                            span  data-mark="substitute", holds del and ins
    {>> <<}                               span  data-mark="comment", data-author data-date; holds small

`data-silent=""` says that the mark shows nothing; a paragraph of nothing but such marks is
`<div class="anchors">`. A mark that cannot be read stays as its text in `<span class="unknown">`;
a gap never does: no words that stand in one reach the tree.

Numbers. In a transcript each sentence is `<span class="s" id="OWNER.s4" data-n="4">`; where a sentence
begins in one element and ends in another, such a span stands empty at its beginning. In a transcript
with the class `lines` it is lines instead: `<span class="l" id="OWNER.l4" data-n="4">`; each newline
of the block ends a line, the newlines (or `br`) stay between the spans, and indentation means nothing there.
All transcripts of a file make one row of numbers. Sentences (or lines) of `translation` and `adapted`
are the same spans with `data-of="OWNER.s4"` in place of `id`; those in one language make one row. In a
file without a transcript the translation in the first language has the ids. A prose translation of a
transcript in lines has no such spans. A verse's lines have `data-n` from 1 in each verse, with the
class `lines` an id, `VERSE-ID.l4`, and `data-indent` where one stands further in: 1 to 4, for 4 spaces each.

Anchored notes. `::: notes` holds for each entry, in the order written, an `<aside id="OWNER-anchored-N"
data-anchored="quotation|sentence|line" data-by="…">` with `data-words` (the quoted words) or `data-first`
and `data-last` (numbers; the same for one); in it are `p` and other blocks. Its call stands in the
transcript (else the translation, else the retold text) at the end of what it is anchored to:
`<a id="OWNER-anchored-N-call" data-mark="anchored" data-key="OWNER-anchored-N" data-by="…">`, empty.
A note whose anchor is not found has no call.

A text brought from an archive (`exchange.tei`) is the same, with the document's own notes as `aside`s of a
`notes` block by=document. What came so has `data-witness` on its blocks, `data-par` on its paragraphs, and
`data-tei` where the file had an xml:id. Date lines and signatures are `<div class="dateline">` and so on.
Where a record names a witness, `parse` gives no numbers and no calls: `texts` does, once it is known
whether the text is there.
"""
