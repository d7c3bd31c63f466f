// Which of the demo's set-up documents can go. Pure.

import type { SetupKind } from '@switchyard/contract/setup/documents.ts'

export interface StandingDocument {
  readonly kind: SetupKind
  readonly key: string
  /** Who wrote its newest version. */
  readonly updatedBy: string
  readonly doc: unknown
}

export interface KeptDocument {
  readonly kind: SetupKind
  readonly key: string
  /** Reads on after the document's name: "was changed by ann@example.com". */
  readonly why: string
}

export interface RemovalPlan {
  readonly remove: readonly StandingDocument[]
  readonly kept: readonly KeptDocument[]
}

/**
 * @param isDemos whether the demo wrote a document of this name in the first place
 * @param campaignsInUse references of campaigns that will still have leads
 */
export function planRemoval(
  documents: readonly StandingDocument[],
  isDemos: (document: StandingDocument) => boolean,
  demoActor: string,
  campaignsInUse: ReadonlySet<string>,
): RemovalPlan {
  const kept: KeptDocument[] = []
  let remove: StandingDocument[] = []
  const staying: StandingDocument[] = []
  for (const document of documents) {
    const { kind, key, updatedBy } = document
    if (!isDemos(document)) staying.push(document)
    else if (updatedBy !== demoActor) {
      kept.push({ kind, key, why: `was changed by ${updatedBy}` })
      staying.push(document)
    } else if (kind === 'campaign' && campaignsInUse.has(key)) {
      kept.push({ kind, key, why: 'still has leads' })
      staying.push(document)
    } else remove.push(document)
  }
  // What stays keeps what it names, and that keeps what it names in turn.
  for (let holder = staying.shift(); holder; holder = staying.shift()) {
    const named = remove.filter((document) => names(holder, document))
    for (const document of named) {
      kept.push({ kind: document.kind, key: document.key, why: `is used by ${holder.kind} ${holder.key}` })
    }
    remove = remove.filter((document) => !named.includes(document))
    staying.push(...named)
  }
  return { remove, kept }
}

/** By its key in quotes, as a value or in a template (`map: 'makes'`). A chance likeness keeps a document too many, never too few. */
function names(holder: StandingDocument, document: StandingDocument): boolean {
  const text = JSON.stringify(holder.doc)
  return text.includes(`"${document.key}"`) || text.includes(`'${document.key}'`)
}
