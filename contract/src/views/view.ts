// A saved view of the leads list: a name for what is looked for and how it is shown.

import { z } from 'zod'
import { stored } from '../setup/documents.ts'
import { strict } from '../strict.ts'

export const densities = ['compact', 'cosy', 'roomy'] as const

const column = z
  .string()
  .regex(/^[A-Za-z][\w.-]{0,110}$/, 'Expected the name of a column, such as received or field.postcode')

const view = {
  name: z.string().trim().min(1, 'Give the view a name').max(80),
  shared: z.boolean().default(false).describe('Everybody of the account sees it; otherwise its owner alone.'),
  search: z
    .string()
    .max(8000)
    .refine((text) => !text.startsWith('?'), 'Leave the question mark out')
    .describe(
      'What is looked for, in the order it is shown in: the query of the list’s page, `campaign=solar&date=-7d..now&sort=received`.',
    ),
  columns: z
    .array(column)
    .min(1)
    .max(60)
    .refine((columns) => new Set(columns).size === columns.length, 'A column can be there once only')
    .nullable()
    .default(null)
    .describe('Columns from left to right; null: the standard ones.'),
  density: z.enum(densities).nullable().default(null).describe("Height of the rows; null: the reader's own."),
}

export const viewDocument = strict(view).meta({ id: 'LeadViewDocument' })
export type ViewDocument = z.output<typeof viewDocument>

export const storedView = z
  .object({
    key: z.string(),
    ...view,
    owner: z
      .string()
      .nullable()
      .describe('Who may change it: the email of a person; null where it was made with a key.'),
    mine: z.boolean().describe('The caller may change it.'),
    ...stored,
  })
  .meta({ id: 'LeadView' })
