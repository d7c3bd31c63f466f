import { describe, expect, test } from 'vitest'

import type { DestinationReport } from '@switchyard/core/delivery/destinationReport.ts'

import { createGate, type Gate } from './gate.ts'

const doc = { retry: { delaysSeconds: [5], maxAgeHours: 24 } }
const answered: DestinationReport = { kind: 'answered' }
const failed = (code: string): DestinationReport => ({ kind: 'failed', code })

function note(gate: Gate, report: DestinationReport, nowMs: number, times = 1) {
  return Array.from({ length: times }, () => gate.note(report, { begunMs: nowMs, nowMs, draw: 0 }, doc, 8))
}

describe('A gate', () => {
  test('lets as many through as the set-up allows, 8 at first', () => {
    expect([createGate(3).limit(3, 0), createGate(64).limit(64, 0)]).toEqual([3, 8])
  })

  test('is shut for as long as the destination asks, and then bears half', () => {
    const gate = createGate(8)
    note(gate, { kind: 'throttled', retryAfterMs: 7000 }, 1000)
    expect([gate.limit(8, 7999), gate.shutForMs(7000)]).toEqual([0, 1000])
    expect([gate.limit(8, 8000), gate.shutForMs(8000)]).toEqual([4, 0])
    expect(gate.view(2000)).toEqual({ breaker: 'closed', breakerUntilMs: null, pausedUntilMs: 8000 })
  })

  test('says once that it shuts, and once that it is open again', () => {
    const gate = createGate(8)
    const events = note(gate, failed('refused'), 0, 12).filter((event) => event !== null)
    expect(events).toEqual([{ kind: 'breakerOpen', forMs: 30_000, code: 'refused' }])
    expect(gate.shutForMs(0)).toBe(30_000)
    expect(gate.isProbing(30_000)).toBe(true)
    expect(note(gate, answered, 30_001, 40).filter((event) => event !== null)).toEqual([{ kind: 'works' }])
  })

  test('says after three failures of TLS in a row that the certificate is not trusted, and when it is again', () => {
    const gate = createGate(8)
    note(gate, failed('tls_expired'), 0, 2)
    note(gate, answered, 0)
    expect(note(gate, failed('tls_expired'), 1, 4)).toEqual([
      null,
      null,
      { kind: 'tlsFailure', code: 'tls_expired' },
      null,
    ])
    expect(note(gate, answered, 2, 2)).toEqual([{ kind: 'works' }, null])
  })

  test('does not mind faults of ours', () => {
    const gate = createGate(8)
    note(gate, { kind: 'silent' }, 0, 100)
    expect(gate.limit(8, 0)).toBe(8)
  })
})
