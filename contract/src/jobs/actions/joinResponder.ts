import { z } from 'zod'
import { documentKey } from '../../setup/parts.ts'
import { strict } from '../../strict.ts'

export const joinResponderOptions = strict({
  responder: documentKey,
  step: z.int().min(1).max(1000).optional().describe('The step to begin with; the first when left out.'),
}).meta({ id: 'JoinResponderOptions' })
export type JoinResponderOptions = z.output<typeof joinResponderOptions>
