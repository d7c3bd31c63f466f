// A campaign as its set-up document holds it, defaults filled in.

import type { Rule } from '../rules/rule.ts'
import type { Cap } from './caps.ts'

export const fieldTypes = [
  'text',
  'longText',
  'firstName',
  'lastName',
  'email',
  'phone',
  'postcode',
  'country',
  'date',
  'dateOfBirth',
  'number',
  'integer',
  'money',
  'boolean',
  'url',
  'ip',
  'picklist',
  'picklistAny',
  'picklistAll',
  'consent',
  'hidden',
] as const
export type FieldType = (typeof fieldTypes)[number]

export interface Field {
  readonly key: string
  readonly label?: string | undefined
  readonly type: FieldType
  readonly required: boolean
  /** Length of text, value of numbers and money, ISO date of dates. */
  readonly min?: number | string | undefined
  readonly max?: number | string | undefined
  readonly minAge?: number | undefined
  readonly maxAge?: number | undefined
  /** RE2 syntax, matched against the whole value. */
  readonly pattern?: string | undefined
  readonly allowed?: readonly (string | number)[] | undefined
  readonly disallowed: readonly (string | number)[]
  readonly profanity: boolean
  /** Field keys whose value must be equal / must differ. */
  readonly equalTo?: string | undefined
  readonly notEqualTo?: string | undefined
  readonly picklist?: string | undefined
  /** Email fields. */
  readonly allowFree: boolean
  readonly allowDisposable: boolean
  /** Phone fields: which line types pass; empty = all. */
  readonly phoneTypes: readonly ('mobile' | 'landline' | 'voip' | 'tollFree' | 'premium' | 'other')[]
  /** Dates written with digits only, such as 03/04/2015: what the first number is. Default by the campaign's country. */
  readonly dateOrder?: 'dayFirst' | 'monthFirst' | undefined
  /** Consent fields: the channel they set. A required consent field refuses anything but yes. */
  readonly channel?: 'email' | 'sms' | undefined
  /** The supplier's name(s) for this field, read besides the key. */
  readonly aliases: readonly string[]
  /** Value used when nothing was sent. */
  readonly default?: string | number | boolean | undefined
  /** Words that count as nothing, for example "Select" or "n/a". Compared without case. */
  readonly blankWords: readonly string[]
  /** Liquid template that computes the value from the other fields. */
  readonly compute?: string | undefined
}

export interface DedupeRule {
  readonly fields: readonly string[]
  readonly days: number
  readonly scope: 'campaign' | 'account' | { readonly campaigns: readonly string[] }
}

export interface Filter {
  readonly action: 'accept' | 'reject' | 'quarantine'
  readonly when: Rule
  readonly reason: string
}

export interface CampaignSupplier {
  readonly active: boolean
  readonly payout?: string | undefined
  readonly caps: readonly Cap[]
}

export type Payout =
  | { readonly on: 'accept'; readonly amount: string }
  | { readonly on: 'sale'; readonly amount: string }
  | { readonly on: 'sale'; readonly percent: number }

export type Route =
  | { readonly kind: 'broadcast'; readonly members: readonly RouteMember[] }
  | { readonly kind: 'priority'; readonly maxSales: number; readonly members: readonly RouteMember[] }

export interface RouteMember {
  readonly delivery?: string | undefined
  readonly route?: Route | undefined
}

export interface Campaign {
  readonly name: string
  readonly status: 'draft' | 'active' | 'paused'
  readonly country: string
  readonly currency: string
  readonly timezone: string
  readonly fields: readonly Field[]
  readonly dedupe: readonly DedupeRule[]
  readonly suppression: readonly string[]
  readonly filters: readonly Filter[]
  readonly caps: readonly Cap[]
  /** Empty: every active supplier of the account may send. */
  readonly suppliers: Readonly<Record<string, CampaignSupplier>>
  readonly payout?: Payout | undefined
  /** Liquid template of the record summary. */
  readonly summary?: string | undefined
  readonly route?: Route | undefined
  readonly rejectOnRefusal: boolean
}
