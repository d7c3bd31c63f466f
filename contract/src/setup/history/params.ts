import { z } from 'zod'
import { strict } from '../../strict.ts'
import { documentKey } from '../parts.ts'

const version = z.string().max(20).describe('A number.')

export const keyVersion = strict({ key: documentKey, version })
export const referenceVersion = strict({ reference: documentKey, version })
export const sidVersion = strict({ sid: documentKey, version })
export const bidVersion = strict({ bid: documentKey, version })
