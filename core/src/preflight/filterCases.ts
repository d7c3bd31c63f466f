// Each filter both ways: a lead that it catches, and one like it that it lets go.

import type { PreflightCase, PreflightLead } from './preflightCase.ts'
import type { PreflightWorld } from './preflightWorld.ts'
import { assignmentsFor, type Assignment } from './solveRule.ts'
import { withFields } from './withFields.ts'

export function filterCases(
  world: PreflightWorld,
  sample: PreflightLead,
): { readonly cases: readonly PreflightCase[]; readonly leftOut: readonly string[] } {
  const cases: PreflightCase[] = []
  const leftOut: string[] = []
  for (const [index, { filter, rule }] of world.filters.entries()) {
    const number = index + 1
    const { action } = filter
    const about = `filter ${number}`
    const what = filter.reason.trim() === '' ? about : `Filter ${number} (${filter.reason.trim()})`
    const search = (wanted: boolean) => {
      const found = assignmentsFor(filter.when, wanted, world).find((set) => {
        const { facts, failures } = world.screen(withFields(sample, set))
        const isSound = failures.every(({ code }) => code === 'REJECT_LEAD_FILTER')
        return (
          isSound && rule.test(facts) === wanted && (!wanted || action === 'accept' || world.caughtBy(facts) === index)
        )
      })
      return found ?? null
    }
    const add = (name: string, set: Assignment, expect: PreflightCase['expect']) =>
      cases.push({ name: `${what}: ${name}`, about, hop: 'filter', lead: withFields(sample, set), set, expect })
    const holding = search(true)
    if (holding === null) leftOut.push(`${what}: no lead was found that comes to it and for which it holds`)
    else if (action === 'accept') add('a lead that it accepts', holding, { kind: 'notCaught', filter: number })
    else add(`a lead that it ${verbs[action]}`, holding, { kind: 'caught', filter: number, action })
    const failing = search(false)
    if (failing !== null && action !== 'accept')
      add('a lead that it lets go', failing, { kind: 'notCaught', filter: number })
  }
  return { cases, leftOut }
}

const verbs = { reject: 'rejects', quarantine: 'holds in quarantine' } as const
