// From the page for a class to a lesson, opened as from a stick, with the keyboard alone: node classroom.mjs FOLDER OUT PAPER
// The first source is chosen, then the last, and the last is moved up; says what was seen on the way.
import fs from "node:fs"
import path from "node:path"
import { pathToFileURL } from "node:url"
import { browsing } from "./server.mjs"

const [folder, out, paper] = process.argv.slice(2)

async function arrived(ending) {
    for (let tries = 0; tries < 300; tries++) {
        const name = fs.readdirSync(out).find(name => name.endsWith(ending))
        if (name) return path.join(out, name)
        await new Promise(ready => setTimeout(ready, 100))
    }
    throw new Error(`no ${ending} came`)
}

await browsing(folder, async (page, _address, faults) => {
    const asked = [], met = { by: {} }, session = await page.createCDPSession()
    page.on("request", one => asked.push(one.url()))
    await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: out })
    await page.setViewport({ width: 1280, height: 1000 })
    await page.goto(pathToFileURL(path.join(folder, "index.html")).href)

    const shown = () => page.$$eval(".cards > li", all => all.filter(one => one.offsetParent).map(one => one.id))
    const told = () => page.$$eval("[role=status]", all => all.map(one => one.textContent).filter(Boolean))
    const here = selector => page.evaluate(selector => document.activeElement.matches(selector), selector)
    const presses = async (...keys) => { for (const key of keys) await page.keyboard.press(key) }
    // Walks with Tab, back if need be, until what is meant has the focus: what no key reaches is never found.
    const reach = async (selector, back) => {
        if (back) await page.keyboard.down("Shift")
        let steps = 0
        do await page.keyboard.press("Tab")
        while (!await here(selector) && ++steps < 400)
        if (back) await page.keyboard.up("Shift")
        if (steps === 400) throw new Error(`no key leads to ${selector}`)
    }
    const all = met.all = await shown()

    await reach(".skip")
    await reach("[name=word]")
    await page.keyboard.type("no such word anywhere")
    met.by.word = [await shown(), await told(), await page.$eval("#none", one => one.offsetParent !== null)]
    await reach("[type=reset]")
    await presses("Enter")
    await page.waitForFunction(count => [...document.querySelectorAll(".cards > li")].filter(one => one.offsetParent).length === count, {}, all.length)
    await reach("[name=skill]", true)
    await presses("Space")
    met.by.skill = [await page.evaluate(() => document.activeElement.value), await shown(), await told()]
    await presses("Space")
    if (await page.$("[name=level]")) {
        await reach("[name=level]", true)
        await presses("End")
        met.by.level = [await page.$eval("[name=level]", one => one.value), await shown(), await told()]
        await presses("Home")
    }

    await reach(`#${all[0]} .add`)
    await presses("Enter")
    await reach(`#${all.at(-1)} .add`)
    await presses("Space")
    await reach("#chosen li:last-child button:not(:disabled)")
    await presses("Enter")
    met.focus = await here("#chosen li:first-child button")
    met.chosen = await page.$$eval("#chosen li b", all => all.map(one => one.textContent))
    await reach("#question")
    await page.keyboard.type("Who paid, “and why”?")
    await reach("[name=paper]")
    if (paper === "letter") await presses("ArrowDown")
    await reach("#pupils")
    for (const name of ["time", "sides", "paper"]) met[name] = await page.$eval(`#${name}`, one => one.textContent)
    await page.screenshot({ path: path.join(out, "page.png") })
    await reach("#pack")
    await presses("Enter")
    met.pdf = path.basename(await arrived(".pdf"))
    await page.waitForFunction(() => document.querySelector("#told").textContent)
    met.told = await told()
    await reach("#page")
    await presses("Enter")
    const leaf = await arrived(".html")
    await reach("#zip")
    await presses("Enter")
    met.zip = path.basename(await arrived(".zip"))
    met.address = await page.evaluate(() => location.hash)

    await page.goto(pathToFileURL(leaf).href)
    met.leaf = path.basename(leaf)
    met.heading = await page.$eval("h1", one => one.textContent)
    met.parts = await page.$$eval("article", all => all.length)
    met.ways = await page.$$eval("main > ol a", all => all.length)
    met.elsewhere = asked.filter(url => !/^(file|blob|data):/.test(url))
    met.faults = faults
    console.log(JSON.stringify(met))
})
