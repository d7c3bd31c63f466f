// A process of its own that starts (or joins) the embedded server of a folder, for tests that kill it.
// Prints the port and waits; any line on its input makes it stop in order and print how that ended.

import { once } from 'node:events'
import { startEmbedded } from '@switchyard/server/db/embedded.ts'

const dataDir = process.argv[2]
if (dataDir === undefined) throw new Error('usage: embeddedProcess.ts DATA_FOLDER')
const server = await startEmbedded({
  dataDir,
  onNotice: (sentence) => process.stderr.write(`${sentence}\n`),
  settings: { shared_buffers: '16MB' },
})
process.stdout.write(`${new URL(server.url).port}\n`)
await once(process.stdin, 'data')
process.stdout.write(`${await server.stop()}\n`)
process.exit(0)
