import type { z } from 'zod'
import { channels, evidence } from '../../consent/channels.ts'
import { strict } from '../../strict.ts'

export const resubscribeOptions = strict({
  channels,
  evidence: evidence.describe(
    'How the person said so; asked for, because consent that nobody can show is none. Leads on a suppression list of their campaign ' +
      'are left out.',
  ),
}).meta({ id: 'ResubscribeOptions' })
export type ResubscribeOptions = z.output<typeof resubscribeOptions>
