import { z } from 'zod'

/** An object of entries under any keys, at most `most` of them. */
export function limitedRecord<Key extends z.core.$ZodRecordKey, Value extends z.core.$ZodType>(
  key: Key,
  value: Value,
  most: number,
): z.ZodRecord<Key, Value> {
  return z
    .record(key, value)
    .refine((record) => Object.keys(record).length <= most, {
      error: (issue) => {
        const count = Object.keys(issue.input ?? {}).length
        return `At most ${most.toLocaleString('en')} entries are possible here; these are ${count.toLocaleString('en')}`
      },
      params: { code: 'too_big' },
    })
    .meta({ maxProperties: most })
}
