// The sender, in a process of its own: N connections, each with one request under way, for a given time.

import { Client, type Dispatcher } from 'undici'
import { leadBody } from './load/leadBody.ts'
import { createHistogram } from './measure/histogram.ts'
import { answerParent } from './process/parent.ts'
import { type LoadOrder, loadPart, type LoadReport, type LoadSettings } from './process/part.ts'

await answerParent(loadPart, async (settings) => {
  const clients = Array.from({ length: settings.connections }, () => new Client(settings.origin, { pipelining: 1 }))
  return { ready: {}, answer: (order) => send(clients, settings, order) }
})

async function send(clients: readonly Client[], settings: LoadSettings, order: LoadOrder): Promise<LoadReport> {
  const histogram = createHistogram()
  const byStatus: Record<number, number> = {}
  const headers = { 'content-type': 'application/json', ...settings.headers }
  let number = order.firstNumber
  const startedAt = Date.now()
  const startedMs = performance.now()
  const untilMs = startedMs + order.seconds * 1000

  async function keepSending(client: Client): Promise<void> {
    while (performance.now() < untilMs) {
      const sentMs = performance.now()
      const status = await post(client, { path: settings.path, method: 'POST', headers, body: leadBody(number++) })
      histogram.add(performance.now() - sentMs)
      byStatus[status] = (byStatus[status] ?? 0) + 1
    }
  }
  await Promise.all(clients.map(keepSending))
  return {
    startedAt,
    elapsedMs: performance.now() - startedMs,
    sent: number - order.firstNumber,
    byStatus,
    answerMs: histogram.percentiles(),
    nextNumber: number,
  }
}

/** The status once the whole answer is here, 0 when none came. */
function post(client: Client, request: Dispatcher.DispatchOptions): Promise<number> {
  return new Promise((resolve) => {
    let status = 0
    client.dispatch(request, {
      onRequestStart() {},
      onResponseStart(_controller, statusCode) {
        status = statusCode
      },
      onResponseData() {},
      onResponseEnd() {
        resolve(status)
      },
      onResponseError() {
        resolve(0)
      },
    })
  })
}
