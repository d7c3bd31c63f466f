import { z } from 'zod'
import { strict } from '../strict.ts'

export const importId = strict({ id: z.string().regex(/^\d{1,18}$/, 'Expected the id of an import, such as 17') })
