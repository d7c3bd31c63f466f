// Undo: what a job has changed is as it was before, lead by lead. A lead that was changed again since is left as it is.

import type { TransactionSql } from 'postgres'

import type { UndoableAction, UndoOptions } from '@switchyard/contract/jobs/actions/undo.ts'

import { invalid } from '../../http/problem.ts'
import { readCurrencies } from '../../leads/readCurrencies.ts'
import type { Forecast, JobAction, JobLead, JobScope } from '../action.ts'
import { readBefore } from '../undo/readBefore.ts'
import { undoConsent } from '../undo/undoConsent.ts'
import { undoEdit } from '../undo/undoEdit.ts'
import type { Undoer, UndoItem } from '../undo/undoer.ts'
import { undoKept } from '../undo/undoKept.ts'
import { undoMoney } from '../undo/undoMoney.ts'
import { undoReturn } from '../undo/undoReturn.ts'

/** Each is handed what the action of that name has put down. */
const undoers: Readonly<Record<UndoableAction, Undoer<unknown>>> = {
  edit: undoEdit,
  updateMoney: undoMoney,
  return: undoReturn,
  unsubscribe: undoConsent,
  resubscribe: undoConsent,
  keepRejected: undoKept,
}

export const undoAction: JobAction<UndoOptions> = {
  name: 'undo',
  chunk: 250,
  async check(tx, { accountId }, { job }) {
    if (await undoerOf(tx, accountId, job)) return
    const message = `There is no job ${job} that could be undone`
    throw invalid([{ path: 'options.job', code: 'not_undoable', message }], 422, 'invalid_job')
  },
  async consider(tx, scope, { job }, leads) {
    const { undoer, items } = await read(tx, scope.accountId, job, leads)
    const asked = leads.flatMap((lead) => items.get(lead.id) ?? []).filter(({ lead }) => !lead.erased)
    const answers = undoer ? await undoer.consider(tx, { ...scope, undone: job }, asked) : []
    const byId = new Map(asked.map(({ lead }, index) => [lead.id, answers[index] ?? null]))
    return leads.map(({ id, erased }) => {
      if (erased) return 'erased'
      return byId.has(id) ? (byId.get(id) ?? null) : `job ${job} has not changed it`
    })
  },
  async run(tx, scope, { job }, leads) {
    const { undoer, items } = await read(tx, scope.accountId, job, leads)
    const asked = leads.flatMap((lead) => items.get(lead.id) ?? [])
    const results = undoer ? await undoer.run(tx, { ...scope, undone: job }, asked) : []
    const byId = new Map(asked.map(({ lead }, index) => [lead.id, results[index]]))
    return leads.map(({ id }) => byId.get(id) ?? { kind: 'leftOut', reason: `job ${job} has not changed it` })
  },
  forecast: forecastUndo,
}

async function read(
  tx: TransactionSql,
  accountId: string,
  job: string,
  leads: readonly JobLead[],
): Promise<{ readonly undoer: Undoer<unknown> | null; readonly items: ReadonlyMap<string, UndoItem<unknown>> }> {
  const undoer = await undoerOf(tx, accountId, job)
  return { undoer, items: undoer ? await readBefore(tx, accountId, job, leads) : new Map() }
}

async function undoerOf(tx: TransactionSql, accountId: string, job: string): Promise<Undoer<unknown> | null> {
  const [row] = await tx<{ action: string }[]>`
    SELECT j.action FROM jobs j WHERE j.account_id = ${accountId} AND j.id = ${job}::bigint`
  const known: Readonly<Record<string, Undoer<unknown>>> = undoers
  return row && Object.hasOwn(known, row.action) ? (known[row.action] ?? null) : null
}

/** What comes back to the books, for each currency. */
function forecastUndo({ accountId }: JobScope, { job }: UndoOptions): Forecast {
  const money = new Map<string, { revenue: bigint; payout: bigint }>()
  return {
    async add(tx, leads) {
      const { undoer, items } = await read(tx, accountId, job, leads)
      if (!undoer?.moneyOf) return
      const currencies = await readCurrencies(tx, accountId, leads)
      for (const { lead, before } of items.values()) {
        const currency = currencies.get(lead.id)
        if (currency === undefined) continue
        const { revenue, payout } = undoer.moneyOf(before)
        const sum = money.get(currency) ?? { revenue: 0n, payout: 0n }
        money.set(currency, { revenue: sum.revenue + revenue, payout: sum.payout + payout })
      }
    },
    end() {
      const sums = [...money].map(([currency, sum]) => ({ currency, ...sum }))
      return Promise.resolve({ money: sums, warnings: [], seconds: null })
    },
  }
}
