import { z } from 'zod'
import { strict } from '../../strict.ts'

export const deleteOptions = strict({
  confirm: z.literal('DELETE', { error: 'Write DELETE to confirm: erased leads cannot be brought back' }),
}).meta({ id: 'DeleteOptions' })
export type DeleteOptions = z.output<typeof deleteOptions>
