// Files that the server made, written to disk as they come: memory does not grow with the file.

import { rename, rm } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type AnyEndpoint } from '@switchyard/contract/endpoint.ts'
import { pathOf } from '@switchyard/contract/client.ts'
import { ProblemError, problem } from '@switchyard/contract/problem.ts'
import type { Server } from './api.ts'

/** Writes beside `file` first, so that a file of this name is always a whole one. */
export async function download(
  { baseUrl, key }: Server,
  endpoint: AnyEndpoint,
  params: Readonly<Record<string, unknown>>,
  file: string,
  query = '',
): Promise<void> {
  const response = await fetch(`${baseUrl}${pathOf(endpoint, params)}${query}`, {
    headers: { authorization: `Bearer ${key}` },
  })
  if (!response.ok || !response.body) throw await problemOf(response)
  const part = `${file}.part`
  try {
    await pipeline(Readable.fromWeb(response.body), createWriteStream(part))
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

export async function problemOf(response: Response): Promise<ProblemError> {
  const told = problem.safeParse(await response.json().catch(() => null))
  return new ProblemError({
    status: response.status,
    code: told.data?.code ?? 'error',
    detail: told.data?.detail ?? `The server answered ${response.status}.`,
    errors: told.data?.errors,
    requestId: told.data?.requestId ?? null,
  })
}
