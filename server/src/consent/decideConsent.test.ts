import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { channelChoices } from '@switchyard/contract/consent/channels.ts'
import { consentStates } from '@switchyard/core/lead/states.ts'

import { channelWords, channelsOf, decideConsent } from './decideConsent.ts'
import { consentHistory } from './history.ts'

const state = fc.constantFrom(...consentStates)
const consents = fc.record({ email: state, sms: state })

describe('A change of consent', () => {
  test('changes the channels that were asked for and do not say so yet, and no other', () => {
    fc.assert(
      fc.property(consents, fc.constantFrom(...channelChoices), fc.constantFrom('yes', 'no'), (current, choice, to) => {
        const steps = decideConsent(current, choice, to)
        expect(steps.map(({ channel }) => channel)).toEqual(
          channelsOf(choice).filter((channel) => current[channel] !== to),
        )
        for (const { channel, from } of steps) expect(from).toBe(current[channel])
      }),
    )
  })

  test('is told in words', () => {
    expect(channelWords(channelsOf('all'))).toBe('email and SMS')
    expect(channelWords(['sms'])).toBe('SMS')
  })
})

describe('The history of consent', () => {
  const lead = {
    receivedAt: '2026-11-22T09:00:00.000Z',
    supplier: 'ADC1',
    consent: { email: 'no', sms: 'unknown' },
  } as const
  const change = {
    channel: 'email',
    from: 'yes',
    to: 'no',
    at: '2026-11-23T09:00:00.000Z',
    actor: 'ann@example.com',
    source: 'job 1',
    evidence: null,
  } as const

  test('begins with what the lead came in with, as it was before the first change', () => {
    const history = consentHistory(lead, { email: 'yes', text: 'I agree', url: 'https://example.com/f' }, [change])
    expect(history).toEqual([
      {
        channel: 'email',
        from: 'unknown',
        to: 'yes',
        at: lead.receivedAt,
        actor: 'ADC1',
        source: 'intake',
        evidence: 'I agree · https://example.com/f',
      },
      change,
    ])
  })

  test('is empty where nothing was ever known', () => {
    expect(consentHistory({ ...lead, consent: { email: 'unknown', sms: 'unknown' } }, {}, [])).toEqual([])
  })
})
