// The pane of changes and comments: what nobody has decided is shown, accepted, rejected, answered.
"use strict"

const changes = $("changes")
let by = "", at = 0, typing = null  // whose are listed; the item that was worked on last; the one that is answered

const items = () => [...changes.querySelectorAll("li[data-sign]")]
const inPane = () => changes.contains(document.activeElement)
const reachItem = number => items()[Math.max(0, Math.min(number, items().length - 1))]?.querySelector("button").focus()

// While somebody types an answer, the list waits.
async function listed() {
    if (typing) return
    const answer = await fetch(`/changes?author=${encodeURIComponent(by)}`).catch(() => null)
    if (!answer?.ok || typing) return
    const made = document.createElement("template")
    made.innerHTML = await answer.text()
    $("changes-count").textContent = answer.headers.get("X-Changes")
    const same = items().map(one => one.dataset.sign).join() === [...made.content.querySelectorAll("li[data-sign]")].map(one => one.dataset.sign).join()
    if (same && changes.childElementCount) return
    const held = inPane(), filter = document.activeElement?.id === "author"
    changes.replaceChildren(...made.content.childNodes)
    if (held && !filter) reachItem(at)
    if (filter || (held && !items().length)) ($("author") ?? $("show-changes")).focus()
}

async function deed(item, kind, more = {}) {
    const { path, sign } = item.dataset
    const answer = await fetch("/decide", { method: "POST", headers: { "X-Regesta-Token": said.token }, body: JSON.stringify({ path, sign, deed: kind, ...more }) }).catch(() => null)
    const told = answer && (await answer.json().catch(() => ({}))).said
    $("state").textContent = told ?? said.gone
    if (!answer?.ok) return  // what was typed stays, with the reason at the foot
    typing = null
    await listed()
}

function answering(item) {
    const form = $("answering")
    typing = item
    item.append(form)
    form.hidden = false
    $("initials").value = kept.get("initials", "")
    $("words").value = ""
    form.scrollIntoView({ block: "nearest" })
    ;($("initials").value ? $("words") : $("initials")).focus()
}

function quiet() {
    const item = typing
    typing = null
    $("answering").hidden = true
    changes.append($("answering"))
    item?.querySelector('[data-deed="answer"]')?.focus()
}

function act(item, kind) {
    if (!item) return
    at = items().indexOf(item)
    const { part, path, line, anchor } = item.dataset
    if (kind === "show") {
        if (part) show(part, { path, line: Number(line), anchor })
        $("place").textContent = `${path}:${line}`
    } else if (!item.querySelector(`[data-deed="${kind}"]`)) return
    else if (kind === "answer") answering(item)
    else deed(item, kind)
}

changes.addEventListener("click", event => {
    const button = event.target.closest("button[data-deed]")
    if (button) act(button.closest("li[data-sign]"), button.dataset.deed)
    else if (event.target.id === "cancel") quiet()
})
changes.addEventListener("change", event => {
    if (event.target.id !== "author") return
    by = event.target.value
    listed()
})
changes.addEventListener("submit", event => {
    event.preventDefault()
    const author = $("initials").value.trim(), words = $("words").value.trim()
    kept.set("initials", author)
    deed(typing, "answer", { author, words })
})
changes.addEventListener("keydown", event => {
    if (event.key === "Escape" && typing) return quiet()
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select")) return
    const item = event.target.closest("li[data-sign]"), key = event.key.toLowerCase()
    const kind = { a: "accept", r: "reject", c: "answer" }[key], step = { j: 1, k: -1 }[key]
    if (kind && item) event.preventDefault()
    if (kind) act(item, kind)
    if (step) reachItem(item ? items().indexOf(item) + step : 0)
})
news.addEventListener("saved", listed)
news.addEventListener("hello", listed)
