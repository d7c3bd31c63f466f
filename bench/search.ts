// The leads list over many leads: each kind of filter and each kind of search, without and with leads coming in.

import type { Lane } from './engine/documents.ts'
import type { BenchDatabases } from './database.ts'
import { type EngineWorkspace, inEngineWorkspace } from './engine/workspace.ts'
import { createHistogram, type Percentiles } from './measure/histogram.ts'
import type { Measured, Note } from './measure/measured.ts'
import type { BenchOptions } from './options.ts'
import { watchMachine } from './process/machine.ts'
import { fillLeads } from './search/fillLeads.ts'
import { questions, type Question } from './search/questions.ts'

const rounds = 20
const warmUpRounds = 2
const intakePerSecond = 500
const laneKey = 'bench-live'

export function searchBench(databases: BenchDatabases, options: BenchOptions): Promise<Measured> {
  const lanes = (origin: string): Lane[] => [{ key: laneKey, url: `${origin}/ok` }]
  return inEngineWorkspace(databases, 'search', lanes, async (workspace) => {
    const leads = options.searchLeads
    const { sql } = workspace
    // Those that come in while it is measured are newer, and have other ids.
    await sql`SELECT setval('lead_ids', ${leads + 100_000}), setval('dispatch_ids', ${3 * leads + 100_000})`
    const [account] = await sql<{ id: string }[]>`SELECT id::text AS id FROM accounts ORDER BY id LIMIT 1`
    if (!account) throw new Error('The server made no account')
    await fillLeads(sql, account.id, leads)
    const [size] = await sql<{ words: string }[]>`SELECT pg_size_pretty(pg_database_size(current_database())) AS words`
    const machine = await watchMachine([process.pid, databases.serverPid])
    const quiet = await askAll(workspace, leads)
    const stopping = new AbortController()
    const sending = send(workspace, stopping.signal)
    const busy = await askAll(workspace, leads)
    stopping.abort()
    const sent = await sending
    return {
      name: 'search',
      perSecond: null,
      answerMs: null,
      journeyMs: null,
      foreignPercent: await machine.foreignPercent(),
      peakMemoryMb: null,
      counts: [],
      notes: [
        { what: 'leads', value: `${leads}, ${size?.words ?? ''}` },
        { what: 'intake beside the second column', value: `${Math.round(sent)} leads/s, ${intakePerSecond} asked for` },
        ...questions.map((question) => noteOf(question, quiet.get(question.name), busy.get(question.name))),
      ],
      problems: [],
    }
  })
}

async function askAll({ origin, key }: EngineWorkspace, leads: number): Promise<ReadonlyMap<string, Percentiles>> {
  const found = new Map<string, Percentiles>()
  for (const { name, path = '/v1/leads', ask } of questions) {
    const histogram = createHistogram()
    for (let round = 0; round < rounds; round += 1) {
      const query = new URLSearchParams(ask(round, leads)).toString()
      const startedMs = performance.now()
      const answer = await fetch(`${origin}${path}?${query}`, { headers: { authorization: `Bearer ${key}` } })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${name} was answered ${answer.status}: ${text}`)
      if (round >= warmUpRounds) histogram.add(performance.now() - startedMs)
    }
    found.set(name, histogram.percentiles())
    // A run over many leads takes minutes, and what was found out should not be lost with it.
    process.stderr.write(`${name}: ${wordsOf(histogram.percentiles())}\n`)
  }
  return found
}

/** Sends a second's worth again and again; answers how many a second were taken. */
async function send(workspace: EngineWorkspace, until: AbortSignal): Promise<number> {
  const startedMs = performance.now()
  let sent = 0
  while (!until.aborted) {
    const order = { campaigns: [laneKey], perSecond: intakePerSecond, seconds: 2, firstNumber: sent }
    sent += (await workspace.send(order)).byStatus[201] ?? 0
  }
  return sent / ((performance.now() - startedMs) / 1000)
}

function noteOf({ name, limitMs }: Question, quiet: Percentiles | undefined, busy: Percentiles | undefined): Note {
  const met = [quiet, busy].every((found) => found !== undefined && found.p95 <= limitMs)
  return {
    what: name,
    value: `${wordsOf(quiet)} | with intake ${wordsOf(busy)} ms (p95 at most ${limitMs}: ${met ? 'met' : 'MISSED'})`,
  }
}

function wordsOf(found: Percentiles | undefined): string {
  return found === undefined ? '-' : `p50 ${found.p50.toFixed(1)} p95 ${found.p95.toFixed(1)}`
}
