// What epub.js draws of a book: node epubjs.mjs BOOK
import { browsing } from "./server.mjs"

await browsing(process.argv[2], async (page, address, faults) => {
    await page.goto(`${address}/epubjs.html`)
    await page.waitForFunction("window.ready")
    const made = await page.evaluate("open_book()")
    made.letters = {}
    for (const href of made.chapters) made.letters[href] = await page.evaluate(href => window.letters_of(href), href)
    made.faults = faults
    console.log(JSON.stringify(made))
})
