import type { PreflightCase, PreflightLead } from './preflightCase.ts'
import type { PreflightWorld } from './preflightWorld.ts'

/** For each list that the campaign looks into: the sample, with one of its values on that list. */
export function suppressionCases(world: PreflightWorld, sample: PreflightLead): PreflightCase[] {
  const looked = new Set(world.screen(sample).suppression.map(({ list }) => list))
  return world.campaign.suppression.flatMap((list) =>
    looked.has(list)
      ? [
          {
            name: `On suppression list ${world.suppression.get(list)?.name ?? list}`,
            about: `suppression ${list}`,
            hop: 'suppression',
            lead: sample,
            set: {},
            expect: { kind: 'suppressed', list },
          } as const,
        ]
      : [],
  )
}
