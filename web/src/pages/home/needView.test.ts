import { expect, test } from 'vitest'

import type { Need } from '../../data/home.ts'
import { needView } from './needView.ts'

const at = '2026-11-22T09:00:00.000Z'
const alertOf = (kind: string, subject: string): Need => ({
  kind: 'alert',
  alert: {
    id: '7',
    kind,
    title: 'In short',
    subject,
    message: 'In words',
    detail: {},
    link: null,
    count: 2,
    firstAt: at,
    lastAt: at,
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    resolvedBy: null,
    muted: false,
  },
})
const capOf = (more: Partial<Extract<Need, { kind: 'cap' }>>): Need => ({
  kind: 'cap',
  scope: 'delivery',
  key: 'acme',
  campaign: 'auto',
  words: 'cap day 5 of 5, resets 00:00',
  whenFull: 'next',
  resetsAt: at,
  ...more,
})

test('An alert leads to the lead or the delivery that it is about, and can be closed', () => {
  expect(needView(alertOf('doubleAccept', 'lead 10423 delivery acme'))).toMatchObject({
    title: 'In words',
    way: { kind: 'lead', id: '10423' },
    alert: '7',
  })
  expect(needView(alertOf('tlsFailure', 'delivery acme')).way).toMatchObject({ search: { delivery: 'acme' } })
  expect(needView(alertOf('longTransaction', 'database')).way).toBeNull()
})

test('A breaker that is open, one that probes and a share of failures are told apart', () => {
  const failing = { kind: 'failing', delivery: 'acme', until: null, attempts: 10, failed: 6 } as const
  expect(needView({ ...failing, breaker: 'open' })).toMatchObject({
    word: 'Down',
    detail: 'Nothing is sent for now. 6 of the newest 10 attempts brought no answer to go by.',
  })
  expect(needView({ ...failing, breaker: 'closed' })).toMatchObject({
    word: 'Failing',
    detail: '6 of the newest 10 attempts brought no answer to go by.',
  })
})

test('A full cap leads to the leads that it keeps out', () => {
  expect(needView(capOf({ scope: 'supplier', key: 'ADC1' }))).toMatchObject({
    detail: 'Cap day 5 of 5, resets 00:00. Leads over it are rejected.',
    way: { search: { campaign: 'auto', supplier: 'ADC1', code: 'REJECT_LEAD_OVER_CAP' } },
  })
  expect(needView(capOf({ whenFull: 'hold' })).way).toMatchObject({
    search: { delivery: 'acme', deliveryStatus: 'pending' },
  })
})

test('Jobs and reviews lead to where they are cured', () => {
  const job = {
    kind: 'job',
    id: '3',
    action: 'redeliver',
    state: 'paused',
    reason: null,
    why: 'paused',
    since: at,
  } as const
  expect(needView(job)).toMatchObject({ title: 'Job 3, Redeliver, is paused', way: { kind: 'job', id: '3' } })
  expect(needView({ kind: 'review', delivery: 'acme', waiting: 1, since: at })).toMatchObject({
    title: '1 dispatch of acme waits for a decision',
    way: { search: { delivery: 'acme', deliveryStatus: 'pending' } },
  })
})

test('An alert that is about no lead and no delivery goes where it is cured', () => {
  const need = alertOf('rejectRate', 'campaign auto')
  if (need.kind !== 'alert') throw new Error('Not an alert')
  const link = { path: '/resolve?campaign=auto', words: 'Open the causes' }
  expect(needView({ ...need, alert: { ...need.alert, link } }).way).toEqual({
    kind: 'path',
    path: link.path,
    label: link.words,
  })
  expect(needView(need).way).toBeNull()
})
