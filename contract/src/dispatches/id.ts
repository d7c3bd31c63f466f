import { z } from 'zod'
import { strict } from '../strict.ts'

export const dispatchId = strict({ id: z.string().regex(/^\d{1,18}$/, 'Expected the id of a dispatch, such as 17') })
