// The roads of refused leads: their causes, a cure, and by file: down in both formats, read back, up again.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { BenchDatabases } from './database.ts'
import { inEngineWorkspace } from './engine/workspace.ts'
import type { Measured, Note } from './measure/measured.ts'
import type { BenchOptions } from './options.ts'
import { watchMachine } from './process/machine.ts'
import { causesNote } from './rejects/causes.ts'
import { cureNotes, uploadNotes } from './rejects/cured.ts'
import { downloadNotes } from './rejects/download.ts'
import { fillRejected } from './rejects/fillRejected.ts'
import { readingNote } from './rejects/reading.ts'

const lane = 'bench-rejects'
const curedLane = 'bench-cured'
/** What the product promises a time for. */
const curedLeads = 10_000

export function rejectsBench(databases: BenchDatabases, { rejectedLeads }: BenchOptions): Promise<Measured> {
  const lanes = (origin: string) => [lane, curedLane].map((key) => ({ key, url: `${origin}/ok`, concurrency: 64 }))
  return inEngineWorkspace(databases, 'rejects', lanes, async (workspace) => {
    const { sql } = workspace
    const [account] = await sql<{ id: string }[]>`SELECT id::text AS id FROM accounts ORDER BY id LIMIT 1`
    if (!account) throw new Error('The server made no account')
    const cured = Math.min(curedLeads, rejectedLeads)
    await fillRejected(sql, { accountId: account.id, campaign: lane, firstId: 1 }, rejectedLeads)
    await fillRejected(sql, { accountId: account.id, campaign: curedLane, firstId: rejectedLeads + 1 }, cured)
    const folder = await mkdtemp(join(tmpdir(), 'switchyard-bench-rejects-'))
    const machine = await watchMachine([process.pid, databases.serverPid])
    const notes: Note[] = [{ what: 'refused leads', value: String(rejectedLeads) }]
    const problems: string[] = []
    const add = (part: { readonly notes: readonly Note[]; readonly problems: readonly string[] }) => {
      notes.push(...part.notes)
      problems.push(...part.problems)
    }
    try {
      const { note: causes, problems: uncounted } = await causesNote(workspace, rejectedLeads + cured)
      add({ notes: [causes], problems: uncounted })
      for (const format of ['xlsx', 'csv'] as const) {
        const path = join(folder, `leads.${format}`)
        notes.push(...(await downloadNotes(workspace, lane, format, path)))
        const { note, rows } = await readingNote(`leads.${format}`, path)
        notes.push(note)
        if (rows !== rejectedLeads)
          problems.push(`${rejectedLeads} leads went out as ${format} and ${rows} rows came back`)
      }
      // After it, what stands in the files is in the list as well.
      add(await cureNotes(workspace, curedLane, cured))
      add(await uploadNotes(workspace, lane, join(folder, 'leads.xlsx'), rejectedLeads))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    return {
      name: 'rejects',
      perSecond: null,
      answerMs: null,
      journeyMs: null,
      foreignPercent: await machine.foreignPercent(),
      peakMemoryMb: null,
      counts: [],
      notes,
      problems,
    }
  })
}
