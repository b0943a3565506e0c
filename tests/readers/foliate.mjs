// What foliate-js (the engine of Foliate and Readest) makes of a book: node foliate.mjs BOOK [SECTIONS]
import { browsing } from "./server.mjs"

const [book, most] = process.argv.slice(2)
await browsing(book, async (page, address, faults) => {
    await page.setViewport({ width: 800, height: 1000 })
    await page.goto(`${address}/foliate.html`)
    await page.waitForFunction("window.ready")
    const made = await page.evaluate("open_book()")
    made.notes = []
    made.fonts = []
    for (let index = 0; index < Math.min(made.sections.length, Number(most ?? Infinity)); index++) {
        const met = await page.evaluate(index => window.notes_of(index), index)
        made.notes.push(...met.notes)
        made.fonts.push(...met.fonts)
    }
    made.unseen = []
    for (let at = 0; at < made.pages.length; at += Math.ceil(made.pages.length / 20)) {
        const [label, href] = made.pages[at]
        if (!await page.evaluate(href => window.shows_page(href), href)) made.unseen.push(label)
    }
    made.links = await page.evaluate("lost_links()")
    // A page or a note that is left while it is still being measured says this; it is not the book's.
    made.faults = faults.filter(one => !/getComputedStyle|intersectsNode/.test(one))
    console.log(JSON.stringify(made))
})
