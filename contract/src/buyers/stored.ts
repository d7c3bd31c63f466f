import { z } from 'zod'
import { stored } from '../setup/documents.ts'
import { buyer } from '../setup/lists.ts'

export const storedBuyer = z.object({ bid: z.string(), ...stored, ...buyer.shape }).meta({ id: 'StoredBuyer' })
