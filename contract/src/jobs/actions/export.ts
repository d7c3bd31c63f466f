import { z } from 'zod'
import { documentKey } from '../../setup/parts.ts'
import { strict } from '../../strict.ts'

export const exportOptions = strict({
  format: z.enum(['xlsx', 'csv']).default('csv'),
  columns: z
    .array(z.string().min(1).max(100))
    .min(1)
    .max(600)
    .refine((columns) => new Set(columns).size === columns.length, 'Each column once')
    .optional()
    .describe(
      "Headings of the platform's columns and keys of fields, in the order of the file. Left out: the platform's first eleven, then " +
        "the fields of the leads' campaigns in their order.",
    ),
  mapper: documentKey
    .optional()
    .describe('Key of a mapper: values of the picklist it belongs to are written as it says.'),
  raw: z
    .boolean()
    .default(false)
    .describe(
      'Cells as they are. Otherwise text that a spreadsheet would take for a formula (it begins with = + - @, tab or return; phones such as +44… too) gets an apostrophe in front, which an import takes away again.',
    ),
}).meta({ id: 'ExportOptions' })
export type ExportOptions = z.output<typeof exportOptions>
