// What a column of a file can be said to hold, as the picker offers it.

import { columnTargets } from '@switchyard/contract/imports/words.ts'
import type { ImportPurpose } from '../../data/imports.ts'
import { targetWords } from './importWords.ts'
import { text } from './text.ts'

/** Stands for "left out": a picker's value is never null. */
export const leftOut = ' '

export interface TargetGroup {
  readonly group: string
  readonly items: readonly { readonly value: string; readonly label: string }[]
}

const usual = ['@leadId', '@revision', '@supplier', '@source', '@externalId', '@consent.email', '@consent.sms'] as const
const byPurpose: Readonly<Record<ImportPurpose, readonly string[]>> = {
  leads: usual,
  resolve: usual,
  returns: ['@leadId', '@reason', '@buyer'],
  suppression: ['@entry'],
}

/** `fields`: labels by key. `current`: what the column holds now, which is always among the choices. */
export function targetChoices(
  purpose: ImportPurpose,
  fields: ReadonlyMap<string, string>,
  current: string | null,
): readonly TargetGroup[] {
  const takesFields = purpose === 'leads' || purpose === 'resolve'
  const named = columnTargets.filter((target) => byPurpose[purpose].includes(target))
  const own = takesFields ? [...fields].map(([value, label]) => ({ value, label })) : []
  const others = named.map((value) => ({ value: value as string, label: targetWords[value] ?? value }))
  const isKnown = current === null || (takesFields && fields.has(current)) || named.some((target) => target === current)
  return [
    { group: '', items: [{ value: leftOut, label: text.leftOut }] },
    ...(own.length === 0 ? [] : [{ group: text.fields, items: own }]),
    {
      group: text.others,
      items: isKnown
        ? others
        : [...others, { value: current, label: targetWords[current] ?? fields.get(current) ?? text.compared(current) }],
    },
  ]
}
