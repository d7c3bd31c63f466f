// GET /v1/jobs/{id}/results: what came of each lead, as a csv file, page by page, so that memory does not grow with the job.

import { Readable } from 'node:stream'

import type { z } from 'zod'

import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import { parseWith } from '@switchyard/contract/issues.ts'
import { jobId } from '@switchyard/contract/jobs/id.ts'
import type { listJobItems } from '@switchyard/contract/jobs/items.ts'
import { jobResultsQuery, showJobResults } from '@switchyard/contract/jobs/results.ts'
import { byteOrderMark, csvLine } from '@switchyard/core/csv/csvLine.ts'

import type { Database } from '../db/database.ts'
import { invalid, notFound } from '../http/problem.ts'
import { handleRaw, type Route } from '../http/route.ts'
import { itemsPage } from './itemsPage.ts'
import { readJob } from './readJob.ts'

type Asked = z.output<typeof jobResultsQuery>
type Page = OutputOf<typeof listJobItems>

const headings = ['Row', 'LeadID', 'State', 'Outcome', 'Reason', 'Dispatch', 'Ended At']
const pageSize = 1000

export function resultsRoute(db: Database): Route {
  return handleRaw(showJobResults, async ({ caller, request, reply }) => {
    if (!caller) throw new Error('Results are asked for without a body, by a known caller')
    const params = parseWith(jobId, request.params)
    if (!params.ok) throw notFound('This job')
    const query = parseWith(jobResultsQuery, request.query)
    if (!query.ok) throw invalid(query.problems)
    const { accountId } = caller
    const { id } = await readJob(db, accountId, params.value.id)
    return reply
      .header('content-disposition', `attachment; filename="job-${id}-results.csv"`)
      .type('text/csv; charset=utf-8')
      .send(Readable.from(pagesOf(db, accountId, id, query.value), { objectMode: false }))
  })
}

/** Each page is read in a transaction of its own: a slow reader holds none open. */
async function* pagesOf(db: Database, accountId: string, id: string, asked: Asked): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(headings, false)
  let cursor: string | null = null
  do {
    const from: string | null = cursor
    const page: Page = await db.asAccount(accountId, (tx) =>
      itemsPage(tx, id, { ...asked, limit: pageSize, ...(from !== null && { cursor: from }) }),
    )
    yield page.items
      .map(({ place, leadId, state, outcome, reason, dispatchId, endedAt }) =>
        csvLine([place, leadId ?? '', state, outcome ?? '', reason ?? '', dispatchId ?? '', endedAt ?? ''], false),
      )
      .join('')
    cursor = page.nextCursor
  } while (cursor !== null)
}
