// Files as a person uploads them: sent as a form, looked at, run.

import type { Client } from '@switchyard/contract/client.ts'
import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import { createImport } from '@switchyard/contract/imports/create.ts'
import { runImport } from '@switchyard/contract/imports/run.ts'
import { showImport } from '@switchyard/contract/imports/show.ts'
import { createClient } from '@switchyard/contract/client.ts'

import { watchJob } from './job.ts'

export type Import = OutputOf<typeof showImport>

export interface FileToUpload {
  readonly file: string | Uint8Array
  readonly name?: string
  readonly campaign?: string
  readonly purpose?: string
  readonly options?: object
}

interface Sender {
  readonly url: string
  readonly key: string
}

/** Posts to /v1/imports. The answer as it came: an import, or a problem. */
export async function postFile({ url, key }: Sender, upload: FileToUpload): Promise<Response> {
  const form = new FormData()
  for (const part of ['campaign', 'purpose'] as const) if (upload[part] !== undefined) form.set(part, upload[part])
  if (upload.options !== undefined) form.set('options', JSON.stringify(upload.options))
  const bytes = typeof upload.file === 'string' ? Buffer.from(upload.file) : upload.file
  form.set('file', new Blob([new Uint8Array(bytes)]), upload.name ?? 'leads.csv')
  return fetch(url + createImport.path, { method: 'POST', headers: { authorization: `Bearer ${key}` }, body: form })
}

/** Refuses what was refused. The file has been read: its preview is whole. */
export async function uploadFile(sender: Sender, upload: FileToUpload): Promise<Import> {
  const response = await postFile(sender, upload)
  // What a server of ours answers with this status.
  const body = (await response.json()) as Import
  if (response.status !== 201) throw new Error(`${response.status} ${JSON.stringify(body)}`)
  const client = createClient({ baseUrl: sender.url, key: sender.key })
  return watchImport(client, body.id, ({ state }) => state !== 'reading')
}

/** Runs it, and answers it as it stands once nothing of it is open any more. */
export async function runFile(client: Client, id: string): Promise<Import> {
  const job = await client.call(runImport, { params: { id } })
  await watchJob(client, job.id, ({ finishedAt }) => finishedAt !== null)
  return client.call(showImport, { params: { id } })
}

async function watchImport(client: Client, id: string, until: (item: Import) => boolean): Promise<Import> {
  const endMs = performance.now() + 60_000
  for (;;) {
    const item = await client.call(showImport, { params: { id } })
    if (until(item)) return item
    if (performance.now() > endMs) throw new Error(`The import did not get there: ${JSON.stringify(item)}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
