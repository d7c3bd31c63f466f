// Which leads a redelivery leaves out, and why: what became of them at that delivery, then its filter rules.

import type { TransactionSql } from 'postgres'

import type { RedeliverOptions } from '@switchyard/contract/jobs/actions/redeliver.ts'
import type { CompiledRule } from '@switchyard/core/rules/compile.ts'

import type { AccountSetup } from '../../setup/compile.ts'
import type { JobLead, JobScope, LeftOut } from '../action.ts'
import { judge } from './judge.ts'
import { readFacts } from './readFacts.ts'
import { readPasts } from './readPast.ts'
import { nameOf, targetOf } from './target.ts'

/** One answer for each lead, in order; an attempt under way is no reason: the lead waits for its end. */
export async function considerRedelivery(
  tx: TransactionSql,
  { accountId, setup }: JobScope,
  options: RedeliverOptions,
  leads: readonly JobLead[],
): Promise<readonly LeftOut[]> {
  const targets = new Map(leads.map((lead) => [lead.id, targetOf(setup, options, lead.campaign)]))
  const aims = leads.flatMap((lead) => {
    const target = targets.get(lead.id)
    return target?.kind === 'delivery' ? [{ lead, delivery: target.delivery.key }] : []
  })
  const pasts = await readPasts(tx, accountId, aims)
  const answers = new Map<string, LeftOut>()
  const ruled: { lead: JobLead; wants: CompiledRule }[] = []
  for (const lead of leads) {
    const target = targets.get(lead.id)
    const past = pasts.get(lead.id)
    if (target?.kind !== 'delivery' || !past) {
      answers.set(lead.id, target?.kind === 'none' ? target.words : 'not found')
      continue
    }
    const { delivery } = target
    const judgement = judge(past, nameOf(delivery), options.includeAccepted)
    answers.set(lead.id, judgement.kind === 'leaveOut' ? judgement.words : null)
    const wants = options.skipRules ? null : wishesOf(setup, lead.campaign, delivery.key)
    if (judgement.kind !== 'leaveOut' && wants) ruled.push({ lead, wants })
  }
  const facts = await readFacts(
    tx,
    setup,
    ruled.map(({ lead }) => lead),
  )
  for (const { lead, wants } of ruled) {
    const own = facts.get(lead.id)
    if (own && !wants.test(own)) answers.set(lead.id, wants.explain(own))
  }
  return leads.map((lead) => answers.get(lead.id) ?? null)
}

function wishesOf(setup: AccountSetup, campaign: string, delivery: string): CompiledRule | null {
  return setup.campaigns.get(campaign)?.routing.candidates.find(({ key }) => key === delivery)?.wants ?? null
}
