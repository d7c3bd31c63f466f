// The floor's way out: claims in batches, keeps a bounded number of calls in flight, settles in batches.

import type { Sql } from 'postgres'
import { Pool } from 'undici'
import { claimLeads, type QueuedLead, settleLeads } from './queue.ts'

export interface FloorDelivery {
  /** There is something in the queue. */
  wake(): void
}

const maxInFlight = 128
const claimAtLeast = 32
const settleRows = 200
const settleEveryMs = 20

export function createDelivery(sql: Sql, buyerOrigin: string): FloorDelivery {
  const pool = new Pool(buyerOrigin, { connections: 64 })
  let inFlight = 0
  let claiming = false
  let hungry = false
  let sold: string[] = []
  let failed: string[] = []
  let timer: NodeJS.Timeout | null = null

  async function claim(): Promise<void> {
    if (claiming) return
    claiming = true
    try {
      while (hungry && maxInFlight - inFlight >= claimAtLeast) {
        const room = maxInFlight - inFlight
        hungry = false
        const leads = await claimLeads(sql, room)
        if (leads.length === room) hungry = true
        for (const lead of leads) void deliver(lead)
      }
    } finally {
      claiming = false
    }
  }

  async function deliver(lead: QueuedLead): Promise<void> {
    inFlight += 1
    const headers = { 'content-type': 'application/json', 'idempotency-key': lead.id }
    const accepted = await pool
      .request({ path: '/', method: 'POST', headers, body: lead.body })
      .then(async ({ body }) => ((await body.json()) as { status?: unknown }).status === 'accepted')
      // The queue shows it as failed, and the bench counts it.
      .catch(() => false)
    inFlight -= 1
    if (accepted) sold.push(lead.id)
    else failed.push(lead.id)
    if (sold.length >= settleRows) void settle()
    else timer ??= setTimeout(() => void settle(), settleEveryMs)
    void claim()
  }

  async function settle(): Promise<void> {
    if (timer) clearTimeout(timer)
    timer = null
    const [soldNow, failedNow] = [sold, failed]
    sold = []
    failed = []
    await Promise.all([settleLeads(sql, soldNow, 'sold'), settleLeads(sql, failedNow, 'failed')])
  }

  return {
    wake() {
      hungry = true
      void claim()
    },
  }
}
