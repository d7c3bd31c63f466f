import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makes, sampleField } from '../../screening/sampleCampaign.ts'
import { fieldTypes } from '../../setup/campaign.ts'
import { parserOf } from './parser.ts'
import { compilePicklist } from './picklist.ts'

const list = compilePicklist(makes, { disallowed: [] })
const countries = fc.constantFrom('GB', 'US', 'CA', 'IE', 'AU', 'DE', 'FR', 'NL', 'ZA', 'XX')
const context = countries.map((country) => ({ country, currency: 'GBP', today: '2026-11-22' }))
// Besides any JSON at all, texts that are nearly right: those reach the deep parts of the parsers.
const nearly = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9.@ +-]{0,20}$/),
  fc.stringMatching(/^[-+£$€]?[0-9., ]{1,12}$/),
  fc.stringMatching(/^[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}$/),
  fc.constantFrom(
    '07911 123456',
    'sw1a1aa',
    'Ann@Example.com',
    'ford, volvo',
    'yes',
    '1,234.50',
    '2001:db8::1',
    'http://x.test',
  ),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.integer({ min: 0, max: 100_000 }),
)
const received = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary' }),
  nearly,
  fc.constantFrom(undefined, Number.NaN, '\0', '\ud800'),
)

test.each(fieldTypes)('A %s parser takes any value, and says why it refuses one', (type) => {
  const parse = parserOf(
    sampleField({ key: 'x', type, allowFree: false, allowDisposable: false, phoneTypes: ['mobile'] }),
    list,
  )
  fc.assert(
    fc.property(received, context, (raw, where) => {
      const parsed = parse(raw, where)
      if (!parsed.ok) expect(parsed.why.length).toBeGreaterThan(5)
    }),
    { numRuns: 400 },
  )
})

test.each(fieldTypes)('A normalised %s value stays as it is when it is read again', (type) => {
  const parse = parserOf(sampleField({ key: 'x', type }), list)
  fc.assert(
    fc.property(received, context, (raw, where) => {
      const once = parse(raw, where)
      if (once.ok) expect(parse(once.value, where)).toEqual(once)
    }),
    { numRuns: 400 },
  )
})

test.each(fieldTypes)('A %s field refuses NUL, lone surrogates and objects, and never throws for them', (type) => {
  const parse = parserOf(sampleField({ key: 'x', type }), list)
  const where = { country: 'GB', currency: 'GBP', today: '2026-11-22' }
  for (const raw of ['a\0b', '\ud800', { a: 1 }, [{ a: 1 }, 2]]) expect(parse(raw, where)).toMatchObject({ ok: false })
})
