// Refusals as rows that are counted. Pure.

import { causeId, causeKey } from '@switchyard/core/causes/causeKey.ts'
import { spellingOf, type KnownCause } from '@switchyard/core/causes/cause.ts'
import type { Refusal } from '@switchyard/core/causes/refusal.ts'

export interface RefusalRow {
  readonly leadId: string
  readonly cause: string
  /** ISO 8601. */
  readonly receivedAt: string
  readonly supplier: string
  readonly spelling: string
  readonly kept: boolean
  readonly isFirst: boolean
}

export interface RefusalRows {
  readonly rows: readonly RefusalRow[]
  /** Of these rows, each once. */
  readonly causes: readonly KnownCause[]
}

/** A lead counts once in a cause, however often it has it; exactly one row of each lead is its first. */
export function refusalRows(refusals: readonly Refusal[]): RefusalRows {
  const rows = new Map<string, RefusalRow>()
  const causes = new Map<string, KnownCause>()
  const seen = new Set<string>()
  for (const { leadId, receivedAt, supplier, kept, about } of refusals) {
    const id = causeId(about.kind, causeKey(about))
    const key = `${leadId} ${id}`
    if (rows.has(key)) continue
    if (!causes.has(id)) causes.set(id, knownOf(id, about))
    rows.set(key, {
      leadId,
      cause: id,
      receivedAt: receivedAt.toISOString(),
      supplier: supplier ?? '',
      spelling: spellingOf(about) ?? '',
      kept,
      isFirst: !seen.has(leadId),
    })
    seen.add(leadId)
  }
  return { rows: [...rows.values()], causes: [...causes.values()] }
}

function knownOf(id: string, about: Refusal['about']): KnownCause {
  const { kind, campaign } = about
  return about.kind === 'check'
    ? { id, kind, campaign, code: about.code, field: about.field, delivery: null, list: about.list }
    : { id, kind, campaign, code: null, field: null, delivery: about.delivery, list: null }
}

export interface CountChange {
  readonly cause: string
  /** Day in UTC. */
  readonly day: string
  readonly supplier: string
  readonly spelling: string
  readonly kept: boolean
  readonly leads: number
  readonly firstLeads: number
}

type Counted = Pick<RefusalRow, 'cause' | 'receivedAt' | 'supplier' | 'spelling' | 'kept' | 'isFirst'>

/** What the counts have to change by; what comes to nothing is left out. */
export function countChanges(gone: readonly Counted[], come: readonly Counted[]): readonly CountChange[] {
  const changes = new Map<string, CountChange>()
  const count = (rows: readonly Counted[], sign: 1 | -1) => {
    for (const { cause, receivedAt, supplier, spelling, kept, isFirst } of rows) {
      const day = receivedAt.slice(0, 10)
      const key = JSON.stringify([cause, day, supplier, spelling, kept])
      const before = changes.get(key) ?? { cause, day, supplier, spelling, kept, leads: 0, firstLeads: 0 }
      changes.set(key, {
        ...before,
        leads: before.leads + sign,
        firstLeads: before.firstLeads + (isFirst ? sign : 0),
      })
    }
  }
  count(gone, -1)
  count(come, 1)
  return [...changes.values()].filter(({ leads, firstLeads }) => leads !== 0 || firstLeads !== 0)
}
