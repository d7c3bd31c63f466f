// What a cure would write, and what its job would do with each lead.

import type { TransactionSql } from 'postgres'

import { assertNever } from '@switchyard/core/assert.ts'
import type { Cure } from '@switchyard/contract/causes/cureRequest.ts'
import type { CureOptions } from '@switchyard/contract/jobs/actions/cure.ts'
import { relaxationOf, relaxed } from '@switchyard/core/causes/relaxations.ts'
import { curesFor } from '@switchyard/core/causes/cures.ts'

import { invalid } from '../http/problem.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { listTargetOf, type CureTarget } from './cureTarget.ts'
import { fieldOf } from './listsOf.ts'
import { planListCure, type ListPlan } from './planListCure.ts'
import type { SetupChange } from './setupChange.ts'

export interface CurePlan extends Omit<ListPlan, 'problems'> {
  /** Of the job; null for leads that are kept rejected. */
  readonly options: Omit<CureOptions, 'setupVersion'> | null
  /** Kept with the leads and with the cause. */
  readonly reason: string | null
}

const unchanged = { changes: [], mappers: [], campaigns: [], warnings: [] } as const

/** Throws 422 with what stands in its way. */
export async function planCure(
  tx: TransactionSql,
  setup: AccountSetup,
  target: CureTarget,
  cure: Cure,
): Promise<CurePlan> {
  const { cause } = target
  if (cause?.kind === 'destination' && !curesFor(cause).includes(cure.kind)) {
    throw refused(
      'cure.kind',
      'not_for_buyers',
      'A buyer refused these leads: they can be given a new value and sent again',
    )
  }
  const delivery = cause?.delivery ?? undefined
  const given = cure.reason ?? null
  switch (cure.kind) {
    case 'addListValue':
    case 'addSynonym': {
      const { problems, ...plan } = planListCure(setup, await listTargetOf(tx, target, cure), cure)
      if (problems.length > 0) throw invalid(problems, 422, 'invalid_cure')
      const reason = [...plan.changes.map(({ words }) => words), ...(given === null ? [] : [given])].join('. ') || null
      return { ...plan, reason, options: optionsWith(reason, {}) }
    }
    case 'setValue': {
      const { field, from, to } = cure
      const known = target.campaigns.some((campaign) => fieldOf(setup, campaign, field) !== null)
      if (!known) throw refused('cure.field', 'unknown_field', "None of the leads' campaigns has such a field")
      const reason = given ?? `Cure: ${field} is set to ${to === null ? 'nothing' : `'${String(to)}'`}`
      return { ...unchanged, reason, options: optionsWith(reason, { set: { field, from, to }, delivery }) }
    }
    case 'relaxRule': {
      const changes = relaxationChanges(setup, cause, cure.to)
      const reason = [...changes.map(({ words }) => words), ...(given === null ? [] : [given])].join('. ') || null
      return { ...unchanged, changes, reason, options: optionsWith(reason, {}) }
    }
    case 'skip':
      return { ...unchanged, reason: given, options: optionsWith(given, { skip: cure.checks }) }
    case 'none':
      return { ...unchanged, reason: given, options: optionsWith(given, { delivery }) }
    case 'keep':
      return { ...unchanged, reason: given, options: null }
    default:
      return assertNever(cure)
  }
}

function relaxationChanges(
  setup: AccountSetup,
  cause: CureTarget['cause'],
  to: string | number | null,
): readonly SetupChange[] {
  const doc = cause === null ? undefined : setup.campaigns.get(cause.campaign)?.doc
  const relaxation = cause && doc ? relaxationOf(cause, doc) : null
  if (!cause || !doc || !relaxation) {
    throw refused(
      'cure.kind',
      'no_rule',
      'No rule of the campaign is known that these leads fell at: name a cause that has one',
    )
  }
  if (relaxation.now === null && to !== null) {
    throw refused(
      'cure.to',
      'not_an_operand',
      `"${relaxation.words}" has nothing to set: it can only be taken away, with null`,
    )
  }
  if (relaxation.now !== null && String(relaxation.now) === String(to)) {
    throw refused('cure.to', 'unchanged', `"${relaxation.words}" says so already`)
  }
  const what = to === null ? 'is taken away' : `becomes ${to}`
  const words = `Campaign ${cause.campaign}: the rule "${relaxation.words}" ${what}`
  return [{ kind: 'campaign', key: cause.campaign, doc: relaxed(doc, relaxation, to), words }]
}

/** Cells that a new value needs and nobody has filled in: a preview tells them, a cure waits for them. */
export function refuseOpenCells({ mappers }: Pick<CurePlan, 'mappers'>): void {
  const open = mappers.filter(({ given }) => !given)
  if (open.length === 0) return
  throw invalid(
    open.map(({ key, words }) => ({
      path: `cure.mappers.${key}`,
      code: 'mapper_cell_missing',
      message: `${words}. Give it a code, or null where that is wanted.`,
    })),
    422,
    'invalid_cure',
  )
}

function optionsWith(reason: string | null, more: Partial<CureOptions>): Omit<CureOptions, 'setupVersion'> {
  return { skip: [], ...(reason === null ? {} : { reason: reason.slice(0, 1000) }), ...more }
}

function refused(path: string, code: string, message: string) {
  return invalid([{ path, code, message }], 422, 'invalid_cure')
}
