// The columns of the leads table as data: what they are called, how wide they are, which stand there to begin with.

import { humanise } from '../../format/humanise.ts'

export const standardColumns = [
  'id',
  'received',
  'summary',
  'campaign',
  'supplier',
  'source',
  'buyer',
  'revenue',
  'delivery',
] as const

export const otherColumns = [
  'status',
  'code',
  'reason',
  'payout',
  'method',
  'country',
  'consent',
  'externalId',
  'updated',
  'revision',
  'duplicateOf',
] as const

const ownColumns = [...standardColumns, ...otherColumns] as const
/** What every lead has; values of the campaign's fields are columns called `field.postcode`. */
export type OwnColumn = (typeof ownColumns)[number]

const fieldPrefix = 'field.'

interface ColumnSetup {
  readonly label: string
  /** To begin with, and the least it shrinks to by itself. */
  readonly widthPx: number
  /** Takes its part of the room that is left. */
  readonly grows?: true
  readonly isNumber?: true
}

const setups: Readonly<Record<OwnColumn, ColumnSetup>> = {
  id: { label: 'ID', widthPx: 92 },
  received: { label: 'Received', widthPx: 146 },
  summary: { label: 'Record summary', widthPx: 250 },
  campaign: { label: 'Campaign', widthPx: 112 },
  supplier: { label: 'SID', widthPx: 68 },
  source: { label: 'Source', widthPx: 84 },
  buyer: { label: 'Buyer', widthPx: 240, grows: true },
  revenue: { label: 'Revenue', widthPx: 84, isNumber: true },
  delivery: { label: 'Delivery', widthPx: 176 },
  status: { label: 'Lead status', widthPx: 116 },
  code: { label: 'Reason code', widthPx: 150 },
  reason: { label: 'Reason', widthPx: 220, grows: true },
  payout: { label: 'Payout', widthPx: 84, isNumber: true },
  method: { label: 'Method', widthPx: 84 },
  country: { label: 'Country', widthPx: 76 },
  consent: { label: 'Consent', widthPx: 150 },
  externalId: { label: 'External ID', widthPx: 120 },
  updated: { label: 'Updated', widthPx: 146 },
  revision: { label: 'Revision', widthPx: 76, isNumber: true },
  duplicateOf: { label: 'Duplicate of', widthPx: 104 },
}

export interface ColumnView extends ColumnSetup {
  readonly name: string
}

/** `labels`: of campaign fields, by key. */
export function columnView(name: string, labels: ReadonlyMap<string, string>): ColumnView {
  if (isOwnColumn(name)) return { name, ...setups[name] }
  const key = fieldOf(name) ?? name
  return { name, label: labels.get(key) ?? humanise(key), widthPx: 130 }
}

export function isOwnColumn(name: string): name is OwnColumn {
  return Object.hasOwn(setups, name)
}

/** The key of the field that the column shows; null for a column of another kind. */
export function fieldOf(name: string): string | null {
  return name.startsWith(fieldPrefix) && name.length > fieldPrefix.length ? name.slice(fieldPrefix.length) : null
}

export function fieldColumn(key: string): string {
  return `${fieldPrefix}${key}`
}

export function isColumn(name: string): boolean {
  return isOwnColumn(name) || /^[A-Za-z0-9_.-]+$/.test(fieldOf(name) ?? '')
}

export function isStandard(columns: readonly string[]): boolean {
  return columns.length === standardColumns.length && standardColumns.every((name, index) => columns[index] === name)
}

/** One place further left (-1) or right (1); the same list where there is no such place. */
export function movedColumn(columns: readonly string[], name: string, by: -1 | 1): readonly string[] {
  const at = columns.indexOf(name)
  return placedColumn(columns, name, at + by)
}

/** At the given place from the left, the others in their order. */
export function placedColumn(columns: readonly string[], name: string, place: number): readonly string[] {
  if (!columns.includes(name) || place < 0 || place >= columns.length) return columns
  const others = columns.filter((one) => one !== name)
  return [...others.slice(0, place), name, ...others.slice(place)]
}

/** The last one stays: a table of no columns shows nothing. */
export function toggledColumn(columns: readonly string[], name: string): readonly string[] {
  if (!columns.includes(name)) return [...columns, name]
  return columns.length === 1 ? columns : columns.filter((one) => one !== name)
}
