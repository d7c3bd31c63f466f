// npm run storm -- --minutes 30 [--seed N] [--leads N] [--faults N] [--evidence FOLDER]
// Prints what was done and what came of it. Exit 1 when anything was lost, doubled or wrong; the seed makes the same storm again.

import { parseArgs } from 'node:util'

import { printReport } from './printReport.ts'
import { holdStorm } from './storm.ts'
import { writeEvidence } from './writeEvidence.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    leads: { type: 'string' },
    faults: { type: 'string' },
    evidence: { type: 'string' },
  },
})
const minutes = Number(values.minutes)
const seed = Number(values.seed)
// By default 60 leads a second and 16 faults a minute: 100,000 leads and 200 kills in half an hour.
const leads = Number(values.leads ?? Math.round(minutes * 60 * 60))
const faults = Number(values.faults ?? Math.round(minutes * 16))
if (!(minutes > 0 && minutes <= 600) || !Number.isInteger(seed) || !(leads >= 1) || !(faults >= 0)) {
  process.stderr.write('Usage: npm run storm -- --minutes 30 [--seed N] [--leads N] [--faults N] [--evidence FOLDER]\n')
  process.exit(2)
}

const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort(new Error('called off')))

const startedMs = performance.now()
const onProgress = (words: string) => {
  process.stderr.write(`${((performance.now() - startedMs) / 1000).toFixed(1).padStart(7)} s  ${words}\n`)
}
process.stderr.write(`storm: seed ${seed}, ${leads} leads and ${faults} faults in ${minutes} min\n`)
try {
  const durationMs = minutes * 60_000
  const report = await holdStorm({
    seed,
    leads,
    durationMs,
    faults,
    calmLimitMs: 180_000,
    onProgress,
    signal: stopping.signal,
  })
  process.stdout.write(printReport(report))
  if (values.evidence !== undefined) await writeEvidence(values.evidence, report)
  process.exitCode = report.problems.length > 0 ? 1 : 0
} catch (error) {
  process.stderr.write(`storm, seed ${seed}: ${error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = 1
}
