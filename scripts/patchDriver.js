// Runs after every install. The PostgreSQL driver loses its footing when the server closes connections under load
// (porsager/postgres issues 1154 and 1208; every release up to 3.4.9), which here means: when the database restarts.
// - A small statement that waits to be written when its connection closes ends the whole process.
// - What waited is written in front of the next session's greeting, which the server takes for garbage.
// - Statements that came between the error and the close are never settled, and the answers of the next session's first
//   statements are taken for theirs.
// - A new session that is lost while the driver asks it for its types ends the whole process: nobody hears that question's failure.
//   And when it was ended in words, those are taken for the answer of the session that is opened in its place.
// All are cured in its source. With a release that has other lines here this refuses: look whether it has the cures.

import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const file = fileURLToPath(new URL('../node_modules/postgres/src/connection.js', import.meta.url))

const cures = [
  {
    ill: '  function nextWrite(fn) {\n    const x = socket.write(chunk, fn)\n',
    well: `  function nextWrite(fn) {
    if (socket === null) {
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options, socket))
      query = null
      return false
    }
    const x = socket.write(chunk, fn)
`,
  },
  {
    ill: "    clearImmediate(nextWriteTimer)\n    socket.removeListener('data', data)\n    socket.removeListener('connect', connected)\n    idleTimer.cancel()\n",
    well: "    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener('data', data)\n    socket.removeListener('connect', connected)\n    idleTimer.cancel()\n",
  },
  {
    ill: "    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))\n",
    well: `    ;(query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
    query = results = errorResponse = null
    result = new Result()
`,
  },
  {
    ill: '    if (initial)\n      return reconnect()\n',
    well: `    if (initial) {
      query = results = errorResponse = null
      result = new Result()
      return reconnect()
    }
`,
  },
  {
    ill: '      order by b.oid\n    `], [], execute)\n',
    well: '      order by b.oid\n    `], [], execute).catch(() => [])\n',
  },
]

const found = readFileSync(file, 'utf8')
const cured = cures.reduce(cure, found)
if (cured !== found) writeFileSync(file, cured)

function cure(source, { ill, well }) {
  if (source.includes(well)) return source
  const parts = source.split(ill)
  if (parts.length !== 2) throw new Error(`${file} is not the release that scripts/patchDriver.js was written for.`)
  return parts.join(well)
}
