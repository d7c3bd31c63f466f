// What a preview says is what the cure then does, on real leads whose values are as people leave them.

import { existsSync, readFileSync } from 'node:fs'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { putCampaign } from '@switchyard/contract/campaigns/put.ts'
import { cureCause } from '@switchyard/contract/causes/cure.ts'
import { listCauses } from '@switchyard/contract/causes/list.ts'
import { previewCure } from '@switchyard/contract/causes/preview.ts'
import type { BodyInput } from '@switchyard/contract/endpoint.ts'
import { createLeads } from '@switchyard/contract/leads/createBatch.ts'
import { listLeads } from '@switchyard/contract/leads/list.ts'
import { leadTotals } from '@switchyard/contract/leads/totals.ts'
import { putPicklist } from '@switchyard/contract/picklists/put.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { watchJob } from '@switchyard/testkit/job.ts'

const file = new URL('../../../../shared/data/x-education-leads.csv', import.meta.url)
const absent = !existsSync(file)
const most = 600

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const columns = { origin: 3, country: 11, specialization: 12, occupation: 14, tags: 24, city: 29 } as const

function leadsOf(text: string) {
  return text
    .split(/\r?\n/)
    .slice(1, 1 + most)
    .filter((line) => !line.includes('"'))
    .map((line, index) => {
      const cells = line.split(',')
      const fields = Object.fromEntries(Object.entries(columns).map(([key, at]) => [key, cells[at] ?? '']))
      return { campaign: 'education', fields, externalId: `row-${index}` }
    })
}

type CureBody = BodyInput<typeof cureCause>

test.skipIf(absent)(
  'Every cure of every cause does what its preview said',
  async () => {
    const values = ['Google', 'Olark Chat', 'Direct Traffic'].map((value) => ({ value }))
    await app.client.call(putPicklist, { params: { key: 'sources' }, body: { name: 'Sources', values } })
    const cities = ['Mumbai', 'Thane'].map((value) => ({ value }))
    await app.client.call(putPicklist, { params: { key: 'cities' }, body: { name: 'Cities', values: cities } })
    const blankWords = ['Select']
    await app.client.call(putCampaign, {
      params: { reference: 'education' },
      body: {
        name: 'Education',
        status: 'active',
        country: 'IN',
        currency: 'INR',
        timezone: 'Asia/Kolkata',
        fields: [
          { key: 'origin', type: 'picklist', picklist: 'sources', required: true },
          { key: 'city', type: 'picklist', picklist: 'cities', blankWords },
          { key: 'country', type: 'country' },
          { key: 'specialization', type: 'text', blankWords },
          { key: 'occupation', type: 'text' },
          { key: 'tags', type: 'text' },
        ],
        // Many are alike in these, and some more than the cap lets in.
        dedupe: [{ fields: ['origin', 'city', 'specialization', 'tags'], days: 30, scope: 'campaign' }],
        filters: [
          { action: 'quarantine', when: { field: 'occupation', op: 'is', value: 'Student' }, reason: 'ask first' },
        ],
        caps: [{ period: 'day', limit: 260 }],
      },
    })
    const leads = leadsOf(readFileSync(file, 'utf8'))
    await app.client.call(createLeads, { body: { leads } })
    await app.idle()

    const outcomes = new Set<string>()
    const seen = new Set<string>()
    let done = 0
    for (;;) {
      const { causes } = await app.client.call(listCauses, {
        query: { campaign: 'education', state: 'open,acknowledged' },
      })
      const cause = causes.find(({ id }) => !seen.has(id))
      if (!cause || done === 12) break
      seen.add(cause.id)
      done += 1
      const body = { cause: cause.id, cure: cureFor(cause) }
      const before = await app.client.call(leadTotals, { query: { campaign: 'education' } })
      const preview = await app.client.call(previewCure, { body })
      expect(await app.client.call(leadTotals, { query: { campaign: 'education' } })).toEqual(before)
      expect(preview.matched).toBe(cause.count)
      const { id } = await app.client.call(cureCause, { body })
      const job = await watchJob(app.client, id, ({ finishedAt }) => finishedAt !== null)
      await app.idle()
      const rejected = preview.stillRejected.reduce((sum, { count }) => sum + count, 0)
      expect(job.outcomes).toEqual(
        Object.fromEntries(
          Object.entries({ accepted: preview.accepted, rejected, quarantined: preview.quarantined }).filter(
            ([, n]) => n > 0,
          ),
        ),
      )
      for (const { code, count } of preview.stillRejected) {
        outcomes.add(code)
        const query = { job: id, status: 'rejected', code, limit: 1 }
        expect((await app.client.call(listLeads, { query })).total, `${cause.message}: ${code}`).toMatchObject({
          value: count,
        })
      }
      if (preview.accepted > 0) outcomes.add('accepted')
      if (preview.quarantined > 0) outcomes.add('quarantined')
    }
    expect(done).toBeGreaterThan(5)
    for (const one of ['accepted', 'REJECT_LEAD_DUPLICATE', 'REJECT_LEAD_OVER_CAP']) expect(outcomes).toContain(one)
  },
  120_000,
)

function cureFor({ cures, value, field, suggestions, skip }: Cause): CureBody['cure'] {
  const [suggested] = suggestions
  if (cures.includes('addSynonym') && suggested && value !== null) {
    return { kind: 'addSynonym', value, to: suggested.value }
  }
  if (cures.includes('addListValue') && value !== null) return { kind: 'addListValue', value }
  if (cures.includes('setValue') && field !== null)
    return { kind: 'setValue', field, to: field === 'country' ? 'IN' : 'Google' }
  if (skip === 'dedupe') return { kind: 'skip', checks: ['dedupe'], reason: 'another try' }
  return { kind: 'none' }
}

type Cause = Awaited<ReturnType<typeof app.client.call<typeof listCauses>>>['causes'][number]
