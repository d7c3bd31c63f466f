import { z } from 'zod'
import { strict } from '../strict.ts'

const place = z.string().min(1).max(1000)

/** A constant text, or where to find one in an answer. */
export const capture = z
  .union(
    [
      z.string().max(2000),
      strict({ json: place }),
      strict({ xml: place }),
      strict({ header: place }),
      strict({ regex: place }),
      strict({ split: z.string().min(1).max(100), position: z.int().min(0).max(10_000) }),
    ],
    { error: 'Expected a constant text, { json }, { xml }, { header }, { regex } or { split, position }' },
  )
  .meta({ id: 'Capture', description: 'A constant text, or where to find one in the answer. `regex`: group 1.' })
