// One outbound call: follows it from the queue to its answer and settles exactly once, at the deadline at the latest.

import type { Answer } from '@switchyard/core/delivery/answer.ts'
import { retryAfterMs } from '@switchyard/core/delivery/retryAfter.ts'
import type { Sent } from '@switchyard/core/delivery/sent.ts'
import type { Dispatcher } from 'undici'

import { createBodyReader, type BodyReader } from './bodyReader.ts'
import { bodyText } from './bodyText.ts'
import { afterSending, beforeSending, type TransportFailure } from './failures.ts'

export type CallResult = Exclude<Sent, { kind: 'not_rendered' }>

type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>

/** undici's handler of a request. `not_sent` is only said when the request was never handed to a socket. */
export class Call implements Dispatcher.DispatchHandler {
  readonly #host: string
  readonly #timeoutMs: number
  readonly #settle: (result: CallResult) => void
  readonly #startedMs = performance.now()
  readonly #deadline: NodeJS.Timeout
  #controller: Dispatcher.DispatchController | null = null
  #status = 0
  #headers: Record<string, string> = {}
  #body: BodyReader | null = null
  #settled = false

  constructor(host: string, timeoutMs: number, settle: (result: CallResult) => void) {
    this.#host = host
    this.#timeoutMs = timeoutMs
    this.#settle = settle
    // Set once and never again: bytes that drip in do not extend it.
    this.#deadline = setTimeout(() => this.#onDeadline(), timeoutMs)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    // The deadline passed while the request waited for a connection: aborted here, it is not written.
    if (this.#settled) controller.abort(new Error('The deadline has passed'))
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: ResponseHeaders): void {
    if (status < 200) return
    this.#status = status
    this.#headers = plainHeaders(headers)
    this.#body = createBodyReader(this.#headers['content-encoding'], (how) => {
      if (how === 'undecodable')
        this.#fail({ code: 'bad_response', message: `${this.#host} sent a body that cannot be decoded` })
      else this.#answer(how === 'full')
    })
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#body?.write(chunk)
  }

  onResponseEnd(): void {
    this.#body?.end()
  }

  onResponseError(_: Dispatcher.DispatchController | null, error: Error): void {
    if (this.#controller === null) this.#notSent(beforeSending(error, this.#host))
    else this.#fail(afterSending(error, this.#host, this.#status !== 0))
  }

  #onDeadline(): void {
    const seconds = this.#timeoutMs / 1000
    if (this.#controller === null) {
      this.#notSent({ code: 'connect_timeout', message: `No connection with ${this.#host} within ${seconds} s` })
    } else {
      const what = this.#status === 0 ? 'No answer' : 'No complete answer'
      this.#fail({ code: 'timeout', message: `${what} from ${this.#host} within ${seconds} s` })
    }
  }

  #notSent(failure: TransportFailure): void {
    this.#finish({ kind: 'not_sent', ...failure, durationMs: this.#durationMs() })
  }

  #fail(failure: TransportFailure): void {
    const partial = this.#status === 0 ? null : this.#read(true)
    this.#finish({ kind: 'unknown', ...failure, partial, durationMs: this.#durationMs() })
  }

  #answer(truncated: boolean): void {
    const wait = this.#headers['retry-after']
    this.#finish({
      kind: 'answer',
      answer: this.#read(truncated),
      retryAfterMs: wait === undefined ? null : retryAfterMs(wait, new Date()),
      tokenDropped: false,
      durationMs: this.#durationMs(),
    })
    // The rest of a cut answer is not wanted: the socket goes with it.
    if (truncated) this.#controller?.abort(new Error('The answer is longer than we read'))
  }

  #read(truncated: boolean): Answer {
    const bytes = this.#body?.bytes() ?? Buffer.alloc(0)
    return {
      status: this.#status,
      headers: this.#headers,
      body: bodyText(bytes, this.#headers['content-type']),
      truncated,
    }
  }

  #durationMs(): number {
    return Math.round(performance.now() - this.#startedMs)
  }

  #finish(result: CallResult): void {
    if (this.#settled) return
    this.#settled = true
    clearTimeout(this.#deadline)
    this.#body?.discard()
    this.#settle(result)
    if (result.kind === 'unknown') this.#controller?.abort(new Error(result.message))
  }
}

function plainHeaders(headers: ResponseHeaders): Record<string, string> {
  const plain: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined)
      plain[name] = (typeof value === 'string' ? value : value.join(', ')).replaceAll('\0', '\ufffd')
  }
  return plain
}
