// A campaign's checks, made once and used for every lead. Steps 3 to 6 of intake; steps 7 to 9 get their questions from here.

import { scopeOf } from '../delivery/scope.ts'
import type { LeadFacts } from '../lead/facts.ts'
import type { FieldContext } from '../lead/fields/parsed.ts'
import type { Campaign, DedupeRule, Field } from '../setup/campaign.ts'
import type { Picklist, Supplier, SuppressionList } from '../setup/lists.ts'
import { localTime } from '../time/localTime.ts'
import { compileField } from './compileField.ts'
import { consentOf } from './consentOf.ts'
import { compileDedupe } from './dedupe.ts'
import { compileFilters } from './filters.ts'
import { judgeFields } from './judgeFields.ts'
import { compilePerson } from './person.ts'
import { readFields } from './readFields.ts'
import { compileValueMap } from './receive.ts'
import type { Screening, ScreeningInput } from './screened.ts'
import { compileSummary } from './summary.ts'
import { compileSuppression } from './suppression.ts'
import { unsafeFailures } from './unsafe.ts'

/** The account's lists that a campaign may use, by their keys; `supplierMaps` by SID. */
export interface ScreeningLists {
  readonly picklists: ReadonlyMap<string, Picklist>
  readonly supplierMaps: ReadonlyMap<string, Supplier['valueMaps']>
  readonly suppression: ReadonlyMap<string, SuppressionList>
  /** Duplicate rules of other campaigns that look at this one's leads. */
  readonly dedupeElsewhere: readonly DedupeRule[]
}

/**
 * Compiles a campaign for many leads. `screen` is pure, takes any JSON values and never throws for what a lead holds; it
 * finds all failures, those of fields first, then unsafe content, then the filter's (product page, order of checks).
 * Throws when the set-up is broken: a list that is not there, a pattern, rule or template that does not compile.
 * `checkCampaign` tells these before a campaign is stored.
 */
export function compileScreening(reference: string, campaign: Campaign, lists: ScreeningLists): Screening {
  const byKey = new Map(campaign.fields.map((field) => [field.key, field]))
  const byName = new Map<string, Field>([
    ...campaign.fields.flatMap((field) => field.aliases.map((alias): [string, Field] => [alias, field])),
    ...byKey,
  ])
  const fields = campaign.fields.map((field) => compileField(field, (key) => byKey.get(key), lists.picklists))
  const valueMaps = new Map([...lists.supplierMaps].map(([sid, maps]) => [sid, compileMaps(maps)]))
  const consentFields = campaign.fields.filter(({ type }) => type === 'consent')
  const judgeFilters = compileFilters(campaign.filters, new Map(campaign.fields.map(({ key, type }) => [key, type])))
  const fieldOf = (key: string) => byKey.get(key)
  const dedupe = [
    ...campaign.dedupe.map((rule) => compileDedupe(rule, reference, fieldOf, true)),
    ...lists.dedupeElsewhere.map((rule) => compileDedupe(rule, reference, fieldOf, false)),
  ]
  const probe = compileSuppression(suppressionOf(campaign, lists), campaign.fields, campaign.country)
  const summaryOf = compileSummary(campaign)
  const personOf = compilePerson(campaign.fields)

  return {
    screen(input) {
      const today = localTime(input.checkedAt ?? input.receivedAt, campaign.timezone).date
      const home: FieldContext = { country: campaign.country, currency: campaign.currency, today }
      const maps = input.supplier === null ? undefined : valueMaps.get(input.supplier)
      const readings = readFields(fields, input.raw, maps, home, (values) => scopeOf(factsOf(input, values)))
      const { failures, invalid } = judgeFields(readings, today, input.waive.has('fields'))
      const { values } = readings

      const facts: LeadFacts = {
        ...factsOf(input, values),
        country: readings.country ?? readings.phoneCountry ?? campaign.country,
        invalid,
        consent: {
          email: consentOf('email', input.consent, consentFields, values),
          sms: consentOf('sms', input.consent, consentFields, values),
        },
      }
      const unsafe = unsafeFailures(input.raw, (name) => byName.get(name))
      const filtered = input.waive.has('filters') ? { failure: null, quarantine: null } : judgeFilters(facts)
      return {
        facts,
        failures: [...failures, ...unsafe, ...(filtered.failure ? [filtered.failure] : [])],
        quarantine: filtered.quarantine,
        dedupe: dedupe.map((keyOf) => keyOf(values)).filter((key) => key !== null),
        suppression: probe(values),
        summary: summaryOf(facts),
        ...personOf(values, invalid),
      }
    },
  }

  function factsOf(input: ScreeningInput, values: LeadFacts['values']): LeadFacts {
    const { id, supplier, source, method, test, receivedAt, checkedAt, raw } = input
    const consent = { email: input.consent.email ?? 'unknown', sms: input.consent.sms ?? 'unknown' } as const
    const { timezone, country } = campaign
    return {
      id,
      campaign: reference,
      supplier,
      source,
      method,
      test,
      receivedAt,
      checkedAt,
      timezone,
      country,
      values,
      raw,
      invalid: [],
      consent,
    }
  }
}

function compileMaps(maps: Supplier['valueMaps']): ReadonlyMap<string, ReturnType<typeof compileValueMap>> {
  return new Map(Object.entries(maps).map(([key, pairs]) => [key, compileValueMap(pairs)]))
}

function suppressionOf(campaign: Campaign, { suppression }: ScreeningLists): ReadonlyMap<string, SuppressionList> {
  return new Map(
    campaign.suppression.map((key) => {
      const list = suppression.get(key)
      // Going on without the list would let through whom it holds.
      if (!list) throw new Error(`The campaign uses suppression list ${key}, which does not exist`)
      return [key, list]
    }),
  )
}
