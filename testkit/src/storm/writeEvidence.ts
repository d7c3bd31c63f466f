// Keeps what a storm left, so that a finding can be looked into: one file of JSON lines for each log and table.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { StormReport } from './storm.ts'

/** Makes the folder; files that are there are overwritten. */
export async function writeEvidence(folder: string, { evidence, logs }: StormReport): Promise<void> {
  await mkdir(folder, { recursive: true })
  const { sent, arrivals, database } = evidence
  for (const [name, rows] of Object.entries({ sent, arrivals, ...database })) {
    await writeFile(join(folder, `${name}.jsonl`), rows.map((row) => `${JSON.stringify(row, bigIntAsText)}\n`).join(''))
  }
  for (const [name, log] of Object.entries(logs)) await writeFile(join(folder, `${name.replace(' ', '-')}.log`), log)
}

function bigIntAsText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
