// Cases at the bounds of a field, and just beyond them.

import { Temporal } from 'temporal-polyfill'

import type { DispositionCode } from '../lead/disposition.ts'
import { codeOf } from '../lead/fields/codeOf.ts'
import { formatMoney, parseMoney } from '../money/money.ts'
import type { Field } from '../setup/campaign.ts'
import type { SampleWorld } from './sampleValue.ts'
import { isFree, passes, refusal, type ValueCase } from './valueCase.ts'

/** At each bound and just beyond it. */
export function boundCases(field: Field, world: SampleWorld): ValueCase[] {
  return (['min', 'max'] as const)
    .flatMap((side): ValueCase[] => {
      const bound = field[side]
      if (bound === undefined) return []
      const at = valueAt(field, bound, 0)
      const beyond = valueAt(field, bound, side === 'min' ? -1 : 1)
      const words = side === 'min' ? 'lowest' : 'highest'
      return [
        ...(at === null || !isFree(field)
          ? []
          : [{ name: `the ${words} allowed, ${bound}`, hop: 'check', value: at, expect: passes } as const]),
        ...(beyond === null
          ? []
          : [
              {
                name: `beyond the ${words} allowed, ${bound}`,
                hop: 'check',
                value: beyond,
                expect: refusal(...codesBeyond(field)),
              } as const,
            ]),
      ]
    })
    .concat(ageCases(field, world))
}

/** A text that is empty counts as none. */
function codesBeyond(field: Field): DispositionCode[] {
  const codes: DispositionCode[] = [codeOf(field.type)]
  return field.required ? [...codes, 'REJECT_LEAD_MISSING_REQUIRED_FIELD'] : codes
}

function valueAt(field: Field, bound: number | string, step: -1 | 0 | 1): unknown {
  switch (field.type) {
    case 'integer':
    case 'number':
      return Number(bound) + step
    case 'money': {
      const units = parseMoney(String(bound))
      return units === null || units + BigInt(step) < 0n ? null : formatMoney(units + BigInt(step))
    }
    case 'date':
      return Temporal.PlainDate.from(String(bound)).add({ days: step }).toString()
    case 'text':
    case 'longText':
    case 'hidden':
    case 'firstName':
    case 'lastName': {
      const length = Number(bound) + step
      return length < 1 || length > 20_000 ? null : 'Abcdefghij'.repeat(Math.ceil(length / 10)).slice(0, length)
    }
    default:
      // Of the others no value of a given size can be made up.
      return null
  }
}

/** On the birthday itself, and a day short of it. */
function ageCases(field: Field, world: SampleWorld): ValueCase[] {
  const today = Temporal.PlainDate.from(world.today)
  const born = (years: number, days: number) => today.subtract({ years }).add({ days }).toString()
  const within = (date: string) =>
    (field.min === undefined || date >= String(field.min)) &&
    (field.max === undefined || date <= String(field.max)) &&
    isFree(field)
  const taken = (name: string, value: string): ValueCase[] =>
    within(value) ? [{ name, hop: 'check', value, expect: passes }] : []
  const bad = refusal('REJECT_LEAD_INVALID_DATE')
  return [
    ...(field.minAge === undefined
      ? []
      : [
          ...taken(`just ${field.minAge} years old`, born(field.minAge, 0)),
          {
            name: `not yet ${field.minAge} years old`,
            hop: 'check',
            value: born(field.minAge, 1),
            expect: bad,
          } as const,
        ]),
    ...(field.maxAge === undefined || field.maxAge >= 120
      ? []
      : [
          ...taken(`still ${field.maxAge} years old`, born(field.maxAge + 1, 1)),
          {
            name: `over ${field.maxAge} years old`,
            hop: 'check',
            value: born(field.maxAge + 1, -1),
            expect: bad,
          } as const,
        ]),
  ]
}
