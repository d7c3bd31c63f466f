// Numbers for Prometheus.

import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client'

import { dueClasses, type Pressure } from './delivery/pressure.ts'

export interface Metrics {
  readonly leads: Counter<'outcome'>
  readonly attempts: Counter<'outcome'>
  text(): Promise<string>
}

export function createMetrics(read: {
  readonly inFlight: () => number
  readonly unwritten: () => number
  readonly tickAgeMs: () => number
  readonly pressure: () => Promise<Pressure>
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
  const setPressure = pressureGauges(registers)
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
    async text() {
      // Without the database the process still tells about itself.
      setPressure(await read.pressure().catch(() => null))
      return registry.metrics()
    },
  }
}

function pressureGauges(registers: Registry[]): (pressure: Pressure | null) => void {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers })
  const due = new Gauge({
    name: 'switchyard_oldest_due_seconds',
    help: 'Age of the oldest dispatch that is due and not begun, by class',
    labelNames: ['class'],
    registers,
  })
  const unknown = gauge('switchyard_unknown_dispatches', 'Dispatches that wait for a person: the outcome is not known')
  const unknownAge = gauge('switchyard_unknown_oldest_seconds', 'Age of the oldest of them')
  const transaction = gauge(
    'switchyard_oldest_transaction_seconds',
    'Age of the transaction that holds back cleaning up',
  )
  const dead = gauge(
    'switchyard_dispatches_dead_rows',
    'Dead row versions of the dispatches, as PostgreSQL estimates them',
  )
  return (pressure) => {
    // A number of earlier would look like one of now.
    for (const one of [due, unknown, unknownAge, transaction, dead]) one.reset()
    for (const name of dueClasses) due.set({ class: name }, pressure?.oldestDueSeconds[name] ?? Number.NaN)
    unknown.set(pressure?.unknown ?? Number.NaN)
    unknownAge.set(pressure?.oldestUnknownSeconds ?? Number.NaN)
    transaction.set(pressure?.oldestTransactionSeconds ?? Number.NaN)
    dead.set(pressure?.deadDispatchRows ?? Number.NaN)
  }
}
