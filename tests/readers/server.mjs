// Serves a book, and the readers that open it, to a browser on this machine.
import fs from "node:fs"
import http from "node:http"
import path from "node:path"
import { fileURLToPath } from "node:url"
import puppeteer from "puppeteer-core"

const HERE = path.dirname(fileURLToPath(import.meta.url))
const TYPES = {
    ".js": "text/javascript", ".mjs": "text/javascript", ".html": "text/html", ".xhtml": "application/xhtml+xml",
    ".css": "text/css", ".svg": "image/svg+xml", ".epub": "application/epub+zip", ".ttf": "font/ttf",
}

function serve(roots) {
    const server = http.createServer((asked, answer) => {
        const name = decodeURIComponent(new URL(asked.url, "http://localhost").pathname)
        for (const [prefix, folder] of roots) {
            const file = path.join(folder, name.slice(prefix.length))
            if (name.startsWith(prefix) && fs.existsSync(file) && fs.statSync(file).isFile()) {
                answer.writeHead(200, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream" })
                return fs.createReadStream(file).pipe(answer)
            }
        }
        answer.writeHead(404)
        answer.end()
    })
    return new Promise(ready => server.listen(0, "127.0.0.1", () => ready(server)))
}

// Runs `work(page, address)` in Chromium; `book` is an EPUB or a folder that holds one unpacked.
export async function browsing(book, work) {
    const server = await serve([["/modules/", path.join(HERE, "node_modules")], ["/book/", path.resolve(book)],
        ["/book.epub", path.resolve(book)], ["/", HERE]])
    const browser = await puppeteer.launch({
        executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true,
        args: ["--no-sandbox", "--disable-gpu", "--force-renderer-accessibility"], protocolTimeout: 600000,
    })
    const faults = []
    try {
        const page = await browser.newPage()
        page.on("pageerror", fault => faults.push(String(fault.message ?? fault)))
        await work(page, `http://127.0.0.1:${server.address().port}`, faults)
    } finally {
        await browser.close()
        server.close()
    }
}
