import type { DispositionCode } from '../lead/disposition.ts'
import type { Field } from '../setup/campaign.ts'

/** A value of one field, and what is to become of it. */
export interface ValueCase {
  readonly name: string
  readonly hop: 'receive' | 'clean' | 'check'
  /** Null: nothing is sent. */
  readonly value: unknown
  readonly expect:
    | { readonly kind: 'passes'; readonly value?: string | undefined }
    | { readonly kind: 'refused'; readonly codes: readonly DispositionCode[] }
}

export const passes = { kind: 'passes' } as const

export function refusal(...codes: readonly DispositionCode[]) {
  return { kind: 'refused', codes } as const
}

/** Nothing but its type and length says what it takes. */
export function isFree({ pattern, allowed, equalTo, notEqualTo, disallowed }: Field): boolean {
  return (
    pattern === undefined &&
    allowed === undefined &&
    equalTo === undefined &&
    notEqualTo === undefined &&
    disallowed.length === 0
  )
}
