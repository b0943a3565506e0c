// The window of the preview: shows a part in the frame, takes it anew when something was saved, keeps the place.
"use strict"

const $ = id => document.getElementById(id)
const body = document.body, said = body.dataset, frame = $("frame")
const BLOCKS = "h1, h2, h3, h4, p, li, tr, figure, dt, dd, pre"
const VOLATILE = / (?:id|href|data-at|aria-labelledby|class="desk-[^"]*")(?:="[^"]*")?/g
const shown = { part: "", form: "", audience: "", version: 0 }
let asked = 0, chosen = null, waiting = null
let aim = { part: "" }  // where the editor wants to be: a part, and perhaps an anchor or a line of it

// What is kept from one visit to the next ---------------------------------------------------------

const kept = {
    get: (key, otherwise) => { try { return localStorage.getItem(`regesta-${key}`) ?? otherwise } catch { return otherwise } },
    set: (key, value) => { try { localStorage.setItem(`regesta-${key}`, value) } catch { /* a closed store */ } },
}

// The page ----------------------------------------------------------------------------------------

const form = () => $("form").value
const printed = () => form() === "print"
const address = part => `/page/${form().split("-")[0]}/${$("audience").value}/${encodeURIComponent(part)}`
const inside = () => frame.contentDocument
const blocks = root => [...root.querySelectorAll(BLOCKS)].filter(one => !one.querySelector("p, li, tr, figure"))
const key = block => block.outerHTML.replace(/<(\w+)[^>]*>/g, tag => tag.replace(VOLATILE, "").replace(/ class="([^"]*?) ?desk-\w+"/g, ' class="$1"').replace(/ class=""/g, ""))

function show(part, place = {}) {
    aim = { part, ...place }
    return refresh()
}

// The part that is wanted, as it is now; an answer that comes after a later question is let go.
async function refresh(marking = true) {
    const turn = ++asked, { part } = aim
    if (printed()) $("state").textContent = said.laying
    const answer = await fetch(address(part)).catch(() => null)
    if (!answer || turn !== asked) return
    if (!answer.ok) return
    const text = await answer.text()
    if (turn !== asked) return
    const same = shown.part === part && shown.form === form().split("-")[0] && shown.audience === $("audience").value
    const version = Number(answer.headers.get("X-Version")), known = same && marking && version === shown.version
    Object.assign(shown, { part, form: form().split("-")[0], audience: $("audience").value, version })
    const made = new DOMParser().parseFromString(text, "application/xhtml+xml")
    if (known) rest()
    else if (same) exchange(made, marking)
    else place(made)
    older(answer.headers.get("X-Faulty") === "1")
    current()
    if (location.hash !== `#${part}`) history.replaceState(null, "", `#${part}`)
    const named = aim.anchor && inside().getElementById(aim.anchor)
    if (named) reach(named, Boolean(aim.line))
    else if (aim.line) reach(nearest(aim.path, aim.line), true)
    aim = { part }
    body.dataset.version = shown.version
}

// The same page, no newer: it was only gone to, and what the last save changed stays marked.
function rest() {
    if ([said.laying, said.checking].includes($("state").textContent)) $("state").textContent = said.current
}

function older(is) {
    $("older").hidden = !is
    $("older").textContent = is ? said.older : ""
    if (is) $("state").textContent = ""
    body.dataset.faulty = is ? "1" : ""
    faults()
}

// A page that was not there before. Nothing is waited for, so that no older page comes after a newer one; its
// looks are loaded again only where they are others.
function place(made) {
    const there = inside(), looks = root => [...root.querySelectorAll("link")].map(one => one.getAttribute("href")).join()
    const root = there.importNode(made.documentElement, true)
    if (looks(there) === looks(root)) {
        there.body.replaceWith(root.querySelector("body"))
        there.documentElement.lang = made.documentElement.lang
        there.title = made.title
    } else there.replaceChild(root, there.documentElement)
    there.body.dataset.ready = "1"
    frame.contentWindow.scrollTo(0, 0)
    chosen = null
    $("place").textContent = ""
    if (printed()) $("state").textContent = said.current
    light()
}

// The same page, newer: what changed is marked, and what was read stays where it was.
function exchange(made, marking) {
    const there = inside(), view = frame.contentWindow
    const before = blocks(there.body), count = new Map(), mark = chosen?.dataset.at
    for (const one of before) count.set(key(one), (count.get(key(one)) ?? 0) + 1)
    const top = before.find(one => one.getBoundingClientRect().bottom > 0)
    const held = top && { at: before.indexOf(top), y: top.getBoundingClientRect().top, key: key(top), from: before.length }
    const fresh = there.importNode(made.body, true)
    const after = blocks(fresh), changed = []
    for (const one of after) {
        const left = count.get(key(one)) ?? 0
        if (left) count.set(key(one), left - 1)
        else if (marking) changed.push(one)
    }
    const keys = held ? after.map(key) : []
    if ([...made.querySelectorAll("link")].some(one => !there.head.querySelector(`[href="${one.getAttribute("href")}"]`)))
        there.head.replaceChildren(...there.importNode(made.querySelector("head"), true).childNodes)
    there.body.replaceChildren(...fresh.childNodes)
    there.title = made.title
    for (const one of changed) one.classList.add("desk-changed")
    if (held) {
        const exact = keys.map((one, n) => [one, n]).filter(([one]) => one === held.key).map(([, n]) => n)
        const near = exact.sort((a, b) => Math.abs(a - held.at) - Math.abs(b - held.at))[0]
        const stays = after[near ?? Math.min(held.at, after.length - 1)]
        if (stays) view.scrollBy(0, stays.getBoundingClientRect().top - held.y)
    }
    chosen = null
    if (mark) choose([...there.querySelectorAll("[data-at]")].find(one => one.dataset.at === mark), false)
    const words = printed() ? said.sheets : said.changed
    $("state").textContent = changed.length ? words.replace("{number}", changed.length) : said.same
}

// Places ------------------------------------------------------------------------------------------

const split = at => { const colon = at.lastIndexOf(":"); return [at.slice(0, colon), Number(at.slice(colon + 1))] }

function nearest(path, line) {
    let found = null, best = -1
    for (const one of inside().querySelectorAll("[data-at]")) {
        const [file, at] = split(one.dataset.at)
        if (file === path && at <= line && at >= best && one.getClientRects().length) { best = at; found = found && best === split(found.dataset.at)[1] ? found : one }
    }
    return found
}

function reach(element, choosing = false) {
    if (!element) return
    element.scrollIntoView({ block: "center" })
    if (choosing) choose(element, false)
}

function choose(element, telling = true) {
    chosen?.classList.remove("desk-chosen")
    chosen = element?.closest("[data-at]") ?? null
    chosen?.classList.add("desk-chosen")
    $("place").textContent = chosen ? chosen.dataset.at : ""
    if (chosen && telling) open(...split(chosen.dataset.at))
}

async function open(path, line) {
    const answer = await fetch("/open", { method: "POST", headers: { "X-Regesta-Token": said.token }, body: JSON.stringify({ path, line }) }).catch(() => null)
    if (answer?.ok) $("place").textContent = (await answer.json()).said
}

// What is pressed ---------------------------------------------------------------------------------

function listen(there) {
    there.addEventListener("click", async event => {
        const link = event.target.closest("a[href]")
        if (link) {
            event.preventDefault()
            const to = link.getAttribute("href")
            if (!to.startsWith("#")) return window.open(link.href, "_blank", "noopener")
            return follow(to.slice(1))
        }
        if (there.getSelection().isCollapsed) choose(event.target)
    })
    there.addEventListener("keydown", event => {
        if (event.ctrlKey || event.metaKey || event.altKey) return
        const all = printed() ? [...there.querySelectorAll("[data-at]")] : blocks(there.body).filter(one => one.closest("[data-at]"))
        const step = { j: 1, k: -1 }[event.key.toLowerCase()]
        if (step) {
            const at = chosen ? all.findIndex(one => one === chosen || one.closest("[data-at]") === chosen) : -1
            const next = at < 0 ? all.find(one => one.getBoundingClientRect().bottom > 0) : all[Math.min(all.length - 1, Math.max(0, at + step))]
            choose(next, false)
            chosen?.scrollIntoView({ block: "nearest" })
        } else if (event.key === "Enter" && chosen && there.activeElement === there.body) open(...split(chosen.dataset.at))
        else if (event.key.toLowerCase() === "n") {
            const all_ = [...there.querySelectorAll(".desk-changed")]
            reach(all_.find(one => one.getBoundingClientRect().top > frame.clientHeight / 2 + 5) ?? all_[0])
        }
    })
}

async function follow(anchor) {
    const here = inside().getElementById(anchor)
    if (here) return reach(here)
    const { part } = await (await fetch(`/where?anchor=${encodeURIComponent(anchor)}`)).json()
    if (part) show(part, { anchor })
}

document.addEventListener("click", event => {
    const part = event.target.closest("a[data-part]"), fault = event.target.closest("#faults button")
    if (part) {
        event.preventDefault()
        show(part.dataset.part)
    } else if (fault) {
        const line = Number(fault.dataset.line), path = fault.dataset.path
        if (fault.dataset.part) show(fault.dataset.part, { path, line })
        $("place").textContent = `${path}:${line}`
        open(path, line)
    } else if (event.target.closest("#place") && chosen) open(...split(chosen.dataset.at))
})

for (const pane of ["parts", "faults", "changes"]) {
    const button = $(`show-${pane}`)
    const set = is => { button.setAttribute("aria-expanded", is); body.classList.toggle(`no-${pane}`, !is) }
    set(kept.get(pane, matchMedia("(min-width: 62rem)").matches ? "1" : "") === "1")
    button.addEventListener("click", () => {
        const is = button.getAttribute("aria-expanded") !== "true"
        set(is)
        kept.set(pane, is ? "1" : "")
    })
}

for (const name of ["form", "audience", "light"]) {
    const first = name === "light" && matchMedia("(prefers-color-scheme: dark)").matches ? "night" : $(name).value
    const held = kept.get(name, first)
    if ([...$(name).options].some(one => one.value === held)) $(name).value = held
    $(name).addEventListener("change", () => {
        kept.set(name, $(name).value)
        if (name === "light") light()
        else { body.dataset.form = form(); refresh() }
    })
}
body.dataset.form = form()

function light() {
    const night = $("light").value === "night"
    document.documentElement.classList.toggle("night", night)
    inside()?.documentElement?.classList.toggle("night", night)
}

// What is told ------------------------------------------------------------------------------------

// A pane is written anew only where it says something else, so that nobody's focus is lost under the fingers.
async function renew(pane, address) {
    const answer = await fetch(address).catch(() => null)
    if (!answer?.ok) return
    const made = document.createElement("template")
    made.innerHTML = await answer.text()
    if (made.content.textContent.trim() === pane.textContent.trim()) return
    const unfolded = pane.querySelector("details")?.open
    const focused = pane.contains(document.activeElement) && document.activeElement.textContent
    pane.replaceChildren(...made.content.childNodes)
    if (unfolded) pane.querySelector("details")?.setAttribute("open", "")
    if (focused) [...pane.querySelectorAll("a, button, summary")].find(one => one.textContent === focused)?.focus()
}

const faults = () => renew($("faults"), `/faults?part=${encodeURIComponent(shown.part)}`)

async function parts() {
    await renew($("parts"), "/parts")
    current()
}

function current() {
    for (const link of $("parts").querySelectorAll("a")) {
        if (link.dataset.part === shown.part) link.setAttribute("aria-current", "page")
        else link.removeAttribute("aria-current")
    }
}

const late = () => $("parts").querySelector(`[data-part="${CSS.escape(aim.part)}"]`)?.hasAttribute("data-late")

function count(counts) {
    $("count").textContent = (counts.error ?? 0) + (counts.warning ?? 0) || ""
}

const news = new EventSource("/events")
news.addEventListener("hello", event => {
    const { token, checked, counts } = JSON.parse(event.data)
    if (token !== said.token) return location.reload()  // another run of the preview: its own page
    if (waiting) refresh()
    waiting = null
    $("state").textContent = checked ? said.current : said.checking
    count(counts)
})
news.addEventListener("saved", () => {
    $("state").textContent = said.checking
    if (aim.part && !late()) refresh()
})
news.addEventListener("checked", event => {
    const { counts, version } = JSON.parse(event.data)
    count(counts)
    body.dataset.checked = version
    if ([said.checking, said.laying].includes($("state").textContent) && shown.version === version) $("state").textContent = said.current
    faults()
    parts()
    if (late()) refresh()
})
news.addEventListener("numbered", () => { if (printed()) refresh(false) })  // only numbers have come
news.addEventListener("cursor", event => {
    const { part, path, line } = JSON.parse(event.data)
    if (part) show(part, { path, line })
})
news.onerror = () => { waiting = true; $("state").textContent = said.gone }

frame.addEventListener("load", () => {
    const first = decodeURIComponent(location.hash.slice(1))
    const known = [...$("parts").querySelectorAll("a")]
    listen(inside())
    light()
    show((known.find(one => one.dataset.part === first) ?? known[0]).dataset.part)
})
frame.src = "/css/blank"
window.addEventListener("hashchange", () => {
    const part = decodeURIComponent(location.hash.slice(1))
    if (part && part !== aim.part) show(part)
})
