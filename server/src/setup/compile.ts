// Documents in, closures out. One document that no longer compiles leaves the rest of the account working.

import { compileAnswers, type Understand } from '@switchyard/core/delivery/answers.ts'

import { compileRequest, type CompiledRequest } from '@switchyard/core/delivery/request.ts'
import { compileRouting, type Routing } from '@switchyard/core/routing/compile.ts'
import { compileRule, type CompiledRule } from '@switchyard/core/rules/compile.ts'
import { compileSchedule } from '@switchyard/core/schedule/schedule.ts'
import { covers } from '@switchyard/core/screening/dedupe.ts'
import { compileScreening } from '@switchyard/core/screening/compile.ts'
import type { Screening } from '@switchyard/core/screening/screened.ts'
import type { Campaign, FieldType } from '@switchyard/core/setup/campaign.ts'
import type { Delivery } from '@switchyard/core/setup/delivery.ts'
import type { Buyer, Mapper, Picklist, Supplier, SuppressionList } from '@switchyard/core/setup/lists.ts'

import type { Sealer } from './sealing.ts'

export const setupKinds = ['picklist', 'mapper', 'supplier', 'buyer', 'suppression', 'campaign', 'delivery'] as const
export type SetupKind = (typeof setupKinds)[number]

export interface SetupRow {
  readonly kind: SetupKind
  readonly key: string
  readonly version: number
  readonly doc: unknown
}

export interface LiveCampaign {
  readonly reference: string
  readonly doc: Campaign
  readonly screening: Screening
  readonly routing: Routing
}

export interface LiveDelivery {
  readonly key: string
  readonly doc: Delivery
  readonly version: number
  readonly request: CompiledRequest
  readonly understand: Understand
  /** One for each entry of a price by rules, in its order. */
  readonly priceRules: readonly CompiledRule[]
  /** When it may be sent to next: `at` itself while it is open, null when it never opens. */
  readonly opening: (at: Date) => Date | null
}

export interface AccountSetup {
  readonly accountId: string
  readonly version: number
  /** Hex; keys the hashes of duplicate entries. */
  readonly pepper: string
  readonly campaigns: ReadonlyMap<string, LiveCampaign>
  readonly deliveries: ReadonlyMap<string, LiveDelivery>
  readonly suppliers: ReadonlyMap<string, Supplier>
  readonly buyers: ReadonlyMap<string, Buyer>
  readonly picklists: ReadonlyMap<string, Picklist>
  readonly mappers: ReadonlyMap<string, Mapper>
  readonly suppression: ReadonlyMap<string, SuppressionList>
  readonly problems: readonly { kind: SetupKind; key: string; message: string }[]
}

export function compileAccount(
  accountId: string,
  version: number,
  pepper: string,
  rows: readonly SetupRow[],
  sealer: Sealer,
): AccountSetup {
  const problems: { kind: SetupKind; key: string; message: string }[] = []
  const picklists = documents<Picklist>(rows, 'picklist')
  const mappers = documents<Mapper>(rows, 'mapper')
  const suppliers = documents<Supplier>(rows, 'supplier')
  const buyers = documents<Buyer>(rows, 'buyer')
  const suppression = documents<SuppressionList>(rows, 'suppression')
  const campaignDocs = documents<Campaign>(rows, 'campaign')
  const supplierMaps = new Map([...suppliers].map(([sid, supplier]) => [sid, supplier.valueMaps]))

  function attempt<T>(kind: SetupKind, key: string, into: Map<string, T>, compile: () => T): void {
    try {
      into.set(key, compile())
    } catch (error) {
      problems.push({ kind, key, message: error instanceof Error ? error.message : String(error) })
    }
  }

  const deliveries = new Map<string, LiveDelivery>()
  for (const row of rows) {
    if (row.kind !== 'delivery') continue
    attempt('delivery', row.key, deliveries, () => {
      // Stored documents were parsed by the contract when they were written.
      const doc = sealer.open(accountId, 'delivery', row.key, row.doc) as Delivery
      const types = fieldTypesOf(campaignDocs.get(doc.campaign))
      const schedule = doc.schedule ? compileSchedule(doc.schedule) : null
      return {
        key: row.key,
        doc,
        version: row.version,
        request: compileRequest(doc.request, mappers),
        understand: compileAnswers(doc.answers),
        priceRules: doc.price?.kind === 'rules' ? doc.price.rules.map((rule) => compileRule(rule.when, types)) : [],
        opening: (at) => (schedule ? schedule.nextOpening(at) : at),
      }
    })
  }

  const campaigns = new Map<string, LiveCampaign>()
  for (const [reference, doc] of campaignDocs) {
    const own = new Map([...deliveries].filter(([, d]) => d.doc.campaign === reference).map(([key, d]) => [key, d.doc]))
    attempt('campaign', reference, campaigns, () => ({
      reference,
      doc,
      screening: compileScreening(reference, doc, {
        picklists,
        supplierMaps,
        suppression,
        dedupeElsewhere: [...campaignDocs].flatMap(([other, theirs]) =>
          other === reference ? [] : theirs.dedupe.filter((rule) => covers(rule, other, reference)),
        ),
      }),
      routing: compileRouting(doc, own, buyers),
    }))
  }
  return {
    accountId,
    version,
    pepper,
    campaigns,
    deliveries,
    suppliers,
    buyers,
    picklists,
    mappers,
    suppression,
    problems,
  }
}

export function fieldTypesOf(campaign: Campaign | undefined): ReadonlyMap<string, FieldType> {
  return new Map((campaign?.fields ?? []).map((field) => [field.key, field.type]))
}

function documents<T>(rows: readonly SetupRow[], kind: SetupKind): Map<string, T> {
  // Stored documents were parsed by the contract when they were written.
  return new Map(rows.filter((row) => row.kind === kind).map((row) => [row.key, row.doc as T]))
}
