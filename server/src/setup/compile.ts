// Documents in, closures out. One document that no longer compiles leaves the rest of the account working, and loses no lead: a
// campaign refuses leads with 503 until it is mended, a delivery is considered and left out with the reason.

import type { SetupKind } from '@switchyard/contract/setup/documents.ts'
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

import { screeningWithFault } from './campaignFault.ts'
import { currentForm } from './currentForm.ts'
import type { Sealer } from './sealing.ts'

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
  /** Why its leads cannot be checked, in words; null when all is well. Then `screening` refuses every lead with 503. */
  readonly fault: string | null
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
  /** When it closes next; null when not within that time. */
  readonly closing: (at: Date, withinMs: number) => Date | null
}

export interface AccountSetup {
  readonly accountId: string
  readonly version: number
  /** Hex; keys the hashes of duplicate entries. */
  readonly pepper: string
  readonly campaigns: ReadonlyMap<string, LiveCampaign>
  readonly deliveries: ReadonlyMap<string, LiveDelivery>
  /** Why a delivery is not among `deliveries` although it is set up, in words, by its key. */
  readonly deliveryFaults: ReadonlyMap<string, string>
  /** Of those, the ones whose secrets this process cannot open: another key may, so their work waits. */
  readonly sealedDeliveries: ReadonlySet<string>
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

  /** The compiled document, or the fault in words, which is also told to the log. */
  function attempt<T>(kind: SetupKind, key: string, compile: () => T): T | string {
    try {
      return compile()
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      problems.push({ kind, key, message })
      return message
    }
  }

  const deliveries = new Map<string, LiveDelivery>()
  const deliveryFaults = new Map<string, string>()
  const sealedDeliveries = new Set<string>()
  for (const row of rows) {
    if (row.kind !== 'delivery') continue
    // Opening changes nothing but the texts of secrets.
    const doc = attempt(
      'delivery',
      row.key,
      () => currentForm('delivery', sealer.open(accountId, 'delivery', row.key, row.doc)) as Delivery,
    )
    if (typeof doc === 'string') {
      deliveryFaults.set(row.key, doc)
      sealedDeliveries.add(row.key)
      continue
    }
    const compiled = attempt('delivery', row.key, () =>
      compileDelivery(row, doc, fieldTypesOf(campaignDocs.get(doc.campaign)), mappers),
    )
    if (typeof compiled === 'string') deliveryFaults.set(row.key, compiled)
    else deliveries.set(row.key, compiled)
  }

  const deliveryDocs = documents<Delivery>(rows, 'delivery')
  const campaigns = new Map<string, LiveCampaign>()
  for (const [reference, doc] of campaignDocs) {
    const own = new Map([...deliveryDocs].filter(([, delivery]) => delivery.campaign === reference))
    const screening = attempt('campaign', reference, () =>
      compileScreening(reference, doc, {
        picklists,
        supplierMaps,
        suppression,
        dedupeElsewhere: [...campaignDocs].flatMap(([other, theirs]) =>
          other === reference ? [] : theirs.dedupe.filter((rule) => covers(rule, other, reference)),
        ),
      }),
    )
    const fault = typeof screening === 'string' ? screening : null
    campaigns.set(reference, {
      reference,
      doc,
      screening: typeof screening === 'string' ? screeningWithFault(reference, screening) : screening,
      // Leads that are under way go on along their route whatever the campaign's checks have come to.
      routing: compileRouting(doc, own, buyers, deliveryFaults),
      fault,
    })
  }
  return {
    accountId,
    version,
    pepper,
    campaigns,
    deliveries,
    deliveryFaults,
    sealedDeliveries,
    suppliers,
    buyers,
    picklists,
    mappers,
    suppression,
    problems,
  }
}

function compileDelivery(
  { key, version }: SetupRow,
  doc: Delivery,
  types: ReadonlyMap<string, FieldType>,
  mappers: ReadonlyMap<string, Mapper>,
): LiveDelivery {
  const schedule = doc.schedule ? compileSchedule(doc.schedule) : null
  // Routing compiles it again; a rule that does not compile must be known here, so that nothing is sent.
  if (doc.rules) compileRule(doc.rules, types)
  return {
    key,
    doc,
    version,
    request: compileRequest(doc.request, mappers),
    understand: compileAnswers(doc.answers),
    priceRules: doc.price?.kind === 'rules' ? doc.price.rules.map((rule) => compileRule(rule.when, types)) : [],
    opening: (at) => (schedule ? schedule.nextOpening(at) : at),
    closing: (at, withinMs) => schedule?.nextClosing(at, withinMs) ?? null,
  }
}

export function fieldTypesOf(campaign: Campaign | undefined): ReadonlyMap<string, FieldType> {
  return new Map((campaign?.fields ?? []).map((field) => [field.key, field.type]))
}

function documents<T>(rows: readonly SetupRow[], kind: SetupKind): Map<string, T> {
  // Stored documents were parsed by the contract when they were written.
  return new Map(rows.filter((row) => row.kind === kind).map((row) => [row.key, currentForm(kind, row.doc) as T]))
}
