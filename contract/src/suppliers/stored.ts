import { z } from 'zod'
import { stored } from '../setup/documents.ts'
import { supplier } from '../setup/lists.ts'

export const storedSupplier = z.object({ sid: z.string(), ...stored, ...supplier.shape }).meta({ id: 'StoredSupplier' })
