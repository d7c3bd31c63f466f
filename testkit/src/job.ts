// Jobs as a test runs them: made over HTTP, watched until they have ended.

import type { Client } from '@switchyard/contract/client.ts'
import type { BodyInput, OutputOf } from '@switchyard/contract/endpoint.ts'
import { createJob } from '@switchyard/contract/jobs/create.ts'
import { listJobItems } from '@switchyard/contract/jobs/items.ts'
import { showJob } from '@switchyard/contract/jobs/show.ts'

export type Job = OutputOf<typeof showJob>
export type JobItem = OutputOf<typeof listJobItems>['items'][number]
export type JobBody = BodyInput<typeof createJob>

const patienceMs = 60_000

/** Looks every 20 ms until `until` holds; refuses after a minute, with the job as it was last seen. */
export async function watchJob(client: Client, id: string, until: (job: Job) => boolean): Promise<Job> {
  const endMs = performance.now() + patienceMs
  for (;;) {
    const job = await client.call(showJob, { params: { id } })
    if (until(job)) return job
    if (performance.now() > endMs) throw new Error(`The job did not get there: ${JSON.stringify(job)}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Makes a job and answers it as it stands once nothing of it is open any more. */
export async function runJob(client: Client, body: JobBody): Promise<Job> {
  const { id } = await client.call(createJob, { body })
  return watchJob(client, id, ({ finishedAt }) => finishedAt !== null)
}

/** Every lead of a job, in the job's order. */
export async function itemsOf(client: Client, id: string): Promise<JobItem[]> {
  const items: JobItem[] = []
  let cursor: string | undefined
  do {
    const page = await client.call(listJobItems, { params: { id }, query: { limit: 500, ...(cursor && { cursor }) } })
    items.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return items
}
