import { z } from 'zod'
import { strict } from '../strict.ts'

export const draftIdText = z.string().regex(/^\d{1,18}$/, 'Expected the id of a draft, such as 17')

export const draftId = strict({ id: draftIdText })
