// Numbers for Prometheus.

import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client'

export interface Metrics {
  readonly leads: Counter<'outcome'>
  readonly attempts: Counter<'outcome'>
  text(): Promise<string>
}

export function createMetrics(read: {
  readonly inFlight: () => number
  readonly unwritten: () => number
  readonly tickAgeMs: () => number
}): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value())
      },
    })
  gauge('switchyard_dispatches_in_flight', 'Requests to destinations that are under way in this process', read.inFlight)
  gauge('switchyard_results_unwritten', 'Results of attempts that are not in the database yet', read.unwritten)
  gauge(
    'switchyard_claim_loop_age_seconds',
    'Since the claim loop last looked at the queue',
    () => read.tickAgeMs() / 1000,
  )
  return {
    leads: new Counter({
      name: 'switchyard_leads_total',
      help: 'Leads taken in, by status',
      labelNames: ['outcome'],
      registers,
    }),
    attempts: new Counter({
      name: 'switchyard_attempts_total',
      help: 'Attempts that have a result, by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    text: () => registry.metrics(),
  }
}
