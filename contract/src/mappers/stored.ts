import { z } from 'zod'
import { stored } from '../setup/documents.ts'
import { mapper } from '../setup/lists.ts'

export const storedMapper = z.object({ key: z.string(), ...stored, ...mapper.shape }).meta({ id: 'StoredMapper' })
