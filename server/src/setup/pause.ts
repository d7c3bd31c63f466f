// Pausing and resuming a delivery or a buyer: one word of its document changes, as a version of its own.

import { pauseBuyer } from '@switchyard/contract/buyers/pause.ts'
import { resumeBuyer } from '@switchyard/contract/buyers/resume.ts'
import { pauseDelivery } from '@switchyard/contract/deliveries/pause.ts'
import { resumeDelivery } from '@switchyard/contract/deliveries/resume.ts'
import type { AnyEndpoint } from '@switchyard/contract/endpoint.ts'
import { setupPlaces } from '@switchyard/contract/setup/documents.ts'

import { audit } from '../access/audit.ts'
import { notFound, Problem } from '../http/problem.ts'
import { handle, type Caller, type Route } from '../http/route.ts'
import type { SetupParts } from './parts.ts'
import { shownDocument } from './shown.ts'
import { beginChange, readDocument, writeDocument } from './store.ts'

type Pausable = 'delivery' | 'buyer'
type Document = Readonly<Record<string, unknown>>

interface Change {
  readonly kind: Pausable
  readonly key: string
  readonly to: 'pause' | 'resume'
  readonly caller: Caller
  readonly requestId: string
}

const endpoints: readonly (Pick<Change, 'kind' | 'to'> & { readonly endpoint: AnyEndpoint })[] = [
  { kind: 'delivery', to: 'pause', endpoint: pauseDelivery },
  { kind: 'delivery', to: 'resume', endpoint: resumeDelivery },
  { kind: 'buyer', to: 'pause', endpoint: pauseBuyer },
  { kind: 'buyer', to: 'resume', endpoint: resumeBuyer },
]

export function pauseRoutes(parts: Pick<SetupParts, 'db' | 'live'>): Route[] {
  return endpoints.map(({ kind, to, endpoint }) =>
    handle(endpoint, ({ caller, params, request }) => {
      // Every one of these endpoints has exactly this parameter; its own schema has checked it.
      const key = (params as Readonly<Record<string, string>>)[setupPlaces[kind].id] ?? ''
      return changeState(parts, { kind, key, to, caller, requestId: request.id })
    }),
  )
}

/** Answers the document as it stands then. One that is there already is left alone: no version, nothing in the log. */
export async function changeState(
  parts: Pick<SetupParts, 'db' | 'live'>,
  { kind, key, to, caller, requestId }: Change,
) {
  const { accountId, actor } = caller
  const stored = await parts.db.asAccount(accountId, async (tx) => {
    await beginChange(tx)
    const before = await readDocument(tx, kind, key)
    if (!before) throw notFound(`The ${setupPlaces[kind].one} ${key}`)
    // What is stored was an object when it was parsed.
    const doc =
      kind === 'delivery' ? changedDelivery(before.doc as Document, to) : changedBuyer(before.doc as Document, to)
    if (doc === null) return before
    const after = await writeDocument(tx, { kind, key, doc, actor })
    await audit(tx, { accountId, actor, action: `${kind}.${to}`, object: `${kind} ${key}`, requestId })
    return after
  })
  // The caller's next request must already meet the new set-up, so this does not wait for the notification.
  await parts.live.refresh(accountId)
  return shownDocument(kind, stored)
}

/** Null: it is so already. Refuses what is neither active nor paused. */
function changedDelivery(doc: Document, to: Change['to']): Document | null {
  const [from, status] = to === 'pause' ? ['active', 'paused'] : ['paused', 'active']
  if (doc['status'] === status) return null
  if (doc['status'] === from) return { ...doc, status }
  const detail = `Only an active delivery can be paused and resumed; this one is '${String(doc['status'])}'`
  throw new Problem(409, 'not_active', detail)
}

function changedBuyer(doc: Document, to: Change['to']): Document | null {
  const active = to === 'resume'
  // A document without the word is of a time when every buyer was active.
  return (doc['active'] ?? true) === active ? null : { ...doc, active }
}
