// Which documents run over the edge of a small phone whose letters are twice as large: node reflow.mjs FOLDER DOCUMENT…
import { browsing } from "./server.mjs"

const [folder, ...documents] = process.argv.slice(2)

await browsing(folder, async (page, address) => {
    await page.setViewport({ width: 320, height: 640 })
    const over = []
    for (const document of documents) {
        await page.goto(`${address}/book/${document}`)
        await page.addStyleTag({ content: ":root { font-size: 200% }" })
        const wide = await page.evaluate(() => {
            const edge = window.innerWidth + 1
            if (window.document.documentElement.scrollWidth <= edge) return ""
            const far = [...window.document.body.querySelectorAll("*")].filter(one => one.getBoundingClientRect().right > edge)
            return far.map(one => `${one.tagName} ${one.className}: ${one.textContent.trim().slice(0, 40)}`).pop() ?? "?"
        })
        if (wide) over.push(`${document}: ${wide}`)
    }
    console.log(JSON.stringify(over))
})
