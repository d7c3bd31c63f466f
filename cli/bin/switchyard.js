#!/usr/bin/env node
// Runs the command line on the Node that the package pins: any Node from 20 on can begin, not every one reads TypeScript.

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const pinned = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url))
// What Node makes of our modules is kept, here and in every process that is started from here: commands begin twice as fast.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../../node_modules/.cache/switchyard', import.meta.url))
nodeModule.enableCompileCache?.(process.env.NODE_COMPILE_CACHE)

if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import(main)
} else if (existsSync(pinned)) {
  const child = spawn(pinned, [main, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // A terminal sends Ctrl-C to the child as well.
  process.on('SIGINT', () => {})
  child.once('exit', (code) => process.exit(code ?? 1))
} else {
  process.stderr.write('Switchyard is not installed completely: run "npm ci" in its folder first.\n')
  process.exit(1)
}
