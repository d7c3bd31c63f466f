import { z } from 'zod'
import { stored } from '../setup/documents.ts'
import { delivery } from '../setup/delivery.ts'

export const storedDelivery = z.object({ key: z.string(), ...stored, ...delivery.shape }).meta({ id: 'StoredDelivery' })
