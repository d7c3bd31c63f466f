import { z } from 'zod'
import { amount, documentKey } from '../../setup/parts.ts'
import { strict } from '../../strict.ts'

const signedAmount = z
  .string()
  .regex(/^-?\d{1,12}(\.\d{1,4})?$/, 'Expected an amount as text, such as "1.50", or "-1.50" to take it off')
const factor = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,6})?$/, 'Expected a factor as text with at most six decimals, such as "1.10"')

const change = strict({ set: amount.optional(), add: signedAmount.optional(), multiply: factor.optional() })
  .refine((one) => Object.values(one).filter((value) => value !== undefined).length === 1, {
    error: 'Give one of set, add and multiply',
  })
  .meta({ id: 'MoneyChange' })
export type MoneyChangeWish = z.output<typeof change>

export const updateMoneyOptions = strict({
  revenue: change.optional().describe('Of leads that are sold; the others are left out.'),
  payout: change.optional().describe('Of leads that have a supplier.'),
  buyer: documentKey
    .optional()
    .describe('BID of the buyer whose sale is meant. Leads that were sold to several are left out without it.'),
  reason: z.string().trim().min(1).max(500).optional().describe('Kept with the ledger rows.'),
  confirm: z.literal('UPDATE', { error: 'Write UPDATE to confirm: it changes what buyers owe and suppliers earn' }),
})
  .refine(({ revenue, payout }) => revenue !== undefined || payout !== undefined, {
    error: 'Say what changes: revenue, payout or both',
    path: ['revenue'],
  })
  .meta({ id: 'UpdateMoneyOptions' })
export type UpdateMoneyOptions = z.output<typeof updateMoneyOptions>
