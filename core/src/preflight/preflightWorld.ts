// What a preflight is made from, with what its parts need again and again.

import type { LeadFacts } from '../lead/facts.ts'
import { compileRule, type CompiledRule } from '../rules/compile.ts'
import type { Screened, Screening } from '../screening/screened.ts'
import type { Campaign, Field, Filter } from '../setup/campaign.ts'
import type { Delivery } from '../setup/delivery.ts'
import type { Picklist, SuppressionList } from '../setup/lists.ts'
import { localTime } from '../time/localTime.ts'
import type { PreflightLead } from './preflightCase.ts'
import type { RuleFields } from './solveRule.ts'

export interface PreflightInput {
  readonly campaign: Campaign
  /** The campaign's own checks, compiled. */
  readonly screening: Screening
  readonly picklists: ReadonlyMap<string, Picklist>
  readonly suppression: ReadonlyMap<string, SuppressionList>
  /** The campaign's own, by key. */
  readonly deliveries: ReadonlyMap<string, Delivery>
  readonly supplier: string | null
  readonly now: Date
  /** Letters and digits that no stored lead has in its address. */
  readonly nonce: string
  /** Values of the sample that were given, by field key. */
  readonly given: Readonly<Record<string, unknown>>
}

export interface PreflightWorld extends PreflightInput, RuleFields {
  readonly filters: readonly { readonly filter: Filter; readonly rule: CompiledRule }[]
  /** As it would be checked: a test lead, with nothing waived. */
  screen(lead: PreflightLead): Screened
  compile(rule: Parameters<typeof compileRule>[0]): CompiledRule
  /** Place of the filter that catches it, from 0; null when none does. */
  caughtBy(facts: LeadFacts): number | null
}

/** Throws when a rule does not compile; a campaign whose checks compile has none. */
export function preflightWorld(input: PreflightInput): PreflightWorld {
  const { campaign, screening, now } = input
  const types = new Map(campaign.fields.map(({ key, type }) => [key, type]))
  const compile: PreflightWorld['compile'] = (rule) => compileRule(rule, types)
  const filters = campaign.filters.map((filter) => ({ filter, rule: compile(filter.when) }))
  return {
    ...input,
    country: campaign.country,
    today: localTime(now, campaign.timezone).date,
    fields: new Map(campaign.fields.map((field): [string, Field] => [field.key, field])),
    filters,
    compile,
    screen: (lead) =>
      screening.screen({
        id: null,
        supplier: input.supplier,
        source: lead.source,
        method: 'api',
        test: true,
        receivedAt: lead.at ?? now,
        raw: lead.fields,
        consent: {},
        waive: new Set(),
      }),
    caughtBy(facts) {
      const hit = filters.findIndex(({ rule }) => rule.test(facts))
      return hit < 0 || filters[hit]?.filter.action === 'accept' ? null : hit
    },
  }
}

/** Nothing speaks against the lead but what only the database knows. */
export function isGood({ failures, quarantine }: Screened): boolean {
  return failures.length === 0 && quarantine === null
}
