// Pictures of documents at three widths, by day and by night: node screenshots.mjs FOLDER OUT DOCUMENT…
import path from "node:path"
import { browsing } from "./server.mjs"

const [folder, out, ...documents] = process.argv.slice(2)
const DEVICES = { phone: [390, 844], reader: [600, 800], desktop: [1100, 900] }

await browsing(folder, async (page, address) => {
    const made = []
    for (const [device, [width, height]] of Object.entries(DEVICES)) {
        await page.setViewport({ width, height, deviceScaleFactor: 1 })
        for (const scheme of ["light", "dark"]) {
            await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }])
            for (const document of documents) {
                const [file, anchor] = document.split("#")
                await page.goto(`${address}/book/${file}`)
                // As night modes do it: the reader's own ground and letters, and nothing of the book's.
                const night = ":root { color-scheme: dark; background: #16181d; color: #d8d4cc }"
                if (scheme === "dark") await page.addStyleTag({ content: night })
                if (anchor) await page.evaluate(anchor => window.document.getElementById(anchor).scrollIntoView(), anchor)
                const wide = await page.evaluate(() => window.document.documentElement.scrollWidth > window.innerWidth)
                const name = `${path.basename(file, ".xhtml")}${anchor ? `-${anchor}` : ""}-${device}-${scheme}.png`
                await page.screenshot({ path: path.join(out, name) })
                made.push([name, wide])
            }
        }
    }
    console.log(JSON.stringify(made))
})
