// The Data tab's lines: every field once, whether it has a value, had one that was refused, or has neither.

import type { Failure, LeadDetail } from '../../data/leadTypes.ts'
import { humanise } from '../../format/humanise.ts'
import { valueText } from '../../format/value.ts'

export interface FieldLine {
  readonly key: string
  readonly label: string
  readonly type: string | null
  /** Normalised; empty when there is none. */
  readonly value: string
  /** As received; empty when nothing was. */
  readonly raw: string
  readonly problems: readonly Failure[]
}

interface FieldSetup {
  readonly key: string
  readonly label?: string | undefined
  readonly type: string
  readonly aliases?: readonly string[] | undefined
}

/** In the campaign's order when its set-up is at hand; fields that it no longer has come after, in the lead's own order. */
export function fieldLines(
  lead: Pick<LeadDetail, 'fields' | 'raw' | 'disposition'>,
  setup: readonly FieldSetup[],
): readonly FieldLine[] {
  const failures = lead.disposition.failures
  const aliases = new Set(setup.flatMap((field) => field.aliases ?? []))
  const setUp = new Map(setup.map((field) => [field.key, field]))
  const keys = new Set([
    ...setUp.keys(),
    ...Object.keys(lead.fields),
    ...Object.keys(lead.raw).filter((key) => !aliases.has(key)),
    ...failures.flatMap((failure) => failure.field ?? []),
  ])
  return [...keys].map((key) => {
    const field = setUp.get(key)
    const sentAs = [key, ...(field?.aliases ?? [])].find((name) => Object.hasOwn(lead.raw, name))
    return {
      key,
      label: field?.label ?? humanise(key),
      type: field?.type ?? null,
      value: valueText(lead.fields[key]),
      raw: sentAs === undefined ? '' : valueText(lead.raw[sentAs]),
      problems: failures.filter((failure) => failure.field === key),
    }
  })
}
