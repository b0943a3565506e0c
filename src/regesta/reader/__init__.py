"""Manuscript text → frozen tree with exact positions. The only package that imports `markdown`.

Other rooms import `regesta.reader.parse` and nothing else. What stands in the tree it makes
(`xhtml` prints no attribute that begins with `data-`; those are for the passes):

The body is `<section>`; its last child, where there are notes, is `<section class="notes">` with an
`<aside data-note="LABEL">` for each, in the order in which they are written. Ordinary Markdown is
ordinary XHTML: `p h1…h6 ul ol li dl dt dd blockquote table pre hr a img em strong code br`. A
heading has its own `{#id}` or `OWNER-sec-N`; an aligned cell has `class="align-left|center|right"`;
code is `<pre><code class="language-x">`. Quotes, dashes and dots stay as they are written.

Blocks are `<div data-block="NAME" id="…">`; the id is the fence's `#id` or `OWNER-NAME-N`:

    source      data-ref="src-x"
    transcript  data-lang="cs" lang="cs"; its sentences are numbered, see below
    retold      –
    questions   data-title
    question    data-lines data-marks data-skill data-at
    answer      –
    teacher     data-title
    aside       data-title

Marks have `id` (the anchor in their fact: `#id` where one is given, else `OWNER-KIND-N`),
`data-mark` (the verb; several are parted by spaces, the first one is the KIND) and:

    {ix: …} {ix+: …} {ix-: …} {ix!: …}   span  data-mark="ix" "ix+" "ix-" "ix!", data-body; data-silent
    {event: WHEN | LABEL}                 span  data-event data-label; data-silent
    {s+} {s-}                             span  data-silent
    [text]{who=… org=… place=… term=…}   span  data-who data-org data-place data-term ("" when bare)
    [text]{event=… label=… tags=…}       span  data-event data-label data-tags (parted by spaces)
    [text]{date=…}                       time  data-date
    [text]{lang=…}                       span  data-lang and lang
    [text]{ix} [text]{ix: …}            span  data-ix ("" when the words are the entry)
    [text]{ix+: …} and so on             span  data-mark="ix+" "ix-" "ix!", data-ix
    [text]{#id .class}                   span  data-mark="span"; id, class
    @src-x @ch-x @ev-x @q-x               a     data-mark="ref", data-key; empty
    [see @k, p. 12; @src-x]               a     data-mark="cite", data-key (as written, brackets off); empty
    [^label]                              a     data-mark="note", data-key; empty
    {++ ++} {-- --} {== ==}               ins del mark   data-mark="insert" "delete" "highlight"
    {~~ ~> ~~}                            span  data-mark="substitute", holds del and ins
    {>> <<}                               span  data-mark="comment", holds small

`data-silent=""` says that the mark shows nothing; a paragraph of nothing but such marks is
`<div class="anchors">`. A mark that cannot be read stays as its text in `<span class="unknown">`.

In a transcript each sentence is `<span class="s" id="OWNER.sN">`; where a sentence begins in one
element and ends in another, such a span stands empty at its beginning.
"""
