// A job's options as lines of label and value, so that months later it can be read what was asked for.

import { humanise } from '../../format/humanise.ts'
import { valueText } from '../../format/value.ts'

export interface OptionLine {
  readonly label: string
  readonly value: string
}

const labels: Readonly<Record<string, string>> = {
  set: 'New values',
  as: 'What became of them',
  to: 'What happens',
  raw: 'Cells as they are',
  perSecond: 'Leads per second at most',
  perMinute: 'Leads per minute at most',
  includeAccepted: 'Include what was accepted',
  reversePayout: 'Suppliers lose their payout',
  reprocess: 'Offered to others again',
  skip: 'Checks that are skipped',
  tryFirst: 'Sent first, then waited',
}

/** Say nothing to a person: what was typed to confirm, and what servers tell each other. */
const unsaid: ReadonlySet<string> = new Set(['confirm', 'setupVersion', 'job'])

export function optionLines(options: unknown): readonly OptionLine[] {
  if (typeof options !== 'object' || options === null) return []
  return Object.entries(options).flatMap(([name, value]: [string, unknown]) => {
    if (unsaid.has(name) || isEmpty(value)) return []
    return [{ label: labels[name] ?? humanise(name), value: told(value) }]
  })
}

/** "multiply 1.10", "vehicle_year = 2015" */
function told(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return valueText(value)
  return Object.entries(value)
    .map(([name, inner]: [string, unknown]) =>
      name === 'add' || name === 'multiply'
        ? `${name} ${valueText(inner)}`
        : `${name} = ${valueText(inner) || '(empty)'}`,
    )
    .join(', ')
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
