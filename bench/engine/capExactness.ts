// Ten thousand leads for a cap of one hundred, two hundred senders at once: the buyer must take exactly a hundred.

import type { BenchDatabases } from '../database.ts'
import type { Measured } from '../measure/measured.ts'
import { enginePart, line } from './line.ts'
import type { EngineOptions } from './options.ts'
import { countOf, untilIdle } from './untilIdle.ts'
import { inEngineWorkspace, type EngineWorkspace } from './workspace.ts'

const leads = 10_000
const limit = 100
const senders = 200
/** Takes everything, and takes seven of ten. */
const tempers = ['ok', 'most'] as const

export function capsPart(databases: BenchDatabases, { rounds }: EngineOptions): Promise<Measured> {
  const keys = Array.from({ length: rounds }, (_, round) =>
    tempers.map((temper) => ({ temper, key: `${temper}${round}` })),
  ).flat()
  const lanes = (origin: string) =>
    keys.map(({ temper, key }) => ({
      key,
      url: `${origin}/${temper}/${key}`,
      concurrency: 64,
      more: { caps: [{ period: 'total', limit, whenFull: 'next' }] },
    }))
  const work = async (workspace: EngineWorkspace) => {
    const problems: string[] = []
    let exact = 0
    let firstNumber = 0
    for (const { temper, key } of keys) {
      const report = await workspace.send({ campaigns: [key], count: leads, firstNumber })
      firstNumber = report.nextNumber
      await untilIdle(workspace.sql)
      const found = await lookAt(workspace, key, `/${temper}/${key}`)
      if (Object.values(found).every((count) => count === limit)) exact += 1
      else problems.push(`${key}: ${JSON.stringify(found)} instead of ${limit} each`)
      const answered = report.byStatus[201] ?? 0
      if (answered !== leads) problems.push(`${key}: ${answered} of ${leads} were answered with 201`)
    }
    const bar = { words: 'all of them', met: exact === keys.length }
    const what = `${leads} leads, ${senders} senders, cap ${limit}, buyer takes all / seven of ten: exactly ${limit} taken`
    return enginePart('caps', [line(what, `${exact} of ${keys.length} rounds`, bar)], problems, null)
  }
  return inEngineWorkspace(databases, 'caps', lanes, work, senders)
}

async function lookAt({ buyer, sql }: EngineWorkspace, key: string, path: string) {
  const { accepted } = await buyer.ask({})
  const [window] = await sql<{ used: number; reserved: number }[]>`
    SELECT /* bench */ used::int, reserved::int FROM cap_windows WHERE scope = ${`delivery ${key}`}`
  return {
    atBuyer: accepted[path] ?? 0,
    dispatches: await countOf(sql, key, 'accepted'),
    used: window?.used ?? 0,
    usedAndReserved: (window?.used ?? 0) + (window?.reserved ?? 0),
  }
}
