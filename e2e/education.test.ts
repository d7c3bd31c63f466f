// The walk-through of docs/walkthrough-education.md on the real file: every row is accounted for.

import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

import { describe, expect, test } from 'vitest'

import { campaignSummary } from '@switchyard/contract/campaigns/summary.ts'
import { cureCause } from '@switchyard/contract/causes/cure.ts'
import { listCauses } from '@switchyard/contract/causes/list.ts'
import { previewCure } from '@switchyard/contract/causes/preview.ts'
import { listLeads } from '@switchyard/contract/leads/list.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { startBuyer } from '@switchyard/testkit/buyer/buyer.ts'
import { watchJob } from '@switchyard/testkit/job.ts'

const root = join(import.meta.dirname, '..')
const example = join(root, 'examples/education')
const file = join(root, '../shared/data/x-education-leads.csv')
const why = existsSync(file) ? '' : ' (skipped: the data set x-education-leads.csv is not on this machine)'

async function run(app: TestApp, args: readonly string[]): Promise<string> {
  const env = { ...process.env, SWITCHYARD_URL: app.url, SWITCHYARD_KEY: app.key }
  const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'pipe'], env })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${err}`)
  return out
}

const importOptions =
  `--campaign|x-education|--supplier-column|SID|--source-column|Lead Source|--external-id-column|Prospect ID
--consent-email-column|Do Not Email|--consent-sms-column|Do Not Call|--consent-no|Yes|--consent-yes|No|--json`.split(
    /[|\n]/,
  )

describe('6,000 real leads', () => {
  test.skipIf(why !== '')(
    `are all either with the buyer or rejected with a reason a person understands${why}`,
    async () => {
      const app = await startTestApp()
      const buyer = await startBuyer()
      const folder = await mkdtemp(join(tmpdir(), 'switchyard-education-'))
      try {
        const cli = join(root, 'cli/bin/switchyard.js')
        const setup = readFileSync(join(example, 'setup.json'), 'utf8').replace('http://127.0.0.1:4545', buyer.url)
        await writeFile(join(folder, 'setup.json'), setup)
        await run(app, [cli, 'apply', join(folder, 'setup.json')])
        const leads = join(folder, 'leads.csv')
        await writeFile(leads, await run(app, [join(example, 'withSuppliers.ts'), file]))

        const report = join(folder, 'report.csv')
        const totals = JSON.parse(await run(app, [cli, 'import', leads, ...importOptions, '--report', report]))
        await app.idle()
        expect(totals).toMatchObject({
          rows: 6000,
          recorded: 6000,
          failed: 0,
          byStatus: { accepted: 3763, rejected: 2237 },
        })
        expect(buyer.requests()).toHaveLength(3763)
        const summary = await app.client.call(campaignSummary, { params: { ref: 'x-education' } })
        expect(summary).toMatchObject({
          received: 6000,
          accepted: 3763,
          rejected: 2237,
          delivered: 3763,
          sold: 3763,
          failed: 0,
        })

        const rejected = (await readFile(report, 'utf8')).split(/\r?\n/).filter((line) => line.includes(',rejected,'))
        const reasons = Object.fromEntries(
          Object.entries(Object.groupBy(rejected, (line) => line.split(',rejected,')[1] ?? '')).map(
            ([reason, lines]) => [reason, lines?.length],
          ),
        )
        expect(reasons).toEqual({
          "REJECT_LEAD_INVALID_LIST_VALUE,Specialization: 'Select' is not in list Specializations": 1257,
          'REJECT_LEAD_MISSING_REQUIRED_FIELD,Specialization: a value is required': 978,
          "REJECT_LEAD_MISSING_REQUIRED_FIELD,Specialization: a value is required; Country: 'Asia/Pacific Region' is not a country": 1,
          'REJECT_LEAD_SUPPLIER_NOT_AUTHORISED,Supplier testone may not send to this campaign': 1,
        })

        const one = await app.client.call(listLeads, { query: { supplier: ['GOOGLE'] } })
        expect(one.total.value, 'Google and google are one supplier').toBe(2105)
        const noEmail = await app.db.engine<{ count: number }[]>`
        SELECT count(*)::int AS count FROM leads l WHERE l.consent_email = 'no'`
        expect(noEmail[0]?.count, '"Do Not Email: Yes" is a no').toBe(385)

        const again = JSON.parse(await run(app, [cli, 'import', leads, ...importOptions]))
        await app.idle()
        expect(again).toMatchObject({ recorded: 6000 })
        expect(buyer.requests(), 'a second run sends nothing twice').toHaveLength(3763)

        const { causes } = await app.client.call(listCauses, { query: {} })
        expect(causes.slice(0, 2)).toMatchObject([
          { code: 'REJECT_LEAD_INVALID_LIST_VALUE', field: 'specialization', value: 'Select', count: 1257 },
          { code: 'REJECT_LEAD_MISSING_REQUIRED_FIELD', field: 'specialization', count: 979 },
        ])
        const cure = { kind: 'addListValue', value: 'Undecided' } as const
        const body = { cause: causes[0]?.id ?? '', cure }
        const preview = await app.client.call(previewCure, { body })
        expect(preview).toMatchObject({ matched: 1257, accepted: 1257, stillRejected: [] })
        const job = await app.client.call(cureCause, { body })
        await watchJob(app.client, job.id, ({ finishedAt }) => finishedAt !== null)
        await app.idle()
        expect(await app.client.call(campaignSummary, { params: { ref: 'x-education' } })).toMatchObject({
          received: 6000,
          accepted: 5020,
          rejected: 980,
          delivered: 5020,
        })
        expect(buyer.requests(), 'cured leads go to the buyer once').toHaveLength(5020)
      } finally {
        await buyer.close()
        await app.close()
        await rm(folder, { recursive: true, force: true })
      }
    },
  )
})
