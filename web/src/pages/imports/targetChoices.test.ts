import { importPurposes } from '@switchyard/contract/imports/words.ts'
import { expect, it } from 'vitest'
import { targetChoices } from './targetChoices.ts'

const fields = new Map([['email', 'Email']])

it('offers what the column holds now whatever the purpose, and each choice once', () => {
  for (const purpose of importPurposes) {
    for (const current of [null, 'email', '@leadId', '@entry', 'Received At']) {
      const values = targetChoices(purpose, fields, current).flatMap(({ items }) => items.map(({ value }) => value))
      expect(new Set(values).size).toBe(values.length)
      if (current !== null) expect(values).toContain(current)
    }
  }
})

it('offers fields only where rows are leads', () => {
  const groups = (purpose: (typeof importPurposes)[number]) =>
    targetChoices(purpose, fields, null).map(({ group }) => group)
  expect(groups('resolve')).toContain('Fields of the campaign')
  expect(groups('returns')).not.toContain('Fields of the campaign')
})
