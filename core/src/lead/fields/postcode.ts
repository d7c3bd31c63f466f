import { cleanLine } from '../../text/cleanText.ts'
import { type FieldContext, type Parsed, refused, taken } from './parsed.ts'
import { oneText, quoted, typedNumber } from './received.ts'

interface Plan {
  /** Tested against letters and digits only, upper case. */
  readonly pattern: RegExp
  readonly example: string
  readonly write: (bare: string) => string
  /** Length of an all-digit code; a number from a spreadsheet gets its leading zeros back. */
  readonly digits?: number
}

const asIs = (bare: string): string => bare

const plans: Readonly<Record<string, Plan>> = {
  GB: {
    pattern:
      /^(?:GIR0AA|(?:[A-PR-UWYZ][0-9]{1,2}|[A-PR-UWYZ][A-HK-Y][0-9]{1,2}|[A-PR-UWYZ][0-9][A-HJKPSTUW]|[A-PR-UWYZ][A-HK-Y][0-9][ABEHMNPRVWXY])[0-9][ABD-HJLNP-UW-Z]{2})$/,
    example: 'SW1A 1AA',
    write: (bare) => `${bare.slice(0, -3)} ${bare.slice(-3)}`,
  },
  US: {
    pattern: /^\d{5}(?:\d{4})?$/,
    example: '20500 or 20500-0003',
    write: (bare) => (bare.length === 9 ? `${bare.slice(0, 5)}-${bare.slice(5)}` : bare),
    digits: 5,
  },
  CA: {
    pattern: /^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\d[ABCEGHJ-NPRSTV-Z]\d$/,
    example: 'K1A 0B1',
    write: (bare) => `${bare.slice(0, 3)} ${bare.slice(3)}`,
  },
  IE: {
    pattern: /^(?:[AC-FHKNPRTV-Y]\d{2}|D6W)[0-9AC-FHKNPRTV-Y]{4}$/,
    example: 'D02 AF30',
    write: (bare) => `${bare.slice(0, 3)} ${bare.slice(3)}`,
  },
  AU: { pattern: /^(?:0[289]|[1-9]\d)\d{2}$/, example: '2000', write: asIs, digits: 4 },
  DE: { pattern: /^(?:0[1-9]|[1-9]\d)\d{3}$/, example: '10115', write: asIs, digits: 5 },
  FR: { pattern: /^(?:0[1-9]|[1-8]\d|9[0-578])\d{3}$/, example: '75008', write: asIs, digits: 5 },
  NL: {
    pattern: /^[1-9]\d{3}(?!SA|SD|SS)[A-Z]{2}$/,
    example: '1012 AB',
    write: (bare) => `${bare.slice(0, 4)} ${bare.slice(4)}`,
  },
}
// The Crown dependencies write theirs as the UK does.
const planOf = (country: string): Plan | undefined =>
  plans[country === 'GG' || country === 'JE' || country === 'IM' ? 'GB' : country]

/**
 * A postcode in the usual writing of the context's country ("sw1a1aa" -> "SW1A 1AA"); countries without a plan of ours keep
 * it as one line in capitals, at most 12 characters.
 */
export function parsePostcode(raw: unknown, _field: unknown, context: FieldContext): Parsed<string> {
  const text = oneText(raw)
  if (!text.ok) return text
  const line = cleanLine(text.value).toUpperCase()
  const plan = planOf(context.country)
  if (!plan) {
    if (line.length <= 12 && /^[\p{L}\p{N}][\p{L}\p{N} -]*$/u.test(line)) return taken(line)
    return refused('REJECT_LEAD_INVALID_FORMAT', `${quoted(text.value.trim())} is not a postcode`)
  }
  const bare = padded(bareOf(line, context.country), typedNumber(raw), plan)
  if (plan.pattern.test(bare)) return taken(plan.write(bare))
  const why = `${quoted(text.value.trim())} is not a postcode of ${context.country}, such as ${plan.example}`
  return refused('REJECT_LEAD_INVALID_FORMAT', why, repairs(bare, plan))
}

function bareOf(line: string, country: string): string {
  // "D-10115", "NL-1012 AB": the country in front is a usual spelling.
  const local = line.replace(country === 'DE' ? /^(?:DE?)[ -](?=\d)/ : new RegExp(`^${country}[ -](?=[0-9])`), '')
  return /^[A-Z0-9 -]+$/.test(local) ? local.replace(/[ -]/g, '') : local
}

function padded(bare: string, typed: number | null, plan: Plan): string {
  return typed !== null && plan.digits !== undefined && bare.length >= plan.digits - 2
    ? bare.padStart(plan.digits, '0')
    : bare
}

/** A lost leading zero, or O for 0 and I for 1 and the other way round, when exactly that makes it right. */
function repairs(bare: string, plan: Plan): readonly string[] {
  const swaps: Readonly<Record<string, string>> = { O: '0', '0': 'O', I: '1', '1': 'I' }
  const tries = plan.digits === undefined ? [] : [bare.padStart(plan.digits, '0')]
  for (let index = 0; index < Math.min(bare.length, 9); index++) {
    const swap = swaps[bare.charAt(index)]
    if (swap !== undefined) tries.push(bare.slice(0, index) + swap + bare.slice(index + 1))
  }
  return [...new Set(tries.filter((attempt) => plan.pattern.test(attempt)).map(plan.write))].slice(0, 3)
}
