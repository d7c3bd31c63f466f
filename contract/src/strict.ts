// Objects that know their properties and say so.

import { z } from 'zod'

/**
 * An object that refuses properties it does not know. The refusal names those that it does; problemsOf puts the path of the
 * unknown one before it.
 */
export function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape)
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? known.length > 0
          ? `Known here: ${known.join(', ')}.`
          : 'Nothing is known here.'
        : undefined,
  })
}
