// From the page for teachers to a lesson, opened as from a stick: node classroom.mjs FOLDER OUT SOURCE…
import fs from "node:fs"
import path from "node:path"
import { pathToFileURL } from "node:url"
import { browsing } from "./server.mjs"

const [folder, out, ...sources] = process.argv.slice(2)
const AXE = path.join(import.meta.dirname, "node_modules", "@daisy", "axe-core-for-ace", "axe.min.js")

async function arrived(ending) {
    for (let tries = 0; tries < 200; tries++) {
        const name = fs.readdirSync(out).find(name => name.endsWith(ending))
        if (name) return path.join(out, name)
        await new Promise(ready => setTimeout(ready, 100))
    }
    throw new Error(`no ${ending} came`)
}
async function broken(page) {
    await page.addScriptTag({ path: AXE })
    return page.evaluate(async () => (await axe.run()).violations.map(one => `${one.id}: ${one.nodes[0].html}`))
}

await browsing(folder, async (page, _address, faults) => {
    const asked = [], said = {}
    page.on("request", one => asked.push(one.url()))
    const session = await page.createCDPSession()
    await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: out })
    await page.setViewport({ width: 1280, height: 1000 })
    await page.goto(pathToFileURL(path.join(folder, "index.html")).href)
    said.listed = await page.$$eval(".cards > li", all => all.length)
    said.axe = await broken(page)
    for (const one of sources) await page.click(`#${one} .add`)
    said.chosen = await page.$$eval("#chosen li", all => all.length)
    said.paper = await page.$eval("#paper", one => one.textContent)
    said.time = await page.$eval("#time", one => one.textContent)
    await page.type("#question", "Who paid?")
    await page.screenshot({ path: path.join(out, "page.png") })
    await page.click("#pack")
    const lesson = await arrived(".html")
    await page.click("#zip")
    said.zip = path.basename(await arrived(".zip"))
    await page.type("[name=word]", "no such word anywhere")
    said.left = await page.$$eval(".cards > li", all => all.filter(one => !one.hidden).length)
    for (const [scheme, width] of [["dark", 820], ["light", 390]]) {
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }])
        await page.setViewport({ width, height: 900 })
        await page.goto(pathToFileURL(path.join(folder, "index.html")).href)
        said[`axe ${scheme}`] = await broken(page)
        said[`wide ${scheme}`] = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
        await page.screenshot({ path: path.join(out, `page-${scheme}.png`) })
    }
    await page.setViewport({ width: 1000, height: 1000 })
    await page.goto(pathToFileURL(lesson).href)
    said.lesson = path.basename(lesson)
    said.heading = await page.$eval("h1", one => one.textContent)
    said.parts = await page.$$eval("article", all => all.length)
    said.ways = await page.$$eval("main > ol a", all => all.length)
    said["axe lesson"] = await broken(page)
    await page.screenshot({ path: path.join(out, "lesson.png") })
    await page.pdf({ path: path.join(out, "lesson.pdf"), format: "A4" })
    said.outside = asked.filter(url => !/^(file|blob|data):/.test(url))
    said.faults = faults
    console.log(JSON.stringify(said))
})
