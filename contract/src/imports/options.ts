// How a file is to be read, and what is to be done with its rows.

import { z } from 'zod'
import { documentKey } from '../setup/parts.ts'
import { strict } from '../strict.ts'
import { columnTargets, duplicateKeys, duplicatePolicies } from './words.ts'

export const importOptions = strict({
  supplier: documentKey.optional().describe('SID of new leads whose row names none.'),
  mapping: z
    .record(z.string().max(500), z.string().max(200).nullable())
    .optional()
    .describe(
      'By heading: the key of a field, or what else the column holds: ' +
        `${columnTargets.join(', ')}. Null leaves a column out; headings that are not named are matched by themselves. ` +
        'A heading that comes twice is named "Phone (2)" the second time.',
    ),
  blanksClear: z.boolean().default(false).describe('An empty cell clears the value; else it changes nothing.'),
  updateAccepted: z
    .boolean()
    .default(false)
    .describe('Leads that are accepted already are updated and sent again; else their rows are left out.'),
  encoding: z.string().max(40).optional().describe('Of a csv file, such as "utf-8" or "windows-1252"; else found out.'),
  delimiter: z.string().min(1).max(1).optional().describe('Of a csv file; else found out.'),
  sheet: z.string().max(200).optional().describe('Of an xlsx file; else its first with leads.'),
  duplicates: strict({
    policy: z.enum(duplicatePolicies).describe('What a row without LeadID does when the campaign has such a lead.'),
    key: z.enum(duplicateKeys).describe('By what they are known to be the same.'),
  })
    .optional()
    .describe('Left out: such rows are new leads, and the duplicate rules of the campaign judge them.'),
  list: documentKey.optional().describe('Purpose `suppression`: the key of the list that the entries go into.'),
  reason: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .describe('Purpose `returns`: the reason where a row names none.'),
  buyer: documentKey.optional().describe('Purpose `returns`: BID of who gave them back, where a row names none.'),
  reversePayout: z
    .boolean()
    .optional()
    .describe('Purpose `returns`: whether the suppliers lose their payout. Required before it can be run.'),
  test: z.boolean().default(false).describe('New leads are test leads: never counted, never billed.'),
}).meta({ id: 'ImportOptions' })
export type ImportOptions = z.output<typeof importOptions>
