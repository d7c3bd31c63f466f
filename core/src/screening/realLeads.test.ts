import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Field } from '../setup/campaign.ts'
import { compileScreening } from './compile.ts'
import { sampleCampaign, sampleField, sampleInput, sampleLists } from './sampleCampaign.ts'

const file = new URL('../../../../shared/data/x-education-leads.csv', import.meta.url)
const absent = existsSync(file) ? false : 'the file of real leads is not beside this checkout'

const types: Readonly<Record<string, Field['type']>> = {
  'Do Not Email': 'boolean',
  'Do Not Call': 'boolean',
  Converted: 'boolean',
  TotalVisits: 'integer',
  'Total Time Spent on Website': 'integer',
  'Page Views Per Visit': 'number',
  Country: 'country',
}

test.skipIf(absent)('Real leads keep every column, "Select" counts as nothing, and only odd countries fail', () => {
  const [header = [], ...rows] = records(readFileSync(file, 'utf8'))
  const fields = header.map((key) => sampleField({ key, type: types[key] ?? 'text', blankWords: ['Select'] }))
  const screening = compileScreening(
    'x-education',
    sampleCampaign({ country: 'IN', currency: 'INR', fields }),
    sampleLists(),
  )
  expect(rows.length).toBeGreaterThan(1000)
  const odd = new Set<string>()
  for (const row of rows) {
    const raw = Object.fromEntries(header.map((key, index) => [key, row[index] ?? '']))
    const { facts, failures } = screening.screen(sampleInput(raw))
    for (const { field, value } of failures) odd.add(`${field}: ${value}`)
    expect(facts.values).not.toContain('Select')
    for (const [key, type] of Object.entries(types)) {
      if (type === 'integer' && raw[key] !== '') expect(facts.values[key]).toBe(Number(raw[key]))
    }
  }
  expect([...odd]).toEqual(['Country: Asia/Pacific Region'])
})

/** Records of a comma-separated text; quoted cells may hold commas, quotes and line breaks. */
function records(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, bare = '', end = ''] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare)
    if (end === '') break
    if (end !== ',') rows.push([])
  }
  return rows.filter((row) => row.length > 1)
}
