import type { z } from 'zod'
import { channels, evidence } from '../../consent/channels.ts'
import { strict } from '../../strict.ts'

export const unsubscribeOptions = strict({
  channels,
  evidence: evidence.optional().describe('How the person said so; kept with the change.'),
}).meta({ id: 'UnsubscribeOptions' })
export type UnsubscribeOptions = z.output<typeof unsubscribeOptions>
