// What each fault does to the world.

import { setTimeout as delay } from 'node:timers/promises'

import { createJob } from '@switchyard/contract/jobs/create.ts'
import { updateLead } from '@switchyard/contract/leads/update.ts'
import { ProblemError } from '@switchyard/contract/problem.ts'
import { assertNever } from '@switchyard/core/assert.ts'

import { addDelivery } from '../autoWarranty.ts'
import type { Ended } from '../serverProcess.ts'
import { createDraws } from './draws.ts'
import type { Fault } from './fault.ts'
import { stormDelivery } from './stormSetup.ts'
import type { World } from './world.ts'

/** What a fault needs to know of the storm. */
export interface StormFacts {
  readonly leads: number
  /** Ids of leads that were answered so far. */
  readonly known: () => readonly string[]
}

/** Faults of one subject wait for each other. */
export function subjectOf(fault: Fault): string {
  switch (fault.kind) {
    case 'killWorker':
    case 'stopWorker':
    case 'freezeWorker':
      return `worker ${fault.worker}`
    case 'killApi':
    case 'stopApi':
      return 'api'
    case 'restartDatabase':
    case 'terminateBackends':
      return 'database'
    case 'stallDatabase':
    case 'cutDatabase':
      return 'network'
    case 'buyer':
      return `buyer ${fault.delivery}`
    case 'redeliver':
    case 'editDelivery':
    case 'editLead':
      return 'person'
    default:
      return assertNever(fault)
  }
}

/** Answers how a process ended, where one was ended. */
export async function inflict(world: World, fault: Fault, facts: StormFacts): Promise<Ended | void> {
  switch (fault.kind) {
    case 'killWorker':
      return await world.workers[fault.worker]?.restart('SIGKILL')
    case 'stopWorker':
      return await world.workers[fault.worker]?.restart('SIGTERM')
    case 'freezeWorker':
      return await world.workers[fault.worker]?.freeze(fault.forMs)
    case 'killApi':
      return await world.api.restart('SIGKILL')
    case 'stopApi':
      return await world.api.restart('SIGTERM')
    case 'restartDatabase':
      return await restartDatabase(world, fault.mode)
    case 'terminateBackends':
      return await terminateBackends(world, fault.share)
    case 'stallDatabase':
      world.proxy.stall()
      await delay(fault.forMs)
      return world.proxy.resume(fault.old)
    case 'cutDatabase':
      return world.proxy.cut()
    case 'buyer':
      world.buyer.misbehave(fault.delivery, fault.mood, fault.share)
      await delay(fault.forMs)
      return world.buyer.behave(fault.delivery)
    case 'redeliver':
      return await redeliver(world, fault)
    case 'editDelivery': {
      const url = world.buyer.urlOf(fault.delivery)
      const document = stormDelivery(fault.delivery, facts.leads, url, fault.concurrency)
      return await addDelivery(world.client(), fault.delivery, document)
    }
    case 'editLead':
      return await editLead(world, fault.place, facts)
    default:
      return assertNever(fault)
  }
}

/**
 * Who started the embedded server starts it again when it is gone for long: on a slow machine that may come before pg_ctl does, which
 * then says that it could not. It was restarted all the same.
 */
async function restartDatabase({ database }: World, mode: 'fast' | 'immediate'): Promise<void> {
  const before = await database.pid()
  try {
    await database.restart(mode)
  } catch (error) {
    for (let tries = 0; tries < 60 && !(await database.answers()); tries += 1) await delay(500)
    if ((await database.pid()) === before || !(await database.answers())) throw error
  }
}

async function terminateBackends({ sql }: World, share: number): Promise<void> {
  const draw = createDraws(Math.round(share * 1e9))
  const backends = await sql<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND application_name LIKE 'switchyard-%' AND application_name <> 'switchyard-hold'
    ORDER BY pid`
  const chosen = backends.filter(() => draw() < share).map(({ pid }) => pid)
  await sql`SELECT pg_terminate_backend(pid) FROM unnest(${chosen}::int[]) AS pid`
}

async function redeliver(world: World, fault: Extract<Fault, { kind: 'redeliver' }>): Promise<void> {
  const body = {
    action: 'redeliver' as const,
    selection: {
      query: { delivery: fault.delivery, test: 'false' },
      take: { count: fault.count, order: 'random' as const, seed: fault.seed },
    },
    options: { delivery: fault.delivery },
  }
  await world.client().call(createJob, { body }, { headers: { 'idempotency-key': `storm-${fault.seed}` } })
}

async function editLead(world: World, place: number, { known }: StormFacts): Promise<void> {
  const ids = known()
  const id = ids[Math.floor(place * ids.length)]
  if (id === undefined) return
  const body = { fields: { last_name: 'Lee-Jones' }, reason: 'Married', revision: 1 }
  await world
    .client()
    .call(updateLead, { params: { id }, body })
    .catch((error: unknown) => {
      // Edited before, or refused: a lead that failed the checks keeps failing them.
      if (!(error instanceof ProblemError && (error.status === 409 || error.status === 422))) throw error
    })
}
