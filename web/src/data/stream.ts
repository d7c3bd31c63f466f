// What the server says has changed, as it happens. One connection for all tabs where the browser can share it.

import type { StreamTopic } from '@switchyard/contract/stream/topics.ts'

export type StreamListener = (topic: StreamTopic | 'gap', data: unknown) => void
export type StreamState = 'open' | 'away'

interface Message {
  readonly kind: 'event' | 'state'
  readonly topic?: StreamTopic | 'gap'
  readonly data?: unknown
  readonly state?: StreamState
}

const address = '/v1/stream?topics=jobs,leads'
const heard = ['jobs', 'leads', 'gap'] as const
/** After a refusal, which the browser does not try again by itself. */
const retryMs = 30_000

const listeners = new Set<StreamListener>()
const watchers = new Set<(state: StreamState) => void>()
let state: StreamState = 'away'
let stop: (() => void) | null = null

/** Calls with every event until the answer is called. The connection stands while somebody listens. */
export function onStream(listener: StreamListener): () => void {
  listeners.add(listener)
  stop ??= start()
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    stop?.()
    stop = null
    hear({ kind: 'state', state: 'away' })
  }
}

export function onStreamState(watcher: (state: StreamState) => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export function streamState(): StreamState {
  return state
}

/**
 * Browsers allow about six connections to a server, so one tab holds the stream and tells the others. Web locks choose it and
 * let the next one take over when it is closed; without them (no https) every tab has a connection of its own.
 */
function start(): () => void {
  if (!('locks' in navigator)) return connect(hear)
  const channel = new BroadcastChannel('switchyard-stream')
  channel.addEventListener('message', (event: MessageEvent<Message>) => hear(event.data))
  const ending = new AbortController()
  const held = navigator.locks.request('switchyard-stream', { signal: ending.signal }, async () => {
    const disconnect = connect((message) => {
      hear(message)
      channel.postMessage(message)
    })
    await new Promise<void>((resolve) => ending.signal.addEventListener('abort', () => resolve()))
    disconnect()
  })
  held.catch(() => {
    // Aborted while it was still waiting for its turn: another tab held the stream.
  })
  return () => {
    ending.abort()
    channel.close()
  }
}

function connect(tell: (message: Message) => void): () => void {
  let source: EventSource | null = null
  let again: ReturnType<typeof setTimeout> | undefined
  const open = () => {
    source = new EventSource(address)
    source.addEventListener('open', () => tell({ kind: 'state', state: 'open' }))
    source.addEventListener('error', () => {
      tell({ kind: 'state', state: 'away' })
      if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, retryMs)
    })
    for (const topic of heard) {
      source.addEventListener(topic, (event: MessageEvent<string>) => {
        // It says "open" as well, for tabs that came after the connection.
        tell({ kind: 'state', state: 'open' })
        tell({ kind: 'event', topic, data: parse(event.data) })
      })
    }
  }
  open()
  return () => {
    clearTimeout(again)
    source?.close()
  }
}

function hear(message: Message): void {
  if (message.state !== undefined && message.state !== state) {
    state = message.state
    for (const watcher of watchers) watcher(state)
  }
  const { topic } = message
  if (topic !== undefined) for (const listener of listeners) listener(topic, message.data)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The topic alone says what to read again.
    return null
  }
}
