// What a new version of a document would break in others: a field that a delivery's rule looks at is gone, a value that a filter
// names has left its picklist.

import { assertNever } from '@switchyard/core/assert.ts'
import { setupPlaces, type SetupKind } from '@switchyard/contract/setup/documents.ts'
import type { Problem } from '@switchyard/core/setup/problem.ts'

import type { SetupWorld } from '../world.ts'
import { campaignProblems } from './campaign.ts'
import { deliveryProblems } from './delivery.ts'
import type { Draft } from './document.ts'
import { pairProblems } from './lists.ts'

interface Dependent {
  readonly kind: SetupKind
  readonly key: string
  readonly problems: (world: SetupWorld) => readonly Problem[]
}

/**
 * The mistakes that other documents would have and do not have today, each with the document and the place in it:
 * "deliveries.acme.rules.field". Stored documents stay sound that way, so that no edit stops a running delivery.
 */
export function dependentProblems(
  key: string,
  draft: Draft,
  world: SetupWorld,
  allowHosts: readonly string[],
): Problem[] {
  const after = withDraft(world, key, draft)
  return dependentsOf(key, draft, world, allowHosts).flatMap((dependent) => {
    const standing = new Set(dependent.problems(world).map(identity))
    return dependent
      .problems(after)
      .filter((problem) => !standing.has(identity(problem)))
      .map(({ path, message }) => told(dependent, path, message))
  })
}

function dependentsOf(key: string, draft: Draft, world: SetupWorld, allowHosts: readonly string[]): Dependent[] {
  switch (draft.kind) {
    case 'campaign':
      return deliveriesOf(key, world, allowHosts)
    case 'picklist': {
      const campaigns = [...world.campaigns].filter(([, doc]) => doc.fields.some(({ picklist }) => picklist === key))
      return [
        ...campaigns.map(([reference, doc]): Dependent => ({
          kind: 'campaign',
          key: reference,
          problems: (one) => campaignProblems(reference, doc, one),
        })),
        ...campaigns.flatMap(([reference]) => deliveriesOf(reference, world, allowHosts)),
        ...[...world.mappers]
          .filter(([, doc]) => doc.picklist === key)
          .map(([own, doc]): Dependent => ({ kind: 'mapper', key: own, problems: (one) => pairProblems(doc, one) })),
      ]
    }
    case 'delivery':
    case 'mapper':
    case 'supplier':
    case 'buyer':
    case 'suppression':
      // Others only name these, and a name is lost by deleting alone.
      return []
    default:
      return assertNever(draft)
  }
}

function deliveriesOf(campaign: string, world: SetupWorld, allowHosts: readonly string[]): Dependent[] {
  return [...world.deliveries]
    .filter(([, doc]) => doc.campaign === campaign)
    .map(([key, doc]) => ({
      kind: 'delivery',
      key,
      problems: (one) => deliveryProblems(doc, doc, one, allowHosts),
    }))
}

function withDraft(world: SetupWorld, key: string, draft: Draft): SetupWorld {
  if (draft.kind === 'campaign') return { ...world, campaigns: new Map([...world.campaigns, [key, draft.doc]]) }
  if (draft.kind === 'picklist') return { ...world, picklists: new Map([...world.picklists, [key, draft.doc]]) }
  return world
}

function identity({ path, code }: Problem): string {
  return `${code} ${path}`
}

function told({ kind, key }: Dependent, path: string, message: string): Problem {
  const { noun, one } = setupPlaces[kind]
  const words = `${one.charAt(0).toUpperCase()}${one.slice(1)} ${key} would no longer work: ${message}`
  return { path: `${noun}.${key}.${path}`, code: 'in_use', message: words }
}
