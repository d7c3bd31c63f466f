import { z } from 'zod'
import { strict } from '../../strict.ts'

export const keepRejectedOptions = strict({
  reason: z.string().trim().min(1, 'Say why, in a few words').max(500),
}).meta({ id: 'KeepRejectedOptions' })
export type KeepRejectedOptions = z.output<typeof keepRejectedOptions>
