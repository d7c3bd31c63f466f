import { z } from 'zod'
import { dispositionCodes } from './words.ts'

export const failure = z
  .object({
    code: z.enum(dispositionCodes),
    field: z.string().nullable().describe('Field key; null when the failure is about the lead as a whole.'),
    value: z.string().nullable().describe('As received, cut to 200 characters.'),
    rule: z.string().nullable().describe('The check that said no, in words, such as "max 2026".'),
    list: z.string().nullable().describe('Key of the picklist or suppression list concerned.'),
    message: z.string().describe('The whole sentence.'),
    suggestions: z.array(z.string()),
  })
  .meta({ id: 'Failure' })

export const disposition = z
  .object({
    code: z.enum(dispositionCodes).describe("The first failure's code, or how the lead was accepted."),
    reason: z.string().nullable().describe('The Custom Reason: all failures in words. Null for a plain acceptance.'),
    failures: z.array(failure),
  })
  .meta({ id: 'Disposition' })
