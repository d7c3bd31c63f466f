import type { PreflightCase } from '@switchyard/core/preflight/preflightCase.ts'
import { readSent } from '@switchyard/core/delivery/sent.ts'

import type { Connector } from '../delivery/send.ts'
import type { AccountSetup } from '../setup/compile.ts'
import type { ShownCase } from './shownCase.ts'
import type { TriedCase } from './tryCases.ts'

/** Sends the lead that a delivery takes to it, as its test does: once, and nothing is stored, counted or billed. */
export async function sendSample(
  connector: Connector,
  setup: AccountSetup,
  requestId: string,
  cases: readonly { readonly one: PreflightCase; readonly tried: TriedCase }[],
): Promise<ShownCase[]> {
  const offered = cases.flatMap(({ one, tried }) =>
    one.expect.kind === 'offered' ? [{ one, tried, delivery: one.expect.delivery }] : [],
  )
  const shown: ShownCase[] = []
  for (const { one, tried, delivery } of offered) {
    const live = setup.deliveries.get(delivery)
    if (!live) continue
    const { sent } = await connector.send({
      dispatchId: `preflight-${requestId}-${delivery}`,
      attemptNumber: 1,
      delivery: live,
      facts: tried.facts,
      beforeBytes: () => true,
    })
    const { outcome, rule, reason } = readSent(sent, live.understand)
    const passed = rule !== null
    shown.push({
      name: `Delivery ${delivery}: the sample, sent`,
      about: `delivery ${delivery}`,
      hop: 'send',
      set: { ...one.set },
      expected: 'an answer that one of its rules understands',
      got: reason === null ? outcome : `${outcome}: ${reason}`,
      passed,
      reason: passed ? null : (reason ?? 'No rule of the delivery understands the answer'),
    })
  }
  return shown
}
