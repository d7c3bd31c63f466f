// A good value for a field, made up from what the campaign says of it.

import { type CountryCode, getExampleNumber, isSupportedCountry } from 'libphonenumber-js/max'
import examples from 'libphonenumber-js/mobile/examples'
import { Temporal } from 'temporal-polyfill'

import { assertNever } from '../assert.ts'
import { formatMoney, parseMoney } from '../money/money.ts'
import type { Field } from '../setup/campaign.ts'
import type { Picklist } from '../setup/lists.ts'
import { matchingText } from './matchingText.ts'

export interface SampleWorld {
  /** Alpha-2 */
  readonly country: string
  /** The date in the campaign's zone. */
  readonly today: string
  readonly picklists: ReadonlyMap<string, Picklist>
  /** Letters and digits that no stored lead has in its address. */
  readonly nonce: string
}

/**
 * As a supplier might send it; undefined where none can be guessed. `variant` 0 and 1 differ wherever the field has room for two
 * values.
 */
export function sampleValue(field: Field, world: SampleWorld, variant = 0): unknown {
  const { allowed } = field
  if (allowed && !isPicklist(field))
    return pick(
      allowed.filter((value) => !isDisallowed(field, String(value))),
      variant,
    )
  if (field.pattern !== undefined) return matchingText(field.pattern, variant) ?? undefined
  switch (field.type) {
    case 'firstName':
      return fitted(field, pick(['Ann', 'Robert'], variant))
    case 'lastName':
      return fitted(field, pick(['Lee', 'Miller'], variant))
    case 'text':
    case 'longText':
    case 'hidden':
      return fitted(field, pick(['Sample', 'Another'], variant))
    case 'email':
      return `preflight.${world.nonce}.${variant}@example.com`
    case 'phone':
      return samplePhone(field, world.country, variant)
    case 'postcode':
      return pick(postcodes[world.country] ?? ['1000', '2000'], variant)
    case 'country':
      return world.country
    case 'date':
      return sampleDate(field, world.today, 0, variant)
    case 'dateOfBirth':
      return sampleDate(field, world.today, 40, variant)
    case 'number':
    case 'integer':
      return sampleNumber(field, variant)
    case 'money':
      return sampleMoney(field, variant)
    case 'boolean':
      return variant % 2 === 0 ? 'yes' : 'no'
    case 'url':
      return pick(['https://www.example.com/', 'https://www.example.org/'], variant)
    case 'ip':
      return pick(['198.51.100.7', '198.51.100.8'], variant)
    case 'consent':
      return 'yes'
    case 'picklist':
      return pick(optionsOf(field, world.picklists), variant) ?? fitted(field, 'Sample')
    case 'picklistAny':
    case 'picklistAll':
      return sampleChoices(field, world, variant)
    default:
      return assertNever(field.type)
  }
}

/** The values of its list that the field takes; none where it has no list. */
export function optionsOf(field: Field, picklists: ReadonlyMap<string, Picklist>): string[] {
  const list = field.picklist === undefined ? undefined : picklists.get(field.picklist)
  const taken = field.allowed && new Set(field.allowed.map((value) => String(value).toLowerCase()))
  return (list?.values ?? []).flatMap(({ value }) =>
    isDisallowed(field, value) || (taken && !taken.has(value.toLowerCase())) ? [] : [value],
  )
}

export function isPicklist({ type, picklist }: Field): boolean {
  return picklist !== undefined && (type === 'picklist' || type === 'picklistAny' || type === 'picklistAll')
}

function isDisallowed({ disallowed }: Field, value: string): boolean {
  return disallowed.some((one) => String(one).toLowerCase() === value.toLowerCase())
}

function pick<T>(values: readonly T[], variant: number): T | undefined {
  return values[variant % Math.max(values.length, 1)]
}

/** Within the bounds of its length. */
function fitted({ min, max }: Field, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const [least, most] = [Number(min ?? 0), Number(max ?? Number.POSITIVE_INFINITY)]
  const padded = text.padEnd(least, 'abcdefghij')
  return padded.slice(0, Math.min(most, padded.length))
}

const postcodes: Readonly<Record<string, readonly string[]>> = {
  GB: ['SW1A 1AA', 'M1 1AE'],
  US: ['20500', '10001'],
  CA: ['K1A 0B1', 'M5V 3L9'],
  IE: ['D02 AF30', 'T12 X70A'],
  AU: ['2000', '3000'],
  DE: ['10115', '20095'],
  FR: ['75008', '69001'],
  NL: ['1012 AB', '3011 AD'],
}

function samplePhone({ phoneTypes }: Field, country: string, variant: number): string | undefined {
  const mobile = phoneTypes.length === 0 || phoneTypes.includes('mobile')
  if (country === 'GB') {
    if (mobile) return pick(['07700 900123', '07700 900456'], variant)
    return phoneTypes.includes('landline') ? pick(['020 7946 0123', '020 7946 0456'], variant) : undefined
  }
  if (country === 'US' || country === 'CA') {
    return mobile || phoneTypes.includes('landline') ? pick(['201-555-0123', '201-555-0145'], variant) : undefined
  }
  if (!mobile || !isSupportedCountry(country)) return undefined
  const example = getExampleNumber(country satisfies CountryCode, examples)?.number
  if (example === undefined) return undefined
  // The last digit belongs to the subscriber in every plan.
  return variant % 2 === 0 ? example : example.slice(0, -1) + ((Number(example.at(-1)) + 1) % 10)
}

function sampleDate({ min, max, minAge, maxAge }: Field, today: string, years: number, variant: number): string {
  const day = Temporal.PlainDate.from(today)
  const age = Math.min(Math.max(years, minAge ?? years), maxAge ?? Math.max(years, minAge ?? years))
  let date = day.subtract({ years: age, days: variant }).toString()
  if (min !== undefined && date < String(min))
    date = Temporal.PlainDate.from(String(min)).add({ days: variant }).toString()
  if (max !== undefined && date > String(max))
    date = Temporal.PlainDate.from(String(max)).subtract({ days: variant }).toString()
  return date
}

function sampleNumber(field: Field, variant: number): number {
  const [min, max] = [
    field.min === undefined ? null : Number(field.min),
    field.max === undefined ? null : Number(field.max),
  ]
  const start = min === null ? (max === null ? 7 : max) : max === null ? min : Math.ceil((min + max) / 2)
  const step = max !== null && start + variant > max ? -variant : variant
  let value = field.type === 'integer' ? Math.ceil(start) + step : start + step
  while (isDisallowed(field, String(value))) value += max !== null && value >= max ? -1 : 1
  return value
}

function sampleMoney({ min, max }: Field, variant: number): string {
  const [least, most] = [parseMoney(String(min ?? '100')) ?? 0n, max === undefined ? null : parseMoney(String(max))]
  const wanted = least + BigInt(variant) * 10_000n
  return formatMoney(most !== null && wanted > most ? most : wanted)
}

function sampleChoices(field: Field, world: SampleWorld, variant: number): readonly string[] | string | undefined {
  const options = optionsOf(field, world.picklists)
  if (options.length === 0) return fitted(field, 'Sample')
  const count = Math.max(1, Number(field.min ?? 1))
  return options.length < count + variant ? options.slice(0, count) : options.slice(variant, variant + count)
}
