// What is told of one version of a set-up document.

import { z } from 'zod'

export const documentChange = z
  .object({
    path: z.string().describe('Entries of lists by what they are called: `values.Volkswagen.synonyms["V W"]`.'),
    kind: z.enum(['added', 'removed', 'changed', 'moved']),
    before: z.unknown().describe('Null where it was not there; secrets are masked.'),
    after: z.unknown().describe('Null where it is gone.'),
    words: z.string(),
  })
  .meta({ id: 'DocumentChange' })

/** How many changes are told of a version; what is longer has them counted. */
export const mostChanges = 50

const changes = z.array(documentChange).describe(`The first ${mostChanges}; \`changeCount\` says how many there are.`)

export const documentVersion = z
  .object({
    version: z.int(),
    at: z.iso.datetime(),
    actor: z.string(),
    kind: z.enum(['created', 'changed', 'deleted', 'restored']),
    restoredFrom: z.int().nullable().describe('The version whose content it has again.'),
    note: z.string().nullable().describe('Why, where somebody said so.'),
    newest: z.boolean(),
    changes: changes.describe('Against the version before it.'),
    changeCount: z.int(),
  })
  .meta({ id: 'DocumentVersion' })

export const differences = z.object({ changes, changeCount: z.int() }).meta({ id: 'DocumentDifferences' })
