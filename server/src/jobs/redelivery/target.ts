// Which delivery a lead is sent to again, and whether that one can be sent to at all.

import type { ProblemItem } from '@switchyard/contract/problem.ts'
import type { RedeliverOptions } from '@switchyard/contract/jobs/actions/redeliver.ts'

import type { AccountSetup, LiveDelivery } from '../../setup/compile.ts'

export type Target =
  | { readonly kind: 'delivery'; readonly delivery: LiveDelivery }
  /** Why there is none for this campaign, in words. */
  | { readonly kind: 'none'; readonly words: string }

/** The delivery that was chosen, or the campaign's only one. Pure. */
export function targetOf(setup: AccountSetup, options: RedeliverOptions, campaign: string): Target {
  if (options.delivery !== undefined) {
    const delivery = setup.deliveries.get(options.delivery)
    if (!delivery) return { kind: 'none', words: `There is no delivery '${options.delivery}' that can be used` }
    if (delivery.doc.campaign === campaign) return { kind: 'delivery', delivery }
    return { kind: 'none', words: `belongs to campaign ${campaign}, ${nameOf(delivery)} to ${delivery.doc.campaign}` }
  }
  const own = deliveriesOf(setup, campaign)
  const [only] = own
  if (!only) return { kind: 'none', words: `campaign ${campaign} has no delivery` }
  if (own.length > 1) return { kind: 'none', words: `campaign ${campaign} has several deliveries, and none was chosen` }
  return { kind: 'delivery', delivery: only }
}

/** What is wrong with the options for leads of these campaigns; every mistake at once. Pure. */
export function problemsOf(
  setup: AccountSetup,
  options: RedeliverOptions,
  campaigns: readonly string[],
): readonly ProblemItem[] {
  const { delivery: chosen } = options
  if (chosen !== undefined) {
    const fault = setup.deliveryFaults.get(chosen)
    if (fault !== undefined) return [problem('faulty_delivery', `The set-up of ${chosen} cannot be used: ${fault}`)]
    const delivery = setup.deliveries.get(chosen)
    return delivery ? inactive(setup, delivery) : [problem('unknown_delivery', `There is no delivery '${chosen}'`)]
  }
  return campaigns.flatMap((campaign) => {
    const own = deliveriesOf(setup, campaign)
    const [only] = own
    if (!only) return [problem('no_delivery', `Campaign ${campaign} has no delivery`)]
    if (own.length === 1) return inactive(setup, only)
    const list = own.map((delivery) => described(delivery)).join(', ')
    return [problem('several_deliveries', `Campaign ${campaign} has several deliveries, choose one: ${list}`)]
  })
}

export function nameOf({ key, doc }: LiveDelivery): string {
  return doc.name === '' ? key : doc.name
}

function deliveriesOf(setup: AccountSetup, campaign: string): LiveDelivery[] {
  return [...setup.deliveries.values()].filter(({ doc }) => doc.campaign === campaign)
}

function inactive(setup: AccountSetup, delivery: LiveDelivery): ProblemItem[] {
  const { status, buyer } = delivery.doc
  if (status !== 'active') return [problem('inactive_delivery', `${nameOf(delivery)} is not active: ${status}`)]
  if (buyer === undefined || setup.buyers.get(buyer)?.active === true) return []
  return [problem('inactive_buyer', `Buyer ${buyer} of ${nameOf(delivery)} is not active`)]
}

function described(delivery: LiveDelivery): string {
  const { buyer, request } = delivery.doc
  const to = [buyer === undefined ? 'no buyer' : `buyer ${buyer}`, URL.parse(request.url)?.host ?? request.url]
  return `${delivery.key} (${nameOf(delivery)}, ${to.join(', ')})`
}

function problem(code: string, message: string): ProblemItem {
  return { path: 'options.delivery', code, message }
}
