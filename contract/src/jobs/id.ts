import { z } from 'zod'
import { strict } from '../strict.ts'

export const jobId = strict({ id: z.string().regex(/^\d{1,18}$/, 'Expected the id of a job, such as 17') })
