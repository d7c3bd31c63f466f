// Leads as a supplier's program sends them: over HTTP, with the answer exactly as it came.

import { showLead } from '@switchyard/contract/leads/show.ts'
import type { leadAnswer } from '@switchyard/contract/leads/answer.ts'
import type { OutputOf } from '@switchyard/contract/endpoint.ts'

import type { TestApp } from './app.ts'

export type LeadAnswer = (typeof leadAnswer)['_output']
export type LeadDetail = OutputOf<typeof showLead>

export interface Posted {
  readonly status: number
  readonly headers: Headers
  /** The body, byte for byte. */
  readonly text: string
  /** The `code` of a problem; null for an answer. */
  readonly code: string | null
  /** What the text says when it is an answer; refuses to be read when it is a problem. */
  readonly answer: LeadAnswer
}

/** One place to send to; a server in this process or in another one. */
export interface Sender {
  readonly url: string
  readonly key: string
}

/** Posts to /v1/leads. A body that is no text travels as JSON. */
export async function postLead(
  { url, key }: Sender,
  body: object | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Posted> {
  const response = await fetch(`${url}/v1/leads`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    redirect: 'manual',
  })
  return read(response)
}

/** Posts a plain HTML form; `fetch` writes the content type of url-encoded and multipart bodies itself. */
export async function postForm({ url, key }: Sender, form: FormData | URLSearchParams): Promise<Posted> {
  const response = await fetch(`${url}/v1/leads`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: form,
    redirect: 'manual',
  })
  return read(response)
}

/** Everything that is known about the lead. */
export function detailOf(app: Pick<TestApp, 'client'>, id: string): Promise<LeadDetail> {
  return app.client.call(showLead, { params: { id } })
}

async function read(response: Response): Promise<Posted> {
  const text = await response.text()
  const { status, headers } = response
  const isJson = headers.get('content-type')?.includes('json') === true
  const parsed = isJson ? (JSON.parse(text) as { code?: string }) : null
  return {
    status,
    headers,
    text,
    code: status >= 400 ? (parsed?.code ?? null) : null,
    get answer() {
      if (status !== 201) throw new Error(`No answer but ${status}: ${text}`)
      // The server is typed by the same schema.
      return parsed as LeadAnswer
    },
  }
}
