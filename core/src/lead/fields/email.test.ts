import { expect, test } from 'vitest'
import { parseEmail } from './email.ts'

const any = { allowFree: true, allowDisposable: true }

test.each([
  ['Ann@Example.COM', 'ann@example.com'],
  ['  ann.lee+tag@mail.example.co.uk ', 'ann.lee+tag@mail.example.co.uk'],
  ['mailto:ann@example.com', 'ann@example.com'],
  ['ann@bücher.example', 'ann@xn--bcher-kva.example'],
  ["o'neil@example.ie", "o'neil@example.ie"],
  [['ann@example.com'], 'ann@example.com'],
])('%j becomes %j', (raw, value) => {
  expect(parseEmail(raw, any)).toEqual({ ok: true, value })
})

test.each([
  ['ann@', 'nothing stands after @', []],
  ['@example.com', 'nothing stands before @', []],
  ['ann', 'no @ stands in it', []],
  ['ann@@example.com', 'more than one @ stands in it', ['ann@example.com']],
  ['ann @example.com', 'a space stands in it', ['ann@example.com']],
  ['ann@example', "'example' is not a whole domain, such as example.com", []],
  ['ann..lee@example.com', 'two dots stand side by side', ['ann.lee@example.com']],
  ['ann@example.com.', 'the domain begins or ends with a dot', ['ann@example.com']],
  ['ann@-x.com', "'-x' cannot be part of a domain", []],
  ['ann@1.2.3.4', "'.4' is not the end of a domain", []],
  ['josé@example.com', "'é' cannot stand before @", ['jose@example.com']],
  [`${'a'.repeat(65)}@example.com`, '65 characters stand before @, at most 64 are possible', []],
])('%j is no email address: %s', (raw, why, suggestions) => {
  expect(parseEmail(raw, any)).toMatchObject({ ok: false, code: 'REJECT_LEAD_INVALID_EMAIL', suggestions })
  expect(parseEmail(raw, any)).toHaveProperty('why', expect.stringContaining(why))
})

test('The whole address has at most 254 characters', () => {
  const domain = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(61)}.com`
  expect(parseEmail(`${'x'.repeat(254 - domain.length - 1)}@${domain}`, any).ok).toBe(true)
  expect(parseEmail(`${'x'.repeat(255 - domain.length - 1)}@${domain}`, any).ok).toBe(false)
})

test('A misspelled well-known domain is refused with the one that was meant', () => {
  expect(parseEmail('ann@gmial.com', any)).toEqual({
    ok: false,
    code: 'REJECT_LEAD_INVALID_EMAIL',
    why: "'ann@gmial.com' ends in gmial.com, which is a misspelling of gmail.com",
    suggestions: ['ann@gmail.com'],
  })
})

test('Free and disposable addresses are refused only where the field says so', () => {
  expect(parseEmail('ann@gmail.com', any).ok).toBe(true)
  expect(parseEmail('ann@gmail.com', { ...any, allowFree: false }).ok).toBe(false)
  expect(parseEmail('ann@mailinator.com', { ...any, allowDisposable: false }).ok).toBe(false)
  expect(parseEmail('ann@example.com', { allowFree: false, allowDisposable: false }).ok).toBe(true)
})

test('Text that cannot be stored is refused as such', () => {
  expect(parseEmail('ann\0@example.com', any)).toMatchObject({ ok: false, code: 'REJECT_LEAD_INVALID_FORMAT' })
})
