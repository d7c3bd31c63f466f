// A file sent as a form, as it is read: memory does not grow with it.

import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import { createImport } from '@switchyard/contract/imports/create.ts'
import { showImport } from '@switchyard/contract/imports/show.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Api, Server } from '../api.ts'
import { problemOf } from '../download.ts'

export type Import = OutputOf<typeof showImport>

export interface FileWish {
  readonly path: string
  readonly campaign: string | undefined
  readonly purpose: string
  readonly options: object
}

/** @throws ProblemError when the server refuses it */
export async function sendFile(
  { baseUrl, key }: Server,
  { path, campaign, purpose, options }: FileWish,
): Promise<Import> {
  const form = new FormData()
  if (campaign !== undefined) form.set('campaign', campaign)
  form.set('purpose', purpose)
  form.set('options', JSON.stringify(options))
  form.set('file', await openAsBlob(path), basename(path))
  const response = await fetch(baseUrl + createImport.path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: form,
  })
  if (!response.ok) throw await problemOf(response)
  // The server is typed by the same endpoint.
  return (await response.json()) as Import
}

const lookEveryMs = 500

/** Resolves when all of its rows have been looked at, or it could not be read. */
export async function whenRead(api: Api, id: string, told: (item: Import) => void): Promise<Import> {
  for (;;) {
    const item = await api.call(showImport, { params: { id } })
    if (item.state !== 'reading') return item
    told(item)
    await sleep(lookEveryMs)
  }
}
