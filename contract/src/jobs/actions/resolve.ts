import { z } from 'zod'
import { resolution } from '../../dispatches/resolution.ts'
import { documentKey } from '../../setup/parts.ts'
import { strict } from '../../strict.ts'

export const resolveOptions = strict({
  ...resolution,
  delivery: documentKey.optional().describe('Only what went through this delivery; left out, all that waits.'),
})
  .refine((options) => options.as === 'accepted' || options.price === undefined, {
    error: 'A price belongs to "accepted" alone',
    path: ['price'],
  })
  .meta({ id: 'ResolveOptions' })
export type ResolveOptions = z.output<typeof resolveOptions>
