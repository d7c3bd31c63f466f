import { z } from 'zod'
import { stored } from '../setup/documents.ts'
import { picklist } from '../setup/lists.ts'

export const storedPicklist = z.object({ key: z.string(), ...stored, ...picklist.shape }).meta({ id: 'StoredPicklist' })
