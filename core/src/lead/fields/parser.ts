import { assertNever } from '../../assert.ts'
import type { Field } from '../../setup/campaign.ts'
import { parseBoolean } from './boolean.ts'
import { parseConsent } from './consent.ts'
import { parseCountry } from './country.ts'
import { parseDate } from './date.ts'
import { parseDateOfBirth } from './dateOfBirth.ts'
import { parseEmail } from './email.ts'
import { parseIp } from './ip.ts'
import { parseMoney } from './money.ts'
import { parseInteger, parseNumber } from './number.ts'
import type { FieldContext, Parsed } from './parsed.ts'
import { parsePhone } from './phone.ts'
import { type CompiledPicklist, parsePicklist, parsePicklistMany } from './picklist.ts'
import { parsePostcode } from './postcode.ts'
import { parseText } from './text.ts'
import { parseUrl } from './url.ts'

export type Parser = (raw: unknown, context: FieldContext) => Parsed

/**
 * The parser of a field, ready for many leads. It takes any JSON value, never throws, and normalises: what it answers, it
 * answers unchanged when it is given its own answer. `list` is the field's picklist; without one a picklist field takes text.
 */
export function parserOf(field: Field, list: CompiledPicklist | null): Parser {
  switch (field.type) {
    case 'text':
    case 'longText':
    case 'firstName':
    case 'lastName':
    case 'hidden':
      return (raw) => parseText(raw, field)
    case 'email':
      return (raw) => parseEmail(raw, field)
    case 'phone':
      return (raw, context) => parsePhone(raw, field, context)
    case 'postcode':
      return (raw, context) => parsePostcode(raw, field, context)
    case 'country':
      return parseCountry
    case 'date':
      return (raw, context) => parseDate(raw, field, context)
    case 'dateOfBirth':
      return (raw, context) => parseDateOfBirth(raw, field, context)
    case 'number':
      return (raw, context) => parseNumber(raw, field, context)
    case 'integer':
      return (raw, context) => parseInteger(raw, field, context)
    case 'money':
      return (raw, context) => parseMoney(raw, field, context)
    case 'boolean':
      return parseBoolean
    case 'consent':
      return parseConsent
    case 'url':
      return parseUrl
    case 'ip':
      return parseIp
    case 'picklist':
      return list ? (raw) => parsePicklist(raw, list) : (raw) => parseText(raw, field)
    case 'picklistAny':
    case 'picklistAll': {
      if (!list) return (raw) => parseText(raw, field)
      const demand = field.type === 'picklistAny' ? 'any' : 'all'
      return (raw) => parsePicklistMany(raw, list, demand)
    }
    default:
      return assertNever(field.type)
  }
}
