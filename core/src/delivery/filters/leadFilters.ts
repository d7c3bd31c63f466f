// The filters that we add to Liquid's own, and those of Liquid's that templates do not get.

import { createHash } from 'node:crypto'

import type { Context, Liquid } from 'liquidjs'

import { encoder, encoderNames } from '../encoders/encoder.ts'
import { renderFailure, RenderStop } from '../renderFailure.ts'
import { toText } from '../toText.ts'
import { formatDate } from './dateFilter.ts'
import type { CompiledMappers } from './mapperFilter.ts'
import { e164, national } from './phoneFilters.ts'

/** What a rendering knows besides its names. Reaches the filters through the engine's `globals`. */
export interface RenderWorld {
  readonly mappers: CompiledMappers
  /** IANA zone for `date` when the template names none. */
  readonly timezone: string
  readonly country: string | undefined
}

type FilterHandler = (this: { readonly context: Context }, value: unknown, ...parameters: unknown[]) => unknown

/** A symbol, so that no template can name it. */
export const renderWorld = Symbol('renderWorld')

/** The name of the filter which encodes a placeholder's value for its surroundings. */
export function encoderFilter(name: string): string {
  return `_${name}`
}

// Those with "exp" parse their argument, which could be a lead's value; `sample` draws; `raw` and the dates have no use here.
const withdrawn = (
  'where_exp reject_exp group_by_exp has_exp find_exp find_index_exp sample raw inspect date_to_xmlschema date_to_rfc822 ' +
  'date_to_string date_to_long_string sha256 hmac_sha256'
).split(' ')

export function installLeadFilters(engine: Liquid): void {
  for (const name of withdrawn) engine.unregisterFilter(name)
  for (const name of encoderNames) engine.registerFilter(encoderFilter(name), encoder(name))
  engine.registerFilter('map', mapFilter)
  engine.registerFilter('date', dateFilter)
  engine.registerFilter(
    'digits',
    unlessMissing((text) => text.replace(/\D/g, '')),
  )
  engine.registerFilter(
    'sha256',
    unlessMissing((text) => createHash('sha256').update(text).digest('hex')),
  )
  engine.registerFilter(
    'md5',
    unlessMissing((text) => createHash('md5').update(text).digest('hex')),
  )
  engine.registerFilter('e164', phoneFilter(e164))
  engine.registerFilter('national', phoneFilter(national))
}

const mapFilter: FilterHandler = function (value, key) {
  const mapper = worldOf(this).mappers.get(toText(key))
  if (mapper === undefined) throw new RenderStop(renderFailure('mapper_unknown', `There is no mapper ${toText(key)}`))
  return mapper(value)
}

const dateFilter: FilterHandler = function (value, format, zone) {
  const { timezone } = worldOf(this)
  return formatDate(value, format === undefined ? 'YYYY-MM-DD' : toText(format), knownZone(zone) ?? timezone)
}

function phoneFilter(format: (value: unknown, country?: string) => unknown): FilterHandler {
  return function (value, country) {
    if (value === null || value === undefined || value === '') return value
    return format(value, country === undefined ? worldOf(this).country : toText(country))
  }
}

function unlessMissing(change: (text: string) => string): (value: unknown) => unknown {
  return (value) => (value === null || value === undefined ? value : change(toText(value)))
}

function worldOf(filter: ThisParameterType<FilterHandler>): RenderWorld {
  // The engine types its globals as a bag of anything; only template.ts fills this key.
  return (filter.context.globals as { readonly [renderWorld]: RenderWorld })[renderWorld]
}

const knownZones = new Map<string, string | undefined>()

/** The zone itself if there is such a zone. The cache is bounded, because the name can come out of a lead's value. */
function knownZone(zone: unknown): string | undefined {
  if (typeof zone !== 'string') return undefined
  if (!knownZones.has(zone)) {
    if (knownZones.size > 1000) knownZones.clear()
    knownZones.set(zone, isZone(zone) ? zone : undefined)
  }
  return knownZones.get(zone)
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions()
    return true
  } catch {
    return false
  }
}
