import { checkTemplate } from '../delivery/checkTemplate.ts'
import { templateNames } from '../delivery/scope.ts'
import { compilePicklist } from '../lead/fields/picklist.ts'
import { parserOf } from '../lead/fields/parser.ts'
import { patternFault } from '../rules/pattern.ts'
import type { Field } from '../setup/campaign.ts'
import type { Problem } from '../setup/problem.ts'
import { checkBounds } from './checkBounds.ts'
import type { CampaignWorld } from './checkWorld.ts'
import { invalid, unknownName } from './problems.ts'

const isPicklist = ({ type }: Field): boolean => type === 'picklist' || type === 'picklistAny' || type === 'picklistAll'

/** Everything about one field but its key. `place` says how the campaign's numbers and dates are read, for the default. */
export function checkField(
  field: Field,
  path: string,
  fields: readonly Field[],
  world: CampaignWorld,
  place: { readonly country: string; readonly currency: string },
): Problem[] {
  return [
    ...checkPicklist(field, path, world),
    ...checkBounds(field, path),
    ...checkPattern(field.pattern, `${path}.pattern`),
    ...checkOthers(field, path, fields),
    ...checkCompute(field, path, fields, world),
    ...checkDefault(field, path, world, place),
    ...(field.channel !== undefined && field.type !== 'consent'
      ? [invalid(`${path}.channel`, `Only consent fields have a channel; this one is of type ${field.type}.`)]
      : []),
  ]
}

function checkPicklist(field: Field, path: string, { picklists }: CampaignWorld): Problem[] {
  if (field.picklist === undefined) {
    return isPicklist(field)
      ? [{ path: `${path}.picklist`, code: 'required', message: 'A picklist field names its picklist.' }]
      : []
  }
  if (!isPicklist(field)) return [invalid(`${path}.picklist`, `A field of type ${field.type} has no picklist.`)]
  const list = picklists.get(field.picklist)
  if (!list) return [unknownName(`${path}.picklist`, 'picklist', field.picklist, picklists.keys())]
  const compiled = compilePicklist(list, { disallowed: [] })
  const values = list.values.map(({ value }) => value)
  return (['allowed', 'disallowed'] as const).flatMap((name) =>
    (field[name] ?? []).flatMap((value, index) =>
      compiled.find(String(value)) === null
        ? [unknownName(`${path}.${name}[${index}]`, `value in list ${list.name}`, String(value), values)]
        : [],
    ),
  )
}

function checkPattern(pattern: string | undefined, path: string): Problem[] {
  const fault = pattern === undefined ? null : patternFault(pattern)
  if (fault === null) return []
  const message = `The pattern is not in RE2 syntax: ${fault.words}, at character ${fault.position + 1}.`
  return [{ path, code: 'bad_pattern', message }]
}

function checkOthers(field: Field, path: string, fields: readonly Field[]): Problem[] {
  return (['equalTo', 'notEqualTo'] as const).flatMap((name) => {
    const other = field[name]
    if (other === undefined) return []
    if (other === field.key) return [invalid(`${path}.${name}`, 'A field cannot be compared with itself.')]
    const keys = fields.map(({ key }) => key)
    return keys.includes(other) ? [] : [unknownName(`${path}.${name}`, 'field', other, keys)]
  })
}

function checkCompute(field: Field, path: string, fields: readonly Field[], { mappers }: CampaignWorld): Problem[] {
  if (field.compute === undefined) return []
  const names = templateNames(fields.filter(({ key }) => key !== field.key).map(({ key }) => key))
  return checkTemplate(field.compute, `${path}.compute`, names, mappers)
}

function checkDefault(
  field: Field,
  path: string,
  { picklists }: CampaignWorld,
  place: { readonly country: string; readonly currency: string },
): Problem[] {
  const list = field.picklist === undefined ? undefined : picklists.get(field.picklist)
  if (field.default === undefined || (isPicklist(field) && !list)) return []
  const parse = parserOf(field, list ? compilePicklist(list, field) : null)
  // A default date of birth is checked against a day far ahead: only its form matters here.
  const parsed = parse(field.default, { ...place, today: '2100-01-01' })
  return parsed.ok ? [] : [invalid(`${path}.default`, `The default would never pass: ${parsed.why}.`)]
}
