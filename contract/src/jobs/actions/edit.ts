import { z } from 'zod'
import { strict } from '../../strict.ts'

export const editOptions = strict({
  set: z
    .record(z.string().max(100), z.unknown())
    .refine((fields) => Object.keys(fields).length > 0, 'Name at least one field')
    .refine((fields) => Object.keys(fields).length <= 500, 'A lead may have at most 500 fields')
    .describe('New values by field key, the same for every lead; null empties the field.'),
  reason: z.string().trim().min(1, 'Say why, in a few words').max(500),
}).meta({ id: 'EditOptions' })
export type EditOptions = z.output<typeof editOptions>
