// What r2-shared-js (the parser of Thorium) reads of a book, as a Readium manifest: node readium.cjs BOOK
const { EpubParsePromise } = require("r2-shared-js/dist/es8-es2017/src/parser/epub")
const globals = require("r2-shared-js/dist/es8-es2017/src/init-globals")
const { TaJsonSerialize } = require("r2-lcp-js/dist/es8-es2017/src/serializable")

globals.initGlobalConverters_GENERIC()
globals.initGlobalConverters_SHARED()
EpubParsePromise(process.argv[2]).then(read => {
    console.log(JSON.stringify(TaJsonSerialize(read)))
    read.freeDestroy()
})
