// The road of refused leads by file: a hundred thousand of them down in both formats, and read back.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { BenchDatabases } from './database.ts'
import { inEngineWorkspace } from './engine/workspace.ts'
import type { Measured, Note } from './measure/measured.ts'
import type { BenchOptions } from './options.ts'
import { watchMachine } from './process/machine.ts'
import { downloadNotes } from './rejects/download.ts'
import { fillRejected } from './rejects/fillRejected.ts'
import { readingNote } from './rejects/reading.ts'

const lane = 'bench-rejects'

export function rejectsBench(databases: BenchDatabases, { rejectedLeads }: BenchOptions): Promise<Measured> {
  const lanes = (origin: string) => [{ key: lane, url: `${origin}/ok` }]
  return inEngineWorkspace(databases, 'rejects', lanes, async (workspace) => {
    const { sql } = workspace
    const [account] = await sql<{ id: string }[]>`SELECT id::text AS id FROM accounts ORDER BY id LIMIT 1`
    if (!account) throw new Error('The server made no account')
    await fillRejected(sql, account.id, lane, rejectedLeads)
    const folder = await mkdtemp(join(tmpdir(), 'switchyard-bench-rejects-'))
    const machine = await watchMachine([process.pid, databases.serverPid])
    const notes: Note[] = [{ what: 'refused leads', value: String(rejectedLeads) }]
    const problems: string[] = []
    try {
      for (const format of ['xlsx', 'csv'] as const) {
        const path = join(folder, `leads.${format}`)
        notes.push(...(await downloadNotes(workspace, lane, format, path)))
        const { note, rows } = await readingNote(`leads.${format}`, path)
        notes.push(note)
        if (rows !== rejectedLeads)
          problems.push(`${rejectedLeads} leads went out as ${format} and ${rows} rows came back`)
      }
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
