// Every lead that was answered with 201 is there, once, and came to an end.

import type { DispatchState } from '@switchyard/core/lead/states.ts'

import type { Evidence, SentTry, StoredDispatch, StoredLead, Terms } from './evidence.ts'
import type { Violation } from './violation.ts'

/** Senders' keys against stored leads. */
export function checkStored({ sent, database }: Evidence): Violation[] {
  const stored = new Set(database.leads.map(({ id }) => id))
  const idsByKey = acknowledgedByKey(sent)
  const told = new Set([...idsByKey.values()].flatMap((ids) => [...ids]))
  const lost = [...told].filter((id) => !stored.has(id))
  const twice = [...idsByKey].filter(([, ids]) => ids.size > 1)
  const answered = new Set(idsByKey.keys())
  const everybodyAnswered = sent.every(({ key }) => answered.has(key))
  const untold = everybodyAnswered ? [...stored].filter((id) => !told.has(id)) : []
  return [
    ...lost.map((id) => ({ kind: 'lost' as const, words: `Lead ${id} was answered with 201 and is not stored` })),
    ...twice.map(([key, ids]) => ({
      kind: 'twoLeadsForOneKey' as const,
      words: `Key ${key} was answered with the leads ${[...ids].join(', ')}`,
    })),
    ...untold.map((id) => ({
      kind: 'storedTwice' as const,
      words: `Lead ${id} is stored and no sender was told of it`,
    })),
  ]
}

/** Lead ids that were answered with 201, by the sender's key. */
export function acknowledgedByKey(sent: readonly SentTry[]): ReadonlyMap<string, ReadonlySet<string>> {
  const ids = new Map<string, Set<string>>()
  for (const { key, status, leadId } of sent) {
    if (status !== 201 || leadId === null) continue
    const known = ids.get(key) ?? new Set<string>()
    ids.set(key, known.add(leadId))
  }
  return ids
}

/** Every stored lead has ended, or waits for a person where the set-up says that it should; and says so of itself. */
export function checkSettled({ database, terms }: Evidence): Violation[] {
  const byLead = Map.groupBy(database.dispatches, ({ leadId }) => leadId)
  return database.leads.flatMap((lead) => {
    const dispatches = byLead.get(lead.id) ?? []
    return [...leadEnd(lead, dispatches), ...dispatches.flatMap((dispatch) => dispatchEnd(dispatch, terms))]
  })
}

function leadEnd(lead: StoredLead, dispatches: readonly StoredDispatch[]): Violation[] {
  if (lead.status === 'processing' || lead.status === 'errored')
    return [{ kind: 'unsettled', words: `Lead ${lead.id} is still ${lead.status}` }]
  if (lead.status !== 'accepted') return []
  if (dispatches.length === 0)
    return [{ kind: 'unrouted', words: `Lead ${lead.id} was accepted and no delivery was offered it` }]
  const inReview = dispatches.some(({ state }) => state === 'review')
  if (!inReview && (lead.sold === 'pending' || lead.deliveryStatus === 'pending'))
    return [{ kind: 'wrongWords', words: `Lead ${lead.id} says sold ${lead.sold}, delivery ${lead.deliveryStatus}` }]
  const bought = dispatches.some(({ state, buyer }) => state === 'accepted' && buyer !== null)
  if (bought !== (lead.sold === 'sold'))
    return [
      {
        kind: 'wrongWords',
        words: `Lead ${lead.id} says sold ${lead.sold}, ${bought ? 'a' : 'no'} buyer has taken it`,
      },
    ]
  return []
}

function dispatchEnd(dispatch: StoredDispatch, terms: Terms): Violation[] {
  const name = `Dispatch ${dispatch.id} of lead ${dispatch.leadId} to ${dispatch.delivery}`
  if (dispatch.state === 'review') {
    const holds = terms.deliveries.get(dispatch.delivery)?.onUnknown === 'hold'
    return holds ? [] : [{ kind: 'reviewWithoutHold', words: `${name} waits for a person` }]
  }
  return open.has(dispatch.state) ? [{ kind: 'unsettled', words: `${name} is still ${dispatch.state}` }] : []
}

const open: ReadonlySet<DispatchState> = new Set(['queued', 'held', 'sending', 'pending'])
