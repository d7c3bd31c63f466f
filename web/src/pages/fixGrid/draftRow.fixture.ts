import type { DraftRow } from '../../data/drafts.ts'

export function draftRow(more: Partial<DraftRow> = {}): DraftRow {
  return {
    id: '1',
    place: 1,
    supplier: 'ADC1',
    receivedAt: '2026-11-22T09:00:00.000Z',
    status: 'rejected',
    revision: 1,
    currentRevision: 1,
    values: {},
    received: {},
    changes: {},
    kept: false,
    editing: [],
    verdict: { state: 'refused', code: null, reason: null, failures: [] },
    ...more,
  }
}
