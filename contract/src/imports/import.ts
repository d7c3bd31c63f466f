// An import as the API tells it.

import { z } from 'zod'
import { job } from '../jobs/job.ts'
import { importOptions } from './options.ts'
import { importCounts, importPreview } from './preview.ts'
import { columnTargets, importPurposes, importStates, mappingOrigins } from './words.ts'

const summary = {
  id: z.string(),
  campaign: z.string().nullable().describe('Null for entries of a suppression list.'),
  purpose: z.enum(importPurposes),
  state: z.enum(importStates),
  reason: z.string().nullable().describe('Why the file could not be read or the import not be carried out, in words.'),
  actor: z.string(),
  createdAt: z.iso.datetime(),
  ranAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  file: z.object({
    name: z.string(),
    bytes: z.int(),
    format: z.enum(['csv', 'xlsx']),
    sha256: z.string(),
    kept: z.boolean().describe('False when the file is gone: a lead in it was erased.'),
  }),
  counts: importCounts.describe('Of the preview; once it was run, of what was done.'),
  jobId: z.string().nullable(),
  progress: z
    .object({ total: z.int(), done: z.int(), succeeded: z.int(), failed: z.int(), leftOut: z.int() })
    .nullable()
    .describe('Of the job, by rows; null before it is run.'),
} as const

export const importSummary = z.object(summary).meta({ id: 'ImportSummary' })

export const importColumn = z
  .object({
    name: z.string().describe('The heading; a second one of the same name is "Phone (2)".'),
    target: z
      .string()
      .nullable()
      .describe(
        `Key of a field; ${columnTargets.join(', ')}; the heading of a column of the platform's own that is only compared; null: left out.`,
      ),
    by: z.enum(mappingOrigins).nullable().describe('Why it is taken for that.'),
    samples: z.array(z.string()).describe('The first values that are not empty.'),
  })
  .meta({ id: 'ImportColumn' })

export const importDetail = z
  .object({
    ...summary,
    options: importOptions,
    reading: z
      .object({
        encoding: z.string().nullable().describe('Null for xlsx.'),
        certain: z.boolean().describe('False: it was guessed. Look at the sample before you run it.'),
        delimiter: z.string().nullable(),
        sheet: z.string().nullable(),
        sheets: z.array(z.string()),
        choices: z
          .array(z.object({ encoding: z.string(), text: z.string() }))
          .describe('How the beginning reads in the encodings that it could be; empty where there is no doubt.'),
        oddTexts: z
          .array(z.object({ row: z.int(), column: z.string(), text: z.string() }))
          .describe('Values with letters beyond ASCII, by which a person sees whether the encoding is right.'),
      })
      .nullable()
      .describe('How the file was read; null until it was.'),
    columns: z.array(importColumn),
    unmapped: z.array(z.string()).describe('Headings that are left out.'),
    missing: z.array(z.string()).describe('Required fields that no column holds; counts where new leads are made.'),
    obstacles: z
      .array(z.object({ code: z.string(), message: z.string() }))
      .describe('What keeps it from being run, such as a list that was not named. Empty: it can be run.'),
    warnings: z.array(z.string()),
    earlier: z
      .array(z.object({ id: z.string(), createdAt: z.iso.datetime(), actor: z.string(), state: z.enum(importStates) }))
      .describe('Imports of the very same file, newest first.'),
    preview: importPreview,
    job: job.nullable(),
    undoJob: job.nullable(),
  })
  .meta({ id: 'Import' })
