// The server that commands talk to.

import { type Client, createClient } from '@switchyard/contract/client.ts'

export type Api = Client

export const standardUrl = 'http://127.0.0.1:8080'

export interface Server {
  readonly baseUrl: string
  readonly key: string
}

type Environment = Readonly<Record<string, string | undefined>>

export function connect(environment: Environment): Api {
  return createClient(serverOf(environment))
}

/** From SWITCHYARD_URL and SWITCHYARD_KEY. A key never comes from the command line: other users of the machine could read it. */
export function serverOf(environment: Environment): Server {
  const baseUrl = (environment['SWITCHYARD_URL']?.trim() || standardUrl).replace(/\/+$/, '')
  if (!URL.canParse(baseUrl) || !/^https?:/.test(baseUrl)) {
    throw new Error('SWITCHYARD_URL must look like https://leads.example.com or http://127.0.0.1:8080.')
  }
  const key = environment['SWITCHYARD_KEY']?.trim()
  if (!key)
    throw new Error(
      'Set SWITCHYARD_KEY to an API key ("switchyard key create --scope admin" makes one on the server itself).',
    )
  return { baseUrl, key }
}
