import { z } from 'zod'
import { strict } from '../strict.ts'

export const leadId = strict({ id: z.string().regex(/^\d{1,18}$/, 'Expected the id of a lead, such as 10423') })
