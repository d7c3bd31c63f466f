// Fifty endpoints that never answer beside a healthy one: how long the healthy one's leads wait.

import type { BenchDatabases } from '../database.ts'
import type { Measured } from '../measure/measured.ts'
import { watchMachine } from '../process/machine.ts'
import { enginePart, line, ms } from './line.ts'
import type { EngineOptions } from './options.ts'
import { waitsOf } from './waits.ts'
import { inEngineWorkspace } from './workspace.ts'

const hanging = 50
const healthyPerSecond = 100
const barMs = 500
const mostRatio = 1.2

export function hangingPart(databases: BenchDatabases, { seconds }: EngineOptions): Promise<Measured> {
  const dead = Array.from({ length: hanging }, (_, index) => `dead${index}`)
  const lanes = (origin: string) => [
    { key: 'healthy', url: `${origin}/ok` },
    ...dead.map((key) => ({ key, url: `${origin}/hang`, concurrency: 8, timeoutMs: 5_000 })),
  ]
  return inEngineWorkspace(databases, 'hanging', lanes, async (workspace) => {
    // Once through, so that neither side of the comparison pays for a cold start.
    const warm = await workspace.send({
      campaigns: ['healthy'],
      perSecond: healthyPerSecond,
      seconds: 2,
      firstNumber: 0,
    })
    const machine = await watchMachine([process.pid, databases.serverPid])
    const before = await workspace.send({
      campaigns: ['healthy'],
      perSecond: healthyPerSecond,
      seconds,
      firstNumber: warm.nextNumber,
    })
    // Even numbers go to the healthy one, odd ones to the fifty in turn.
    const during = await workspace.send({
      campaigns: dead.flatMap((key) => ['healthy', key]),
      perSecond: 2 * healthyPerSecond,
      seconds: 2 * seconds,
      firstNumber: Math.ceil(before.nextNumber / 2) * 2,
    })
    const seen = await workspace.buyer.ask({ reportFrom: 0 })
    const quiet = waitsOf(before, seen)
    const beside = waitsOf(during, seen, { modulus: 2, remainder: 0 })
    const ratio = beside.p95 / quiet.p95
    return enginePart(
      'hanging',
      [
        line('healthy alone at 100/s, wait p50 / p95 / p99', `${ms(quiet.p50)} / ${ms(quiet.p95)} / ${ms(quiet.p99)}`),
        line(`beside ${hanging} that hang, p50 / p99`, `${ms(beside.p50)} / ${ms(beside.p99)}`),
        line(`beside ${hanging} that hang, p95`, ms(beside.p95), {
          words: `at most ${ms(barMs)}`,
          met: beside.p95 <= barMs,
        }),
        line('p95 to that alone', ratio.toFixed(2), { words: `at most ${mostRatio}`, met: ratio <= mostRatio }),
      ],
      beside.missing + quiet.missing === 0
        ? []
        : [`${beside.missing + quiet.missing} leads had not arrived at the end`],
      await machine.foreignPercent(),
    )
  })
}
