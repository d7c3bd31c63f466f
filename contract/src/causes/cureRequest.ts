// Which leads, and what is done about them. One line per cure.

import { z } from 'zod'
import { waivableChecks } from '../jobs/actions/reprocess.ts'
import { leadSelection } from '../jobs/selection.ts'
import { instant } from '../query.ts'
import { documentKey } from '../setup/parts.ts'
import { strict } from '../strict.ts'
import { causeIdText } from './id.ts'

const listText = z.string().trim().min(1).max(500)
const reason = z.string().trim().min(1, 'Say why, in a few words').max(500)
const why = reason.optional().describe('Kept with each lead.')
const picklist = documentKey.optional().describe('Its key; left out where the leads say which list it is.')

const addListValue = strict({
  kind: z.literal('addListValue'),
  value: listText.describe('As it shall stand in the list.'),
  mappers: z
    .record(documentKey, z.string().max(2000).nullable())
    .default({})
    .describe(
      'A cell for each mapper of that list, by its key. Null: none, on purpose; then its rule for missing values holds.',
    ),
  picklist,
  campaignOnly: z
    .boolean()
    .default(false)
    .describe('Other campaigns that use the list go on refusing the value: it is put among their disallowed ones.'),
  reason: why,
})

const addSynonym = strict({
  kind: z.literal('addSynonym'),
  value: listText.describe('What was sent. Further spellings of the cause are added with it.'),
  to: listText.describe('The value of the list that it means.'),
  picklist,
  reason: why,
})

const setValue = strict({
  kind: z.literal('setValue'),
  field: z.string().min(1).max(100),
  from: z
    .string()
    .max(2000)
    .nullable()
    .optional()
    .describe(
      'Only where this was received, in whatever case and punctuation; null: where nothing was. Left out: whatever it is.',
    ),
  to: z.union([z.string().max(20_000), z.number(), z.boolean(), z.null()]).describe('Null empties the field.'),
  reason: why,
})

const relaxRule = strict({
  kind: z.literal('relaxRule'),
  to: z
    .union([z.string().trim().min(1).max(2000), z.number(), z.null()])
    .describe(
      'The new bound, pattern, value or number of days; several values of a filter with commas. Null takes the rule away.',
    ),
  reason: why,
}).describe('Changes the rule of the campaign that the cause names in `relax`: for leads to come as well.')

const skip = strict({
  kind: z.literal('skip'),
  checks: z
    .array(
      z.enum(waivableChecks, {
        error: `Only ${waivableChecks.join(', ')} can be skipped; suppression and consent never`,
      }),
    )
    .min(1, 'Name at least one check')
    .describe('Not made this once. Suppression and consent are always checked.'),
  reason,
})

export const cure = z
  .discriminatedUnion('kind', [
    addListValue,
    addSynonym,
    setValue,
    relaxRule,
    skip,
    strict({ kind: z.literal('none'), reason: why }).describe('Check again as things are.'),
    strict({ kind: z.literal('keep'), reason }).describe('They stay rejected and leave the queue.'),
  ])
  .meta({ id: 'Cure' })
export type Cure = z.output<typeof cure>

export const cureRequest = strict({
  cause: causeIdText.optional().describe('Every lead that has this cause.'),
  from: instant('Of a cause: only its leads received at or after this time.'),
  to: instant('Of a cause: only its leads received before this time.'),
  selection: leadSelection.optional(),
  cure,
})
  .refine(({ cause, selection }) => (cause === undefined) !== (selection === undefined), {
    path: ['cause'],
    error: 'Name either a cause or a selection of leads',
  })
  .refine(({ cause, from, to }) => cause !== undefined || (from === undefined && to === undefined), {
    path: ['from'],
    error: 'Times go with a cause; a selection has its own',
  })
  .meta({ id: 'CureRequest' })
export type CureRequest = z.output<typeof cureRequest>

export const cureExample = {
  cause: 'c0123456789abcdef01234567',
  cure: { kind: 'addSynonym', value: 'VW', to: 'Volkswagen' },
}
