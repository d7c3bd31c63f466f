import {
  type CountryCode,
  isSupportedCountry,
  ParseError,
  parsePhoneNumberWithError,
  type PhoneNumber,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max'
import { assertNever } from '../../assert.ts'
import type { Field } from '../../setup/campaign.ts'
import { inWords } from '../../text/inWords.ts'
import { type FieldContext, type Parsed, refused } from './parsed.ts'
import { isLong, oneText, quoted } from './received.ts'

const bad = 'REJECT_LEAD_INVALID_PHONE'
type LineType = Field['phoneTypes'][number]

// Numbers that Ofcom keeps for drama, and the block around its mobile ones: no subscriber has them and the number plan does
// not list them, but examples, demos and test leads are made of them.
const reservedForExamples: readonly {
  readonly pattern: RegExp
  readonly country: CountryCode
  readonly line: LineType
}[] = [
  { pattern: /^\+4477009\d{5}$/, country: 'GB', line: 'mobile' },
  {
    pattern: /^\+44(?:1(?:13|14|15|16|17|18|21|31|41|51|61)4960|1914980|1632960|2079460|2890180|2920180)\d{3}$/,
    country: 'GB',
    line: 'landline',
  },
]

const lineWords: Readonly<Record<LineType, string>> = {
  mobile: 'a mobile',
  landline: 'a landline',
  voip: 'an internet (VoIP)',
  tollFree: 'a toll-free',
  premium: 'a premium-rate',
  other: 'another kind of',
}

/** A phone number that passed: E.164, the country it belongs to when the number tells, and its kind of line. */
export interface ReadPhone {
  readonly number: string
  readonly country: string | null
  /** Both where one number plan serves both, as in the US. */
  readonly lines: readonly LineType[]
}

/**
 * A phone number as E.164 ("+447911123456"), read as dialled in the context's country unless it begins with + or 00. Refused:
 * what is too short, too long or in no number plan, and lines of a kind that the field does not take.
 */
export function parsePhone(raw: unknown, field: Pick<Field, 'phoneTypes'>, context: FieldContext): Parsed<string> {
  const text = oneText(raw)
  if (!text.ok) return text
  const received = text.value.trim()
  const read = readPhone(received, context.country)
  if (typeof read === 'string') return refused(bad, `${quoted(received)} ${read}`, elsewhere(received, context.country))
  if (field.phoneTypes.length > 0 && !read.lines.some((line) => field.phoneTypes.includes(line))) {
    const wanted = inWords(
      field.phoneTypes.map((type) => lineWords[type]),
      'or',
    )
    return refused(
      bad,
      `${quoted(received)} is ${lineWords[read.lines[0] ?? 'other']} number, but ${wanted} number is asked for`,
    )
  }
  return { ok: true, value: read.number, country: read.country }
}

/** Reads a phone number as dialled in a country (alpha-2); a string says why it is none, as the rest of "'0123' …". */
export function readPhone(received: string, country: string): ReadPhone | string {
  if (isLong(received)) return 'is too long for a phone number'
  const dialled = received.replace(/^tel:/i, '').replace(/^[\s(]*00(?=[\s(-]*[1-9])/, '+')
  if (/\p{L}/u.test(dialled.replace(/\s*(?:ext|extension|x)\.?\s*\d+$/i, '')))
    return 'is not a phone number: letters stand in it'
  const home = isSupportedCountry(country) ? country : undefined
  let phone: PhoneNumber
  try {
    phone = parsePhoneNumberWithError(dialled, { ...(home ? { defaultCountry: home } : {}), extract: false })
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    return whyUnreadable(error.message, country)
  }
  const number: string = phone.number
  const example = reservedForExamples.find(({ pattern }) => pattern.test(number))
  if (example) return { number, country: example.country, lines: [example.line] }
  // A number is valid when it is of some type; asking `isValid` first would match the number plan twice.
  const type = phone.getType()
  if (type === undefined) return whyInvalid(phone, country)
  return { number, country: phone.country ?? null, lines: linesOf(type) }
}

function linesOf(type: NonNullable<ReturnType<PhoneNumber['getType']>>): readonly LineType[] {
  switch (type) {
    case 'MOBILE':
      return ['mobile']
    case 'FIXED_LINE':
      return ['landline']
    case 'FIXED_LINE_OR_MOBILE':
      return ['mobile', 'landline']
    case 'VOIP':
      return ['voip']
    case 'TOLL_FREE':
      return ['tollFree']
    case 'PREMIUM_RATE':
      return ['premium']
    case 'SHARED_COST':
    case 'PERSONAL_NUMBER':
    case 'PAGER':
    case 'UAN':
    case 'VOICEMAIL':
      return ['other']
    default:
      return assertNever(type)
  }
}

function whyUnreadable(code: string, country: string): string {
  switch (code) {
    case 'TOO_SHORT':
      return `is too short for a phone number in ${country}`
    case 'TOO_LONG':
      return `is too long for a phone number in ${country}`
    case 'INVALID_COUNTRY':
      return 'begins with a country code that no country has'
    default:
      return 'is not a phone number'
  }
}

function whyInvalid(phone: PhoneNumber, country: string): string {
  const where = phone.country ?? (phone.countryCallingCode === '' ? country : `+${phone.countryCallingCode}`)
  const digits = `${phone.nationalNumber.length} digits`
  if (phone.isPossible()) return `is not a phone number: no range of ${digits} in ${where} begins like this`
  switch (validatePhoneNumberLength(phone.number)) {
    case 'TOO_SHORT':
      return `is too short for a phone number in ${where}: ${digits}`
    case 'TOO_LONG':
      return `is too long for a phone number in ${where}: ${digits}`
    default:
      return `has ${digits} without the leading zero, which no phone number in ${where} has`
  }
}

/** The same digits with a + in front, when that makes a good number: "1 202 555 0123" received in GB. */
function elsewhere(received: string, country: string): readonly string[] {
  if (!/^[1-9]/.test(received) || isLong(received)) return []
  const read = readPhone(`+${received}`, country)
  return typeof read === 'string' ? [] : [read.number]
}
