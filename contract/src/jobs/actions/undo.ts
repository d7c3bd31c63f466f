import { z } from 'zod'
import { strict } from '../../strict.ts'

/** Actions whose jobs keep what each lead was like before. */
export const undoableActions = ['edit', 'updateMoney', 'return', 'unsubscribe', 'resubscribe', 'keepRejected'] as const
export type UndoableAction = (typeof undoableActions)[number]

/** How long after its end a job can be undone. */
export const undoableDays = 30

export const undoOptions = strict({
  job: z
    .string()
    .regex(/^\d{1,18}$/, 'Expected the id of a job, such as "17"')
    .describe('The job whose changes are taken back.'),
}).meta({ id: 'UndoOptions' })
export type UndoOptions = z.output<typeof undoOptions>
