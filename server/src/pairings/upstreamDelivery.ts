// The delivery that takes leads to another Switchyard: what is sent and how the answer is read are the same for all of them.

import type { Campaign } from '@switchyard/core/setup/campaign.ts'

/** What the other side says of itself when an invite is accepted. */
export interface OtherSide {
  readonly key: string
  readonly campaign: string
  readonly supplier: string
  readonly fields: readonly { readonly key: string; readonly required: boolean }[]
}

/** A delivery document; fields that both campaigns have under one key are sent. Pure. */
export function upstreamDelivery(link: {
  /** Address of the other side, without a slash at the end. */
  readonly url: string
  readonly other: OtherSide
  readonly campaign: string
  readonly buyer: string
  readonly fields: Campaign['fields']
}): Readonly<Record<string, unknown>> {
  const { url, other, campaign, buyer, fields } = link
  const theirs = new Set(other.fields.map(({ key }) => key))
  const shared = fields.filter(({ key }) => theirs.has(key))
  return {
    campaign,
    buyer,
    name: `Switchyard at ${new URL(url).host}`,
    status: 'active',
    method: 'upstream',
    request: {
      url: `${url}/v1/leads`,
      method: 'POST',
      format: 'json',
      body: {
        campaign: other.campaign,
        supplier: other.supplier,
        method: 'upstream',
        externalId: '{{ lead.id }}',
        test: '{{ lead.test }}',
        source: '{{ source }}',
        fields: Object.fromEntries(shared.map(({ key }) => [key, `{{ ${key} }}`])),
        consent: { email: '{{ consent.email }}', sms: '{{ consent.sms }}' },
      },
      auth: { kind: 'bearer', secret: other.key },
    },
    answers: [
      {
        when: { status: [201], json: { path: 'status', is: 'rejected' } },
        outcome: 'rejected',
        reason: { json: 'disposition.reason' },
        reference: { json: 'id' },
      },
      { when: { status: [201] }, outcome: 'pending', reference: { json: 'id' } },
      { when: { status: [429] }, outcome: 'throttled' },
      { when: { status: [500, 502, 503, 504] }, outcome: 'retryable', reason: { json: 'detail' } },
    ],
    otherwise: 'failed',
    price: { kind: 'answer' },
    settle: 'feedback',
    // The other side knows a lead that it has by its Idempotency-Key.
    onUnknown: 'resend',
  }
}

/** What the other side wants and our campaign does not have, in words. Pure. */
export function missingFields(other: OtherSide, fields: Campaign['fields']): string[] {
  const ours = new Set(fields.map(({ key }) => key))
  return other.fields
    .filter(({ key, required }) => required && !ours.has(key))
    .map(
      ({ key }) =>
        `The other side needs the field "${key}", which this campaign does not have: its leads will be rejected there`,
    )
}
