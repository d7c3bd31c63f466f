import { expect, it, describe } from 'vitest'

import { check } from './check.ts'
import type { Arrival, Dump, Evidence, SentTry, StoredAttempt, StoredDispatch, StoredLead } from './evidence.ts'
import type { ViolationKind } from './violation.ts'

const price = 125_000n

const lead = (id: string, more: Partial<StoredLead> = {}): StoredLead => ({
  id,
  campaign: 'one',
  status: 'accepted',
  sold: 'sold',
  deliveryStatus: 'full',
  revenueUnits: price,
  payoutUnits: 0n,
  ...more,
})

const dispatch = (id: string, leadId: string, more: Partial<StoredDispatch> = {}): StoredDispatch => ({
  id,
  leadId,
  delivery: 'again',
  buyer: 'ACME',
  state: 'accepted',
  priceUnits: price,
  jobId: null,
  overCap: false,
  places: ['delivery again'],
  ...more,
})

const attempt = (id: string, dispatchId: string, more: Partial<StoredAttempt> = {}): StoredAttempt => ({
  id,
  dispatchId,
  number: 1,
  atMs: 1000,
  outcome: 'accepted',
  lateOutcome: null,
  ...more,
})

const arrival = (dispatchId: string, leadId: string, more: Partial<Arrival> = {}): Arrival => ({
  dispatchId,
  number: 1,
  delivery: 'again',
  leadId,
  atMs: 1010,
  answer: 'accepted',
  took: true,
  ...more,
})

const sentLead = (key: string, leadId: string | null, more: Partial<SentTry> = {}): SentTry => ({
  key,
  campaign: 'one',
  status: leadId === null ? 0 : 201,
  leadId,
  atMs: 990,
  ...more,
})

/**
 * Three leads that went as they should: the first at once, the second after an unknown attempt whose lead the buyer had taken,
 * the third is held after an answer that nobody knows. The first was posted twice by its sender.
 */
function good(): Evidence {
  return {
    sent: [sentLead('k1', null), sentLead('k1', '1'), sentLead('k2', '2'), sentLead('k3', '3', { campaign: 'two' })],
    arrivals: [
      arrival('11', '1'),
      arrival('12', '2', { answer: 'none' }),
      arrival('12', '2', { number: 2, atMs: 3010, answer: 'duplicate', took: false }),
      arrival('13', '3', { delivery: 'once', answer: 'none' }),
    ],
    terms: {
      deliveries: new Map([
        ['again', { onUnknown: 'resend', priceUnits: price, totalLimit: 2 }],
        ['once', { onUnknown: 'hold', priceUnits: price, totalLimit: null }],
      ]),
      maxSales: new Map([
        ['one', 1],
        ['two', null],
      ]),
    },
    database: {
      leads: [
        lead('1'),
        lead('2'),
        lead('3', { campaign: 'two', sold: 'pending', deliveryStatus: 'pending', revenueUnits: 0n }),
      ],
      dispatches: [
        dispatch('11', '1'),
        dispatch('12', '2'),
        dispatch('13', '3', { delivery: 'once', state: 'review', priceUnits: null, places: [] }),
      ],
      attempts: [
        attempt('101', '11'),
        attempt('102', '12', { outcome: 'unknown' }),
        attempt('103', '13', { outcome: 'unknown' }),
        attempt('104', '12', { number: 2, atMs: 3000, outcome: 'duplicate' }),
      ],
      ledger: [
        { kind: 'revenue', leadId: '1', dispatchId: '11', units: price },
        { kind: 'revenue', leadId: '2', dispatchId: '12', units: price },
      ],
      windows: [{ scope: 'delivery again', period: 'total', reserved: 0, used: 2, overCap: 0 }],
    },
  }
}

const kindsOf = (evidence: Evidence) => [...new Set(check(evidence).violations.map(({ kind }) => kind))].toSorted()

describe('the checker', () => {
  it('finds nothing where everything went well, and counts', () => {
    expect(check(good())).toEqual({
      acknowledged: 3,
      delivered: 2,
      recovered: 1,
      lost: 0,
      posts: 4,
      repeatsExplained: 1,
      repeatsUnexplained: 0,
      phantoms: 0,
      review: 1,
      takenTwice: 0,
      capOvershoot: 0,
      longestWaitMs: 20,
      violations: [],
    })
  })

  it('lets pass what is right although it looks odd', () => {
    const { database, ...rest } = good()
    // A throttled try does not count, so that two attempts carry the number 1; a late answer settles what was unknown.
    const odd: Evidence = {
      ...rest,
      arrivals: [
        arrival('11', '1', { answer: 'throttled', took: false }),
        arrival('11', '1', { atMs: 2010 }),
        ...rest.arrivals.slice(1),
        arrival('14', '1', { atMs: 4010, delivery: 'once' }),
      ],
      database: {
        ...database,
        leads: [lead('1', { revenueUnits: 2n * price }), ...database.leads.slice(1)],
        dispatches: [...database.dispatches, dispatch('14', '1', { delivery: 'once', places: [], jobId: '5' })],
        attempts: [
          attempt('101', '11', { outcome: 'throttled' }),
          ...database.attempts.slice(1),
          attempt('105', '11', { atMs: 2000 }),
          attempt('106', '14', { atMs: 4000, outcome: 'unknown', lateOutcome: 'accepted' }),
        ],
        ledger: [...database.ledger, { kind: 'revenue', leadId: '1', dispatchId: '14', units: price }],
      },
    }
    expect(check(odd).violations).toEqual([])
  })

  // Each fault alone; what else it necessarily breaks stands beside it.
  const faults: readonly [
    string,
    (evidence: Evidence) => Partial<Evidence> & { readonly stored?: Partial<Dump> },
    ViolationKind[],
  ][] = [
    ['an answered lead that is not there', ({ sent }) => ({ sent: [...sent, sentLead('k4', '4')] }), ['lost']],
    [
      'a key that became two leads',
      ({ sent, database }) => ({
        sent: [...sent, sentLead('k1', '4')],
        stored: { leads: [...database.leads, lead('4', { status: 'rejected', sold: null, revenueUnits: 0n })] },
      }),
      ['twoLeadsForOneKey'],
    ],
    [
      'a lead that was stored again under a new id',
      ({ database }) => ({
        stored: { leads: [...database.leads, lead('4', { status: 'rejected', sold: null, revenueUnits: 0n })] },
      }),
      ['storedTwice'],
    ],
    [
      'a lead that nobody was offered',
      ({ sent, database }) => ({
        sent: [...sent, sentLead('k4', '4')],
        stored: { leads: [...database.leads, lead('4', { sold: null, deliveryStatus: 'blank', revenueUnits: 0n })] },
      }),
      ['unrouted'],
    ],
    [
      'a lead that is still processing',
      ({ sent, database }) => ({
        sent: [...sent, sentLead('k4', '4')],
        stored: { leads: [...database.leads, lead('4', { status: 'processing', sold: null, revenueUnits: 0n })] },
      }),
      ['unsettled'],
    ],
    [
      'a dispatch that hangs in sending',
      ({ database }) => ({
        stored: {
          dispatches: [...database.dispatches, dispatch('14', '1', { delivery: 'once', state: 'sending', places: [] })],
        },
      }),
      ['unsettled'],
    ],
    [
      'a lead that says unsold though it was sold',
      ({ database }) => ({ stored: { leads: [lead('1', { sold: 'unsold' }), ...database.leads.slice(1)] } }),
      ['wrongWords'],
    ],
    [
      'a lead that says pending though nothing is open',
      ({ database }) => ({ stored: { leads: [lead('1', { deliveryStatus: 'pending' }), ...database.leads.slice(1)] } }),
      ['wrongWords'],
    ],
    [
      'a review where the delivery sends again',
      ({ database, terms }) => ({
        terms: {
          ...terms,
          deliveries: new Map(terms.deliveries).set('once', {
            onUnknown: 'resend',
            priceUnits: price,
            totalLimit: null,
          }),
        },
        stored: database,
      }),
      ['reviewWithoutHold'],
    ],
    [
      'a request for a dispatch that nobody made',
      ({ arrivals }) => ({ arrivals: [...arrivals, arrival('99', '1', { took: false })] }),
      ['phantom'],
    ],
    [
      'a request without an attempt',
      ({ arrivals }) => ({
        arrivals: [...arrivals, arrival('13', '3', { delivery: 'once', number: 2, answer: 'none' })],
      }),
      ['phantom', 'unexplainedRepeat'],
    ],
    [
      'a request that came before its attempt was claimed',
      ({ arrivals }) => ({ arrivals: [arrival('11', '1', { atMs: 900 }), ...arrivals.slice(1)] }),
      ['neverSeen', 'phantom'],
    ],
    [
      'a request that the attempt denies',
      ({ database, arrivals }) => ({
        arrivals: [...arrivals, arrival('11', '1', { atMs: 510, answer: 'none', took: false })],
        stored: {
          attempts: [
            attempt('100', '11', { atMs: 500, outcome: 'not_sent' }),
            attempt('101', '11'),
            ...database.attempts.slice(1),
          ],
        },
      }),
      ['seenButNotSent'],
    ],
    ['an answer of which the buyer knows nothing', ({ arrivals }) => ({ arrivals: arrivals.slice(1) }), ['neverSeen']],
    [
      'a yes where the buyer said no',
      ({ arrivals }) => ({ arrivals: [arrival('11', '1', { answer: 'rejected', took: false }), ...arrivals.slice(1)] }),
      ['misread'],
    ],
    [
      'an attempt without an outcome',
      ({ database }) => ({
        stored: { attempts: [...database.attempts, attempt('105', '13', { number: 2, outcome: null })] },
      }),
      ['openAttempt', 'unexplainedState'],
    ],
    [
      'a dispatch that is accepted without anybody having said yes',
      ({ database }) => ({
        stored: {
          attempts: database.attempts.map((one) => (one.id === '104' ? { ...one, outcome: 'unknown' as const } : one)),
        },
      }),
      ['unexplainedState'],
    ],
    [
      'a second request under one attempt',
      ({ arrivals }) => ({ arrivals: [...arrivals, arrival('11', '1', { atMs: 1020, took: false })] }),
      ['unexplainedRepeat'],
    ],
    [
      'a repeat after a yes',
      ({ arrivals, database }) => ({
        arrivals: [...arrivals, arrival('11', '1', { number: 2, atMs: 2010, took: false })],
        stored: { attempts: [...database.attempts, attempt('105', '11', { number: 2, atMs: 2000 })] },
      }),
      ['unexplainedRepeat'],
    ],
    [
      'a repeat after an unknown attempt where those are held',
      ({ arrivals, database }) => ({
        arrivals: [
          ...arrivals,
          arrival('13', '3', { delivery: 'once', number: 2, atMs: 2010, answer: 'none', took: false }),
        ],
        stored: {
          attempts: [...database.attempts, attempt('105', '13', { number: 2, atMs: 2000, outcome: 'unknown' })],
        },
      }),
      ['unexplainedRepeat'],
    ],
    [
      'a second dispatch that no job made',
      ({ database }) => ({
        stored: {
          dispatches: [
            ...database.dispatches,
            dispatch('14', '1', { state: 'cancelled', priceUnits: null, places: [] }),
          ],
        },
      }),
      ['secondDispatch'],
    ],
    [
      'two buyers for a lead that may have one',
      ({ arrivals, database }) => ({
        arrivals: [...arrivals, arrival('14', '1', { delivery: 'once' })],
        stored: {
          leads: [lead('1', { revenueUnits: 2n * price }), ...database.leads.slice(1)],
          dispatches: [...database.dispatches, dispatch('14', '1', { delivery: 'once', places: [] })],
          attempts: [...database.attempts, attempt('105', '14')],
          ledger: [...database.ledger, { kind: 'revenue', leadId: '1', dispatchId: '14', units: price }],
        },
      }),
      ['oversold'],
    ],
    [
      'a buyer who has more than his cap',
      ({ arrivals, sent, database }) => ({
        sent: [...sent, sentLead('k4', '4')],
        arrivals: [...arrivals, arrival('14', '4', { atMs: 2000, answer: 'none' })],
        stored: {
          leads: [...database.leads, lead('4', { sold: 'unsold', deliveryStatus: 'fail', revenueUnits: 0n })],
          dispatches: [...database.dispatches, dispatch('14', '4', { state: 'failed', priceUnits: null })],
          attempts: [...database.attempts, attempt('105', '14', { outcome: 'unknown' })],
        },
      }),
      ['capOvershoot'],
    ],
    [
      'a counter beyond its limit',
      ({ terms }) => ({
        terms: {
          ...terms,
          deliveries: new Map(terms.deliveries).set('again', { onUnknown: 'resend', priceUnits: price, totalLimit: 1 }),
        },
      }),
      ['capOvershoot'],
    ],
    [
      'a counter that forgot one',
      () => ({ stored: { windows: [{ scope: 'delivery again', period: 'total', reserved: 0, used: 1, overCap: 0 }] } }),
      ['capDrift'],
    ],
    [
      'a place that was never given back',
      () => ({ stored: { windows: [{ scope: 'delivery again', period: 'total', reserved: 1, used: 1, overCap: 0 }] } }),
      ['capDrift'],
    ],
    [
      'a sale that was booked twice',
      ({ database }) => ({
        stored: { ledger: [...database.ledger, { kind: 'revenue', leadId: '1', dispatchId: '11', units: price }] },
      }),
      ['wrongLedger'],
    ],
    [
      'a sale that was not booked',
      ({ database }) => ({ stored: { ledger: database.ledger.slice(1) } }),
      ['wrongLedger'],
    ],
    [
      'a sale at another price',
      ({ database }) => ({
        stored: {
          ledger: [{ kind: 'revenue', leadId: '1', dispatchId: '11', units: 1n }, ...database.ledger.slice(1)],
        },
      }),
      ['wrongLedger'],
    ],
    [
      'money for a dispatch that is not there',
      ({ database }) => ({
        stored: {
          leads: [lead('1', { revenueUnits: 2n * price }), ...database.leads.slice(1)],
          ledger: [...database.ledger, { kind: 'revenue', leadId: '1', dispatchId: '99', units: price }],
        },
      }),
      ['wrongLedger'],
    ],
    [
      'a payout that the lead knows nothing of',
      ({ database }) => ({
        stored: { ledger: [...database.ledger, { kind: 'payout', leadId: '1', dispatchId: '11', units: 5n }] },
      }),
      ['wrongLedger'],
    ],
  ]

  it.each(faults)('finds %s', (_, spoil, kinds) => {
    const evidence = good()
    const { stored, ...spoiled } = spoil(evidence)
    expect(kindsOf({ ...evidence, ...spoiled, database: { ...evidence.database, ...stored } })).toEqual(kinds)
  })

  it('says of each violation which ids to look for', () => {
    const evidence = good()
    const { violations } = check({ ...evidence, sent: [...evidence.sent, sentLead('k4', '4')] })
    expect(violations).toEqual([{ kind: 'lost', words: 'Lead 4 was answered with 201 and is not stored' }])
  })
})
