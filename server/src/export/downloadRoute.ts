// POST /v1/campaigns/{ref}/download: an export of one campaign, in the form in which it can come back.

import { downloadLeads } from '@switchyard/contract/campaigns/download.ts'
import type { BodyOf } from '@switchyard/contract/endpoint.ts'
import type { JobRequest } from '@switchyard/contract/jobs/request.ts'

import { notFound } from '../http/problem.ts'
import { handle, type Route } from '../http/route.ts'
import { makeJob, type MakingParts } from '../jobs/makeJob.ts'
import { readJob } from '../jobs/readJob.ts'
import { standardHeadings } from './platformColumns.ts'

export function downloadRoute(parts: MakingParts): Route {
  return handle(downloadLeads, async ({ caller, params, body, request, reply }) => {
    const setup = await parts.live.account(caller.accountId)
    if (!setup.campaigns.has(params.ref)) throw notFound(`Campaign '${params.ref}'`)
    const key = request.headers['idempotency-key']
    const made = await makeJob(parts, { request: exportOf(params.ref, body), caller, key, requestId: request.id })
    if (made.isRepeated) reply.header('idempotent-replay', 'true')
    return readJob(parts.db, caller.accountId, made.id)
  })
}

/** The platform's columns always stand first: by them the rows find their leads again. */
function exportOf(campaign: string, body: BodyOf<typeof downloadLeads>): JobRequest {
  const { status, from, to, format, columns, raw, test } = body
  return {
    action: 'export',
    selection: {
      query: {
        campaign: [campaign],
        test,
        ...(status === 'all' ? {} : { status: [status] }),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      },
    },
    options: {
      format,
      raw,
      ...(columns === undefined ? {} : { columns: [...new Set([...standardHeadings, ...columns])] }),
    },
  }
}
