import type { Considered, Decision, LaterStep } from './decision.ts'

/**
 * One sentence for each delivery considered, in the order of the decision: eligible, held or left out, and why. Then one for
 * each time the route came to a later delivery.
 */
export function explainDecision(decision: Decision): string[] {
  return [
    ...decision.considered.map((line) => `${nameOf(line)}: ${outcomeOf(line)}`),
    ...(decision.later ?? []).map(laterWords),
  ]
}

function nameOf({ delivery, buyer }: Considered): string {
  return buyer === null ? delivery : `${delivery} (${buyer})`
}

function outcomeOf({ excluded, waived, holdUntil, holdReason }: Considered): string {
  if (excluded) return `left out: ${excluded.words}`
  const outcome = holdUntil === null ? 'eligible' : `held until ${holdUntil}: ${holdReason}`
  return waived.length === 0 ? outcome : `${outcome}, although ${waived.map(({ words }) => words).join('; ')}`
}

function laterWords({ at, delivery, excluded }: LaterStep): string {
  return `${delivery}, reached ${at}: ${excluded ? `left out: ${excluded.words}` : 'offered the lead'}`
}
