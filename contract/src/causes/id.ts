import { z } from 'zod'
import { strict } from '../strict.ts'

/** Nobody but us can read anything from it, so any text may be asked for. */
export const causeIdText = z.string().min(1).max(64)

export const causeId = strict({ id: causeIdText })
