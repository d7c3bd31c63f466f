// Reads /v1/stream as it comes over the wire.

import { get, type IncomingMessage } from 'node:http'

export interface StreamEvent {
  readonly id: string | null
  readonly event: string
  /** Parsed. */
  readonly data: unknown
}

export interface EventStream {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  /** In the order in which they came. */
  events(): readonly StreamEvent[]
  /** Everything so far, comments too; of a refusal, its body. */
  text(): string
  /** Resolves with the first event that fits, come already or still to come. Rejects when the stream ends before. */
  next(fits: (event: StreamEvent) => boolean): Promise<StreamEvent>
  /** True once the server has ended it. */
  ended(): boolean
  /** Stops reading without closing: a reader that does not keep up. */
  pause(): void
  resume(): void
  close(): void
}

/** Resolves when the head is there. `query` begins with "?" or is empty; `headers` say who reads. */
export function openEventStream(
  url: string,
  query: string,
  headers: Readonly<Record<string, string>>,
): Promise<EventStream> {
  return new Promise((resolve, reject) => {
    const request = get(`${url}/v1/stream${query}`, { headers, agent: false }, (response) => resolve(read(response)))
    request.once('error', reject)
  })
}

function read(response: IncomingMessage): EventStream {
  const events: StreamEvent[] = []
  const waiting = new Set<() => void>()
  let text = ''
  let parsed = 0
  let ended = false

  function tell(): void {
    for (const look of waiting) look()
  }

  response.setEncoding('utf8')
  response.on('data', (chunk: string) => {
    text += chunk
    for (let end = text.indexOf('\n\n', parsed); end >= 0; end = text.indexOf('\n\n', parsed)) {
      const event = eventOf(text.slice(parsed, end))
      parsed = end + 2
      if (event) events.push(event)
    }
    tell()
  })
  // Whoever cuts the connection ends the stream; how it ended is not of interest.
  response.on('error', () => undefined)
  response.on('close', () => {
    ended = true
    tell()
  })

  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    events: () => events,
    text: () => text,
    next: (fits) =>
      new Promise((resolve, reject) => {
        function look(): void {
          const found = events.find(fits)
          if (!found && !ended) return
          waiting.delete(look)
          if (found) resolve(found)
          else reject(new Error(`The stream ended before such an event came:\n${text}`))
        }
        waiting.add(look)
        look()
      }),
    ended: () => ended,
    pause: () => void response.pause(),
    resume: () => void response.resume(),
    close: () => void response.destroy(),
  }
}

/** Null for a comment. */
function eventOf(block: string): StreamEvent | null {
  const fields = new Map(
    block.split('\n').map((line) => {
      const colon = line.indexOf(': ')
      return [line.slice(0, colon), line.slice(colon + 2)] as const
    }),
  )
  const event = fields.get('event')
  const data = fields.get('data')
  if (event === undefined || data === undefined) return null
  return { id: fields.get('id') ?? null, event, data: JSON.parse(data) as unknown }
}
