// Finds what is wrong with a campaign document before it is stored. The route has its own check.

import { checkTemplate } from '../delivery/checkTemplate.ts'
import { templateNames } from '../delivery/scope.ts'
import { countryCodes } from '../lead/fields/countryCodes.ts'
import { checkRule } from '../rules/check.ts'
import type { Campaign } from '../setup/campaign.ts'
import type { Problem } from '../setup/problem.ts'
import { isZone } from '../time/zone.ts'
import { checkCaps } from './checkCaps.ts'
import { checkField } from './checkField.ts'
import { checkKeys } from './checkKeys.ts'
import type { CampaignWorld } from './checkWorld.ts'
import { invalid, unknownName } from './problems.ts'

const mostFields = 500
const mostFilters = 200
const mostDedupeRules = 20
const currencies = new Set(Intl.supportedValuesOf('currency'))

/**
 * All mistakes of a campaign document, each with its path ("fields[3].picklist"); empty when it can be stored. Codes: invalid,
 * unknown, duplicate, required, conflict, too_many, bad_pattern, and those of rules and templates.
 */
export function checkCampaign(campaign: Campaign, world: CampaignWorld): Problem[] {
  const tooMany = checkSizes(campaign)
  if (tooMany.length > 0) return tooMany
  const keys = campaign.fields.map(({ key }) => key)
  return [
    ...checkPlace(campaign),
    ...checkKeys(campaign.fields),
    ...campaign.fields.flatMap((field, index) =>
      checkField(field, `fields[${index}]`, campaign.fields, world, campaign),
    ),
    ...checkDedupe(campaign, keys, world),
    ...campaign.suppression.flatMap((list, index) =>
      world.suppression.has(list)
        ? []
        : [unknownName(`suppression[${index}]`, 'suppression list', list, world.suppression.keys())],
    ),
    ...checkFilters(campaign, world),
    ...checkCaps(campaign, world),
    ...(campaign.summary === undefined
      ? []
      : checkTemplate(campaign.summary, 'summary', templateNames(keys), world.mappers)),
    ...checkSuppliers(campaign, world),
  ]
}

function checkSizes({ fields, filters, dedupe }: Campaign): Problem[] {
  const sizes = [
    ['fields', fields.length, mostFields],
    ['filters', filters.length, mostFilters],
    ['dedupe', dedupe.length, mostDedupeRules],
  ] as const
  return sizes.flatMap(([path, count, most]) =>
    count > most
      ? [{ path, code: 'too_many', message: `${count} ${path} are too many; at most ${most} are possible.` }]
      : [],
  )
}

function checkPlace({ country, currency, timezone }: Campaign): Problem[] {
  const problems: Problem[] = []
  if (!countryCodes.has(country))
    problems.push(invalid('country', `'${country}' is not a country code such as GB (ISO 3166 alpha-2).`))
  if (!currencies.has(currency))
    problems.push(invalid('currency', `'${currency}' is not a currency code such as GBP (ISO 4217).`))
  if (!isZone(timezone))
    problems.push(invalid('timezone', `'${timezone}' is not a time zone such as Europe/London (IANA).`))
  return problems
}

function checkDedupe({ dedupe }: Campaign, keys: readonly string[], { campaigns }: CampaignWorld): Problem[] {
  return dedupe.flatMap((rule, index) => {
    const path = `dedupe[${index}]`
    const problems = rule.fields.flatMap((key, position) => {
      const at = `${path}.fields[${position}]`
      if (!keys.includes(key)) return [unknownName(at, 'field', key, keys)]
      const twice = rule.fields.indexOf(key) < position
      return twice ? [{ path: at, code: 'duplicate', message: `The field '${key}' is named twice.` }] : []
    })
    if (rule.fields.length === 0) {
      problems.push({ path: `${path}.fields`, code: 'required', message: 'A duplicate rule needs at least one field.' })
    }
    if (!(rule.days > 0)) problems.push(invalid(`${path}.days`, 'A duplicate rule looks back at least one day.'))
    if (typeof rule.scope === 'object' && campaigns) {
      for (const [position, reference] of rule.scope.campaigns.entries()) {
        if (campaigns.has(reference)) continue
        problems.push(unknownName(`${path}.scope.campaigns[${position}]`, 'campaign', reference, campaigns))
      }
    }
    return problems
  })
}

function checkFilters({ fields, filters }: Campaign, { picklists }: CampaignWorld): Problem[] {
  const types = new Map(fields.map(({ key, type }) => [key, type]))
  const lists = new Map(
    fields.flatMap(({ key, picklist }): [string, readonly string[]][] => {
      const list = picklist === undefined ? undefined : picklists.get(picklist)
      return list ? [[key, list.values.map(({ value }) => value)]] : []
    }),
  )
  return filters.flatMap((filter, index) => checkRule(filter.when, `filters[${index}].when`, types, lists))
}

function checkSuppliers({ suppliers }: Campaign, world: CampaignWorld): Problem[] {
  const known = world.suppliers
  if (!known) return []
  return Object.keys(suppliers)
    .filter((sid) => !known.has(sid))
    .map((sid) => unknownName(`suppliers.${sid}`, 'supplier', sid, known))
}
