import { expect, it } from 'vitest'
import { parseCampaignSearch } from './campaignSearch.ts'

it.each([
  [{}, {}],
  [
    { tab: 'setup', date: 'today', do: 'download' },
    { tab: 'setup', date: 'today', do: 'download' },
  ],
  // What is usual is not said.
  [{ tab: 'summary', date: '-7d..now' }, {}],
  [{ tab: 'nowhere', date: 'someday', do: 'explode' }, {}],
  // Without a beginning there is nothing to draw.
  [{ date: '..2026-11-22' }, {}],
  [{ date: '2026-11-01..' }, { date: '2026-11-01..' }],
])('reads %j as %j', (raw, search) => {
  expect(parseCampaignSearch(raw)).toEqual(search)
})
