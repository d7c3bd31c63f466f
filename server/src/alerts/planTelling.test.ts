import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { alertSettings } from '@switchyard/contract/alerts/settings.ts'
import { alertKinds } from '@switchyard/contract/alerts/words.ts'

import { pauseMs, planTelling, type Told, type UntoldAlert } from './planTelling.ts'

const now = new Date('2026-11-22T23:00:00Z')
const nobody: Told = { lastAt: null, lately: new Set(), opened: new Set() }
const heard = { ...alertSettings.parse({}), email: ['ops@example.com'] }
const night = { from: '22:00', to: '07:00', timezone: 'UTC', except: ['breakerOpen'] as const }

const alert = (parts: Partial<UntoldAlert> = {}): UntoldAlert => ({
  id: '1',
  kind: 'stuck',
  subject: 'job 1',
  resolvedAt: null,
  resolvedBy: null,
  acknowledged: false,
  openTold: false,
  ...parts,
})
const plan = (alerts: UntoldAlert[], settings: Parameters<typeof planTelling>[1] = heard, told = nobody) =>
  planTelling(alerts, settings, told, now)

describe('An alert', () => {
  test('is told to everybody who wants to hear, once', () => {
    const webhooks = [
      { key: 'chat', url: 'https://example.com', active: true },
      { key: 'off', url: 'https://example.com', active: false },
    ]
    expect(plan([alert()], { ...heard, webhooks })).toEqual({
      tell: [{ alert: '1', event: 'opened' }],
      recipients: [
        { channel: 'email', to: 'ops@example.com' },
        { channel: 'webhook', to: 'chat' },
      ],
      openDone: ['1'],
      endDone: [],
    })
  })

  test.each<[string, Partial<UntoldAlert>, Partial<Told>, object]>([
    ['nobody wants to hear', {}, {}, { email: [] }],
    ['its kind is muted', {}, {}, { muted: ['stuck'] }],
    ['somebody looks after it already', { acknowledged: true }, {}, {}],
    ['somebody closed it', { resolvedAt: now, resolvedBy: 'ann' }, {}, {}],
    ['the same was told within the hour', {}, { lately: new Set(['stuck job 1']) }, {}],
    [
      'its end is nobody’s wish',
      { openTold: true, resolvedAt: now },
      { opened: new Set(['1']) },
      { tellClosed: false },
    ],
    ['its opening was told to nobody', { openTold: true, resolvedAt: now }, {}, {}],
  ])('is not told when %s, and never later', (_, parts, told, settings) => {
    const found = plan([alert(parts)], { ...heard, ...settings }, { ...nobody, ...told })
    expect(found.tell).toEqual([])
    expect(found.openDone).toEqual(['1'])
  })

  test('waits in quiet hours, unless its kind does not', () => {
    const settings = { ...heard, quietHours: { ...night, except: [...night.except] } }
    const found = plan([alert(), alert({ id: '2', kind: 'breakerOpen', subject: 'delivery acme' })], settings)
    expect(found.tell).toEqual([{ alert: '2', event: 'opened' }])
    expect(found.openDone).toEqual(['2'])
  })

  test('waits a minute after a message, and is then told with the others', () => {
    const told = (agoMs: number) => ({ ...nobody, lastAt: new Date(now.getTime() - agoMs) })
    expect(plan([alert()], heard, told(pauseMs - 1))).toMatchObject({ tell: [], openDone: [] })
    expect(plan([alert(), alert({ id: '2', subject: 'job 2' })], heard, told(pauseMs)).tell).toHaveLength(2)
  })

  test('that came and went in the night is told once', () => {
    expect(plan([alert({ resolvedAt: now })])).toMatchObject({
      tell: [{ alert: '1', event: 'opened' }],
      openDone: ['1'],
      endDone: ['1'],
    })
  })

  test('that is over is told when it was told that it began', () => {
    const over = alert({ openTold: true, resolvedAt: now })
    expect(plan([over], heard, { ...nobody, opened: new Set(['1']) }).tell).toEqual([{ alert: '1', event: 'closed' }])
  })
})

test('Whatever comes up, the same thing is never told twice in one go, and what is told or dropped is done with', () => {
  const some = fc.record({
    kind: fc.constantFrom(...alertKinds),
    subject: fc.constantFrom('job 1', 'delivery acme'),
    resolvedAt: fc.constantFrom(null, now),
    resolvedBy: fc.constantFrom(null, 'ann'),
    acknowledged: fc.boolean(),
    openTold: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(some, { maxLength: 12 }), fc.boolean(), fc.boolean(), (parts, quiet, paused) => {
      const alerts = parts.map((one, index) => ({ ...one, id: String(index) }))
      const settings = { ...heard, quietHours: quiet ? { ...night, except: [...night.except] } : null }
      const told = { ...nobody, opened: new Set(['0', '3']), lastAt: paused ? now : null }
      const found = planTelling(alerts, settings, told, now)
      const names = found.tell.map(({ alert: id }) => alerts[Number(id)]).map((one) => `${one?.kind} ${one?.subject}`)
      const opened = found.tell.flatMap(({ event }, index) => (event === 'opened' ? [names[index]] : []))
      expect(new Set(opened).size).toBe(opened.length)
      for (const { alert: id } of found.tell) expect(found.openDone).toContain(id)
      const waiting = alerts.filter(({ id }) => !found.openDone.includes(id))
      if (!quiet && !paused) expect(waiting).toEqual([])
      if (paused) expect(found.tell).toEqual([])
    }),
  )
})
