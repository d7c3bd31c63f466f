import { expect, test } from 'vitest'
import { parseIp } from './ip.ts'
import { parseUrl } from './url.ts'

test.each([
  ['https://Example.com/a?b=1#c', 'https://example.com/a?b=1#c'],
  ['http://example.com', 'http://example.com/'],
  ['www.example.com/x', 'https://www.example.com/x'],
  ['bücher.example', 'https://xn--bcher-kva.example/'],
])('%j is the address %s', (raw, value) => {
  expect(parseUrl(raw)).toEqual({ ok: true, value })
})

test.each([
  'javascript:alert(1)',
  'ftp://example.com',
  'https://user:pw@example.com',
  'http://localhost',
  'hello',
  'https://a b.com',
  'https://',
])('%j is no web address', (raw) => {
  expect(parseUrl(raw)).toMatchObject({ ok: false, code: 'REJECT_LEAD_INVALID_FORMAT' })
})

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['::1', '::1'],
])('%j is the IP address %s', (raw, value) => {
  expect(parseIp(raw)).toEqual({ ok: true, value })
})

test.each([
  '256.1.1.1',
  '1.2.3',
  '1.2.3.4.5',
  '1.2.3.4.',
  '01.2.3.4',
  '::g',
  'fe80::1%eth0',
  'localhost',
  '1.2.3.4]/x',
])('%j is no IP address', (raw) => {
  expect(parseIp(raw).ok).toBe(false)
})
