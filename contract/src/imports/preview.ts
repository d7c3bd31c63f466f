// What an import would do.

import { z } from 'zod'
import { rowVerdicts } from './words.ts'

const count = z.int()

export const cellChange = z.object({
  field: z.string(),
  from: z.string().describe('As the download shows it; empty for none.'),
  to: z.string(),
})

export const rowError = z.object({
  row: count.describe('As a spreadsheet numbers them: the headings stand in row 1.'),
  leadId: z.string().nullable(),
  code: z.string(),
  column: z.string().nullable(),
  message: z.string(),
})

export const importRow = z
  .object({
    row: count.describe('As a spreadsheet numbers them: the headings stand in row 1.'),
    verdict: z.enum(rowVerdicts),
    leadId: z.string().nullable().describe('The lead the row is about; of a new lead once it is there.'),
    changes: z.array(cellChange).describe('What the row would change in its lead, or the values of a new one.'),
    ignored: z
      .array(z.object({ column: z.string(), from: z.string(), to: z.string() }))
      .describe("Edits to the platform's own columns, which change nothing."),
    reason: z.string().nullable().describe('Why nothing is done, in words.'),
    outcome: z.string().nullable().describe('What came of it, once it was run: accepted, rejected, edited, ...'),
    cells: z.array(z.string()).describe('As they stand in the file, in the order of `columns`.'),
  })
  .meta({ id: 'ImportRow' })

/** `rows` is the sum of the verdicts; `ignoredEdits` counts rows of any of them. */
export const rowCounts = {
  rows: count,
  update: count.describe('A known lead gets new values and is checked again.'),
  unchanged: count.describe('A known lead with the values it has; it is checked again all the same.'),
  create: count.describe('A new lead, a new entry of a list, or (returns) nothing.'),
  unknownId: count.describe('No lead of this account has that id.'),
  alreadyAccepted: count,
  conflicts: count.describe('The lead has been edited since the file was downloaded.'),
  superseded: count.describe('A later row is about the same lead.'),
  duplicates: count.describe('Left out by the policy for duplicates.'),
  invalid: count.describe('Row errors of other kinds.'),
  ignoredEdits: count.describe("Rows in which columns of the platform's own were edited."),
} as const

export const importCounts = z.object(rowCounts).meta({ id: 'ImportCounts' })

export const importPreview = z
  .object({
    ...rowCounts,
    complete: z.boolean().describe('False while rows are still being read: the numbers grow.'),
    outcomes: z
      .object({
        judged: count.describe('Leads that were checked for this: the first ones when there are very many.'),
        accepted: count,
        rejected: z.array(z.object({ code: z.string(), count })).describe('By the first failure, most frequent first.'),
        quarantined: count,
        errored: count,
        leftOut: z.array(z.object({ reason: z.string(), count })),
      })
      .nullable()
      .describe('What checking the leads would say now. Null where leads are not checked.'),
    errors: z.array(rowError).describe('The first hundred; all of them stand in the rows.'),
    sample: z.array(importRow).describe('The first rows.'),
  })
  .meta({ id: 'ImportPreview' })
