// A thousand refused leads are sent again on an idle queue: how long until the last of them has its outcome.

import type { BenchDatabases } from '../database.ts'
import type { Measured } from '../measure/measured.ts'
import { watchMachine } from '../process/machine.ts'
import { lastOutcomeAtMs, startRedelivery, untilJobEnds } from './jobs.ts'
import { enginePart, line, ms } from './line.ts'
import { untilIdle } from './untilIdle.ts'
import { inEngineWorkspace, type EngineWorkspace } from './workspace.ts'

const leads = 1_000
const barMs = 1_000
const rounds = 3

export function redeliverPart(databases: BenchDatabases): Promise<Measured> {
  const lanes = (origin: string) => [{ key: 'idle', url: `${origin}/ok`, concurrency: 64 }]
  return inEngineWorkspace(databases, 'redeliver', lanes, async (workspace) => {
    const { buyer, sql } = workspace
    await buyer.ask({ refuse: true })
    await workspace.send({ campaigns: ['idle'], count: leads, firstNumber: 0 })
    await untilIdle(sql)
    await buyer.ask({ refuse: false })
    const machine = await watchMachine([process.pid, databases.serverPid])
    const took: number[] = []
    const problems: string[] = []
    for (let round = 0; round < rounds; round += 1) {
      const one = await redeliverAll(workspace, round > 0)
      took.push(one.lastOutcomeMs)
      if (one.succeeded !== leads) problems.push(`${one.succeeded} of ${leads} were accepted, ${one.failed} failed`)
    }
    const { requests, accepted } = await buyer.ask({})
    if (accepted['/ok'] !== leads) problems.push(`${accepted['/ok']} different leads at the buyer, not ${leads}`)
    if (requests !== leads * (rounds + 1)) problems.push(`${requests} requests, not ${leads * (rounds + 1)}`)
    const worst = Math.max(...took)
    return enginePart(
      'redeliver',
      [
        line(`${leads} refused leads, request to last outcome`, ms(took[0] ?? 0), bar(took[0] ?? 0)),
        line(`again, accepted ones too, ${rounds - 1} times`, took.slice(1).map(ms).join(', '), bar(worst)),
      ],
      problems,
      await machine.foreignPercent(),
    )
  })
}

async function redeliverAll(workspace: EngineWorkspace, includeAccepted: boolean) {
  const job = await startRedelivery(workspace, { query: { campaign: 'idle' } }, { delivery: 'idle', includeAccepted })
  const end = await untilJobEnds(workspace, job.id, 60_000)
  return { ...end, lastOutcomeMs: (await lastOutcomeAtMs(workspace, job.id)) - job.askedAtMs }
}

function bar(tookMs: number) {
  return { words: `at most ${ms(barMs)}`, met: tookMs <= barMs }
}
