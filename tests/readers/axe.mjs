// What axe finds wrong with pages opened as files, by day and by night, narrow and wide: node axe.mjs FOLDER FILE[#…]…
import path from "node:path"
import { pathToFileURL } from "node:url"
import { browsing } from "./server.mjs"

const [folder, ...files] = process.argv.slice(2)
const AXE = path.join(import.meta.dirname, "node_modules", "@daisy", "axe-core-for-ace", "axe.min.js")

await browsing(folder, async (page, _address, faults) => {
    const found = []
    for (const file of files)
        for (const [width, scheme] of [[320, "light"], [820, "dark"], [1280, "light"], [1280, "dark"]]) {
            await page.setViewport({ width, height: 900 })
            await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }])
            await page.goto("about:blank")
            const [name, rest] = file.split("#")
            await page.goto(pathToFileURL(path.resolve(folder, name)).href + (rest ? `#${rest}` : ""))
            await page.addScriptTag({ path: AXE })
            const { violations } = await page.evaluate(() => axe.run())
            if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)) found.push(`${file} ${width}: runs over the edge`)
            for (const one of violations) found.push(`${file} ${width} ${scheme}: ${one.id} at ${one.nodes[0].target}`)
        }
    console.log(JSON.stringify([...found, ...faults]))
})
