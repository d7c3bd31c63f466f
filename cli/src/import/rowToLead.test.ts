import { describe, expect, it } from 'vitest'
import { type RowOptions, rowToLead } from './rowToLead.ts'
import type { ColumnPlan } from './planColumns.ts'

const plan: ColumnPlan = {
  fields: [{ index: 0, column: 'Email', field: 'email' }],
  supplier: 1,
  source: 2,
  externalId: 3,
  consentEmail: 4,
  consentSms: null,
  extra: [],
}
const options: RowOptions = {
  campaign: 'auto',
  supplier: 'DEFAULT',
  consentNo: ['Yes'],
  consentYes: ['No'],
  fileDigest: 'abc',
  test: false,
}

describe('rowToLead', () => {
  it('puts each cell where it belongs and keeps the value as it stands', () => {
    expect(rowToLead(7, [' a@b ', 'Google', 'fb', 'x-1', 'yes'], 5, plan, options)).toEqual({
      kind: 'lead',
      lead: {
        campaign: 'auto',
        supplier: 'Google',
        source: 'fb',
        externalId: 'x-1',
        fields: { email: ' a@b ' },
        consent: { email: 'no' },
        method: 'import',
        idempotencyKey: 'import:abc:auto:7',
      },
    })
  })

  it('leaves out empty cells, falls back to the given supplier, and never assumes consent', () => {
    const result = rowToLead(1, ['', '', '', '', 'maybe'], 5, plan, options)
    expect(result).toMatchObject({ lead: { supplier: 'DEFAULT', fields: {}, consent: { email: 'unknown' } } })
    expect(result.kind === 'lead' && 'externalId' in result.lead).toBe(false)
  })

  it('refuses a row whose cells have slipped, but not empty ones at its end', () => {
    expect(rowToLead(1, ['a', 'b'], 5, plan, options)).toMatchObject({ kind: 'ragged' })
    expect(rowToLead(1, ['a', 'b', 'c', 'd', 'e', 'f'], 5, plan, options)).toMatchObject({ kind: 'ragged' })
    expect(rowToLead(1, ['a', 'b', 'c', 'd', 'e', '', ' '], 5, plan, options)).toMatchObject({ kind: 'lead' })
  })
})
