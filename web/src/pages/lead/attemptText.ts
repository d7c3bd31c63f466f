// Requests and answers written out the way they travel, bodies made readable.

import type { Attempt } from '../../data/leadTypes.ts'
import { prettyBody } from '../../format/body.ts'

export function requestText(request: NonNullable<Attempt['request']>): string {
  return written(`${request.method} ${request.url}`, request.headers, request.body ?? '')
}

export function answerText(response: NonNullable<Attempt['response']>): string {
  return written(`HTTP ${response.status}`, response.headers, response.body)
}

function written(first: string, headers: Readonly<Record<string, string>>, body: string): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [first, ...lines, ...(body === '' ? [] : ['', prettyBody(body)])].join('\n')
}
