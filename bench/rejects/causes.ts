// The causes of all refused leads, once they are counted.

import { setTimeout as delay } from 'node:timers/promises'

import type { EngineWorkspace } from '../engine/workspace.ts'
import type { Note } from '../measure/measured.ts'

const asked = 15

/** `leads`: as many as the causes must add up to. */
export async function causesNote(
  { origin, key }: EngineWorkspace,
  leads: number,
): Promise<{ readonly note: Note; readonly problems: readonly string[] }> {
  const list = async () => {
    const startedMs = performance.now()
    const answer = await fetch(`${origin}/v1/causes`, { headers: { authorization: `Bearer ${key}` } })
    // The answer of our own server, whose shape its tests look after.
    const { causes, isBehind } = (await answer.json()) as { causes: { count: number }[]; isBehind?: boolean }
    return {
      count: causes.reduce((sum, cause) => sum + cause.count, 0),
      isBehind,
      tookMs: performance.now() - startedMs,
    }
  }
  const startedMs = performance.now()
  while ((await list()).isBehind === true) await delay(100)
  const countedMs = performance.now() - startedMs
  const answers = []
  for (let times = 0; times < asked; times += 1) answers.push(await list())
  const took = answers.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b)
  const [first] = answers
  const at = (share: number) => Math.round(took[Math.floor((took.length - 1) * share)] ?? Number.NaN)
  return {
    note: {
      what: 'causes',
      value: `counted ${(countedMs / 1000).toFixed(1)} s behind; then listed in ${at(0.5)} ms (p50), ${at(1)} ms (worst of ${asked})`,
    },
    problems: first?.count === leads ? [] : [`The causes hold ${first?.count} of ${leads} leads`],
  }
}
