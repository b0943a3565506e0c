// What a screen reader is given of a document, as Chromium computes it: node heard.mjs FOLDER DOCUMENT [SELECTOR]
import { browsing } from "./server.mjs"

const [folder, document, selector] = process.argv.slice(2)
const SILENT = new Set(["none", "generic", "InlineTextBox", "LineBreak", "ListMarker"])

await browsing(folder, async (page, address) => {
    await page.goto(`${address}/book/${document}`)
    const client = await page.createCDPSession()
    await client.send("Accessibility.enable")
    const { nodes } = await client.send("Accessibility.getFullAXTree")
    const byId = new Map(nodes.map(one => [one.nodeId, one]))
    let root = nodes[0].nodeId
    if (selector) {
        const { root: top } = await client.send("DOM.getDocument")
        const { nodeId } = await client.send("DOM.querySelector", { nodeId: top.nodeId, selector })
        const { node } = await client.send("DOM.describeNode", { nodeId })
        root = nodes.find(one => one.backendDOMNodeId === node.backendNodeId).nodeId
    }
    const lines = []
    const say = (id, depth) => {
        const node = byId.get(id)
        if (!node) return
        const role = node.role?.value, said = (node.name?.value ?? "").replace(/\s+/g, " ").trim()
        const silent = node.ignored || SILENT.has(role) || (role === "StaticText" && !said)
        if (!silent) {
            const level = (node.properties ?? []).find(one => one.name === "level")?.value.value
            lines.push(`${"  ".repeat(depth)}${role}${level ? ` ${level}` : ""}${said ? `: ${said}` : ""}`)
        }
        if (role === "StaticText") return
        for (const child of node.childIds ?? []) say(child, depth + (silent ? 0 : 1))
    }
    say(root, 0)
    console.log(JSON.stringify(lines))
})
