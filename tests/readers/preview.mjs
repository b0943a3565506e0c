// An editor at the preview, as a browser meets it: node preview.mjs ADDRESS FILE EDITS PID…
// Prints what was seen at each step; FILE is the chapter that is edited, PID the process that serves.
import fs from "node:fs"
import { createRequire } from "node:module"
import puppeteer from "puppeteer-core"

const [address, file, edits, pid, shots] = process.argv.slice(2)
const AXE = createRequire(import.meta.url).resolve("@daisy/axe-core-for-ace/axe.min.js")
const seen = { faults: [] }
const original = fs.readFileSync(file, "utf-8")
const save = text => { fs.writeFileSync(`${file}.new`, text); fs.renameSync(`${file}.new`, file) }  // as editors do
const resident = () => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, "utf-8"))[1])

const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true,
    args: ["--no-sandbox", "--disable-gpu"], protocolTimeout: 600000,
})
try {
    const page = await browser.newPage()
    page.setDefaultTimeout(60000)
    page.on("pageerror", fault => seen.faults.push(String(fault.message ?? fault)))
    // (that a deed is refused, with 409, is a part of the session)
    page.on("console", said => { if (said.type() === "error" && !said.text().includes("409")) seen.faults.push(said.text()) })
    await page.setBypassCSP(true)  // for axe alone; the page's own scripts obey it
    await page.setViewport({ width: 1280, height: 800 })
    const inFrame = (work, ...given) => page.$eval("#frame", (frame, source, given) => new Function(`return ${source}`)()(frame.contentDocument, ...given), work.toString(), given)
    const until = (work, ...given) => page.waitForFunction((source, given) => new Function(`return ${source}`)()(document.getElementById("frame").contentDocument, ...given), {}, work.toString(), given)
    const holds = words => until((there, words) => there.body?.textContent.includes(words), words)
    const pane = words => page.waitForFunction(words => document.getElementById("faults").textContent.includes(words), {}, words)
    const gone = words => page.waitForFunction(words => !document.getElementById("faults").textContent.includes(words), {}, words)
    const shot = async name => { if (shots) await page.screenshot({ path: `${shots}/${name}.png` }) }
    const axe = async name => {
        await page.addScriptTag({ path: AXE })
        const run = () => window.axe.run(document, { iframes: false }).then(made => made.violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 120)}`))
        seen[name] = await page.evaluate(run)
        const frame = await (await page.$("#frame")).contentFrame()
        await frame.addScriptTag({ path: AXE })
        seen[name].push(...(await frame.evaluate(run)).map(one => `frame ${one}`))
    }

    // Open
    await page.goto(`${address}#ch-bridge`)
    await holds("bridge")
    await page.waitForFunction(() => document.getElementById("state").textContent === document.body.dataset.current)
    seen.parts = await page.$$eval("#parts a", all => all.map(one => one.dataset.part))
    seen.styled = await inFrame(there => there.defaultView.getComputedStyle(there.querySelector("p")).fontFamily)
    await axe("axe")
    await shot("open")

    // Edit far below, and see it without losing the place
    const filler = Array.from({ length: 60 }, (_, n) => `Paragraph ${n} of a long chapter, which says little and takes a line or two of the page that an editor reads.`).join("\n\n")
    save(`${original}\n\n${filler}\n`)
    await holds("Paragraph 59")
    await inFrame(there => there.defaultView.scrollTo(0, [...there.querySelectorAll("p")].find(one => one.textContent.includes("Paragraph 30")).offsetTop))
    const top = there => Math.round([...there.querySelectorAll("p")].find(one => one.textContent.includes("Paragraph 31")).getBoundingClientRect().top)
    const before = await inFrame(top)
    save(`${original}\n\nA word that is new stands before all others.\n\n${filler}\n`)
    await holds("A word that is new")
    seen.moved = (await inFrame(top)) - before
    seen.changed = await inFrame(there => [...there.querySelectorAll(".desk-changed")].map(one => one.textContent))
    await shot("edited")

    // Break, and the last good page stays with the fault shown
    save(`${original}\n\n${filler}\n\nWords that never appear.\n\n::: retold\nNever closed.\n`)
    await pane("BLK001")
    await page.waitForFunction(() => document.body.dataset.faulty === "1")
    seen.stays = await inFrame(there => [there.body.textContent.includes("Paragraph 30"), there.body.textContent.includes("Words that never appear")])
    seen.banner = await page.$eval("#older", one => !one.hidden && one.textContent.length > 0)
    await axe("axe_broken")
    await shot("broken")

    // Follow the diagnostic, mend
    await page.evaluate(() => [...document.querySelectorAll("#faults button")].find(one => one.textContent.includes("BLK001")).click())
    await page.waitForFunction(() => document.getElementById("place").textContent.includes("→"))
    seen.followed = await page.$eval("#place", one => one.textContent)
    save(original)
    await gone("BLK001")
    await until(there => !there.body.textContent.includes("Paragraph 30"))
    seen.mended = await page.$eval("#older", one => one.hidden)

    // A fault of the book as a whole does not hold the page back
    save(`${original}\n\nSee @src-nowhere and [nobody]{who=nobody}.\n`)
    await pane("REF001")
    await holds("nobody")
    await page.evaluate(() => [...document.querySelectorAll("#faults button")].find(one => one.textContent.includes("REF002")).click())
    seen.chosen = await page.waitForFunction(() => document.getElementById("frame").contentDocument.querySelector(".desk-chosen")?.dataset.at).then(one => one.jsonValue())
    save(original)
    await gone("REF001")

    // By keyboard alone: another part, a passage of it, and to the editor
    await page.focus("#show-parts")
    for (let n = 0; n < 40; n++) {
        await page.keyboard.press("Tab")
        if (await page.evaluate(() => document.activeElement.dataset.part === "ch-note")) break
    }
    await page.keyboard.press("Enter")
    await page.waitForFunction(() => document.querySelector("[aria-current]")?.dataset.part === "ch-note")
    for (let n = 0; n < 60; n++) {
        await page.keyboard.press("Tab")
        if (await page.evaluate(() => document.activeElement.id === "frame")) break
    }
    await inFrame(there => there.activeElement.blur())
    await page.keyboard.press("j")
    await page.keyboard.press("j")
    seen.keyed = await page.waitForFunction(() => document.getElementById("place").textContent).then(one => one.jsonValue())
    await page.keyboard.press("Enter")
    await page.waitForFunction(() => document.getElementById("place").textContent.includes("→"))

    // The cursor of an editor, through its plug-in
    await page.evaluate(() => fetch("/cursor", { method: "POST", headers: { "X-Regesta-Token": document.body.dataset.token }, body: JSON.stringify({ path: "chapters/01-bridge.md", line: 9 }) }))
    seen.cursor = await page.waitForFunction(() => { const at = document.getElementById("frame").contentDocument.querySelector(".desk-chosen")?.dataset.at; return at?.startsWith("chapters/01") && at }).then(one => one.jsonValue())

    // What editors propose: listed, shown, and decided by keyboard alone; the file keeps all other bytes
    const proposed = original.replace("The first is printed whole.", "The {++very ++}{>>JN 2026-11-20: why not?<<}first is {~~printed~>copied~~}{>>AB 2026-11-22<<} whole. {>>AB: which?<<}")
    save(proposed)
    await page.waitForFunction(() => document.querySelectorAll("#changes li[data-sign]").length === 3)
    seen.proposed = await page.$$eval("#changes .words", all => all.map(one => one.textContent.trim()))
    seen.authors = await page.$$eval("#author option", all => all.map(one => one.textContent))
    await axe("axe_changes")
    await shot("changes")
    await page.select("#author", "AB")
    await page.waitForFunction(() => document.querySelectorAll("#changes li[data-sign]").length === 2)
    await page.select("#author", "")
    await page.waitForFunction(() => document.querySelectorAll("#changes li[data-sign]").length === 3)
    const tabTo = async deed => {
        for (let n = 0; n < 80; n++) {
            await page.keyboard.press("Tab")
            if (await page.evaluate(deed => document.activeElement.dataset.deed === deed, deed)) return
        }
    }
    const left = number => page.waitForFunction(number => document.querySelectorAll("#changes li[data-sign]").length === number, {}, number)
    await page.focus("#show-parts")
    await tabTo("show")
    await page.keyboard.press("Enter")  // leads to it on the page
    await page.waitForFunction(() => document.getElementById("frame").contentDocument.querySelector(".desk-chosen")?.textContent.trim() === "very")
    await tabTo("accept")
    await page.keyboard.press("Enter")
    await left(2)
    seen.accepted = fs.readFileSync(file, "utf-8") === proposed.replace("{++very ++}{>>JN 2026-11-20: why not?<<}", "very ")
    seen.focused = await page.evaluate(() => document.activeElement.closest("li")?.querySelector("del")?.textContent)
    await page.keyboard.press("c")
    await page.waitForFunction(() => document.activeElement.id === "initials")
    await page.keyboard.type("XY")
    await page.keyboard.press("Tab")
    await page.keyboard.type("a<<}b")
    await page.keyboard.press("Enter")
    await page.waitForFunction(() => document.getElementById("state").textContent.includes("<<"))
    await shot("answering")
    await page.keyboard.press("Backspace")
    await page.keyboard.press("Backspace")
    await page.keyboard.press("Backspace")
    await page.keyboard.press("Backspace")
    await page.keyboard.press("Enter")
    await page.waitForFunction(() => document.querySelector("#changes .remarks")?.textContent.includes("XY"))
    seen.answered = /~~\}\{>>AB 2026-11-22<<\}\{>>XY \d{4}-\d\d-\d\d: a<<\} whole/.test(fs.readFileSync(file, "utf-8"))
    await page.keyboard.press("r")
    await left(1)
    await page.keyboard.press("a")
    await left(0)
    seen.decided = fs.readFileSync(file, "utf-8") === original.replace("The first is printed whole.", "The very first is printed whole. ")
    save(original)
    await until(there => !there.body.textContent.includes("very first"))

    // As it will print: the pages of the chapter, numbered as in the whole book
    const sheets = () => inFrame(there => [...there.querySelectorAll("figure img")].map(one => one.getAttribute("src")))
    await page.select("#form", "print")
    await until(there => there.querySelectorAll("figure").length > 2 && !there.querySelector(".note"))
    await until(there => [...there.querySelectorAll("img")].slice(0, 2).every(one => one.complete && one.naturalWidth > 0))
    seen.labels = await inFrame(there => [...there.querySelectorAll("figcaption")].map(one => one.textContent))
    await axe("axe_print")
    await shot("print")
    const pages = await sheets()
    await inFrame(there => there.querySelectorAll("figure")[1].scrollIntoView())
    save(original.replace("the mayor", "who was the mayor"))
    await page.waitForFunction(first => document.getElementById("frame").contentDocument.querySelector("figure img").getAttribute("src") !== first, {}, pages[0])
    seen.marked = await inFrame(there => [...there.querySelectorAll("figure")].map(one => one.classList.contains("desk-changed")))
    seen.reprinted = (await sheets()).map((one, at) => one !== pages[at])
    seen.held = await inFrame(there => Math.round(there.querySelectorAll("figure")[1].getBoundingClientRect().top))
    seen.said = await page.$eval("#state", one => one.textContent)
    save(`${original}\n\n::: retold\nNever closed.\n`)
    await pane("BLK001")
    seen.printed_still = (await sheets()).length === pages.length
    save(original)
    await gone("BLK001")
    await page.waitForFunction(first => document.getElementById("frame").contentDocument.querySelector("figure img").getAttribute("src") === first, {}, pages[0])
    await inFrame(there => [...there.querySelectorAll(".paper div")].find(one => one.textContent.includes("Both letters survive")).click())
    seen.pressed = await page.waitForFunction(() => { const said = document.getElementById("place").textContent; return said.includes("→") && said }).then(one => one.jsonValue())
    await page.select("#light", "night")
    await axe("axe_print_night")
    await shot("print-night")
    await page.select("#light", "day")
    await page.setViewport({ width: 820, height: 1180, hasTouch: true, isMobile: true })
    await axe("axe_print_tablet")
    await shot("print-tablet")
    await page.setViewport({ width: 1280, height: 800 })
    await page.click('[data-part="index"]')
    await until(there => there.querySelectorAll("figure").length === 1 && there.body.textContent.includes("ferry"))
    await page.click('[data-part="ch-bridge"]')

    // Every form, by day and by night, and the list of a part that is made of all others
    seen.widths = {}
    for (const form of ["epub-phone", "epub-reader", "epub-desktop", "web"]) {
        await page.select("#form", form)
        await page.waitForFunction(form => document.body.dataset.form === form && document.getElementById("frame").contentDocument.body?.dataset.ready, {}, form)
        await holds("bridge")
        seen.widths[form] = await page.$eval("#frame", one => one.clientWidth)
        await shot(form)
    }
    await page.select("#light", "night")
    await axe("axe_night")
    seen.night = await inFrame(there => there.defaultView.getComputedStyle(there.documentElement).backgroundColor)
    await shot("night")
    await page.setViewport({ width: 820, height: 1180, hasTouch: true, isMobile: true })
    await axe("axe_tablet")
    const wide = () => page.evaluate(() => [document.documentElement.scrollWidth <= innerWidth, document.getElementById("main").clientWidth])
    seen.tablet = []
    for (const closed of ["", "no-parts", "no-parts no-faults", "no-parts no-faults no-changes"]) {
        await page.evaluate(closed => { document.body.className = closed }, closed)
        seen.tablet.push(...await wide())
    }
    await shot("tablet")
    await page.setViewport({ width: 1280, height: 800 })
    await page.click('[data-part="chronology"]')
    await holds("flood")

    // Many edits in a row, none of them missed
    await page.click('[data-part="ch-bridge"]')
    let missed = 0
    const memory = []
    for (let n = 0; n < Number(edits); n++) {
        save(`${original}\n\nThis is edit number ${n}, and no other.\n`)
        await holds(`This is edit number ${n}, and no other.`).catch(() => { missed += 1; console.error(`missed ${n}`) })
        if (n === Math.floor(edits / 4) || n === edits - 1) memory.push({ server: resident(), window: Math.round((await page.metrics()).JSHeapUsedSize / 1024) })
    }
    seen.missed = missed
    seen.memory = memory
    save(original)
    await until(there => !there.body.textContent.includes("This is edit number"))
} catch (fault) { if (shots) await (await browser.pages()).at(-1).screenshot({ path: `${shots}/fault.png` }); throw fault } finally {
    await browser.close()
    save(original)
}
console.log(JSON.stringify(seen))
