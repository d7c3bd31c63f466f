// npm run bench -- floor intake e2e start engine [--seconds 10] [--connections 64] ...
// Runs the named benches one after the other on this machine and prints them side by side. Exit 1 when a lead got lost.

import { type BenchDatabases, startBenchDatabases } from './database.ts'
import { e2eBench } from './e2e.ts'
import { engineBench } from './engine.ts'
import { floorBench } from './floor.ts'
import { intakeBench } from './intake.ts'
import type { Measured } from './measure/measured.ts'
import { printMeasured } from './measure/print.ts'
import { type BenchName, type BenchOptions, readOptions, usage } from './options.ts'
import { rejectsBench } from './rejects.ts'
import { searchBench } from './search.ts'
import { startBench } from './start.ts'

const benches: Readonly<
  Record<BenchName, (databases: BenchDatabases, options: BenchOptions) => Promise<Measured | readonly Measured[]>>
> = {
  floor: floorBench,
  intake: intakeBench,
  e2e: e2eBench,
  start: startBench,
  engine: engineBench,
  search: searchBench,
  rejects: rejectsBench,
}

const options = readOptions(process.argv.slice(2))
if (options.kind === 'refused') {
  process.stderr.write(`${options.reason}\n${usage}\n`)
  process.exit(2)
}

const databases = await startBenchDatabases()
let stopping: Promise<void> | null = null
const stop = () => (stopping ??= databases.stop())
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Children notice that their parent is gone; the database server is detached and must be told.
  process.once(signal, () => void stop().finally(() => process.exit(130)))
}

try {
  const measured: Measured[] = []
  for (const name of options.benches) {
    process.stderr.write(`${name} …\n`)
    try {
      measured.push(...[await benches[name](databases, options)].flat())
    } catch (error) {
      // What the other benches found out is still worth printing.
      process.stderr.write(`${name} failed: ${error instanceof Error ? error.stack : String(error)}\n`)
      process.exitCode = 1
    }
  }
  process.stdout.write(printMeasured(measured, options))
  if (measured.some((one) => one.problems.length > 0)) process.exitCode = 1
} finally {
  await stop()
}
