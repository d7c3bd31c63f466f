// `npm start`: set up what is missing, then be the server.

import { join } from 'node:path'
import { becomeNode } from './becomeNode.js'
import { withCompileCache } from './compileCache.js'
import { pinnedNode, root, setUp } from './setup.js'

try {
  await setUp()
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
// A smaller nursery: under load a tenth of the memory less for hardly any throughput (docs/performance.md).
const flags = ['--max-semi-space-size=8']
const main = join(root, 'server', 'src', 'main.ts')
becomeNode(pinnedNode, [...flags, main, ...process.argv.slice(2)], withCompileCache(process.env))
