// Who names a document: what stands in the way of deleting it.

import { assertNever } from '@switchyard/core/assert.ts'
import type { Route } from '@switchyard/core/setup/campaign.ts'
import type { SetupKind } from '@switchyard/contract/setup/documents.ts'

import type { SetupWorld } from '../world.ts'

/** The documents that name this one, in words: "campaign auto". */
export function usesOf(kind: SetupKind, key: string, world: SetupWorld): string[] {
  const campaigns = (
    uses: (campaign: typeof world.campaigns extends ReadonlyMap<string, infer C> ? C : never) => boolean,
  ) => [...world.campaigns].filter(([, doc]) => uses(doc)).map(([reference]) => `campaign ${reference}`)
  const deliveries = (
    uses: (delivery: typeof world.deliveries extends ReadonlyMap<string, infer D> ? D : never) => boolean,
  ) => [...world.deliveries].filter(([, doc]) => uses(doc)).map(([own]) => `delivery ${own}`)
  switch (kind) {
    case 'campaign':
      return [
        ...deliveries((doc) => doc.campaign === key),
        ...campaigns((doc) =>
          doc.dedupe.some(({ scope }) => typeof scope === 'object' && scope.campaigns.includes(key)),
        ),
      ]
    case 'delivery':
      return campaigns((doc) => doc.route !== undefined && routeNames(doc.route, key))
    case 'picklist':
      return [
        ...campaigns((doc) => doc.fields.some((field) => field.picklist === key)),
        ...[...world.mappers].filter(([, doc]) => doc.picklist === key).map(([own]) => `mapper ${own}`),
      ]
    case 'mapper':
      return [
        ...deliveries((doc) => namesMapper(doc.request, key)),
        ...campaigns((doc) => namesMapper([doc.summary, doc.fields.map((field) => field.compute)], key)),
      ]
    case 'supplier':
      return campaigns((doc) => Object.hasOwn(doc.suppliers, key))
    case 'buyer':
      return deliveries((doc) => doc.buyer === key)
    case 'suppression':
      return campaigns((doc) => doc.suppression.includes(key))
    default:
      return assertNever(kind)
  }
}

function routeNames(route: Route, delivery: string): boolean {
  return route.members.some(
    (member) => member.delivery === delivery || (member.route && routeNames(member.route, delivery)),
  )
}

/** Templates name a mapper as `map: 'key'`; both kinds of quotes, one of them escaped in JSON. */
function namesMapper(node: unknown, mapper: string): boolean {
  const text = JSON.stringify(node) ?? ''
  return [`'${mapper}'`, String.raw`\"${mapper}\"`].some((quoted) =>
    new RegExp(`map:\\s*${RegExp.escape(quoted)}`).test(text),
  )
}
