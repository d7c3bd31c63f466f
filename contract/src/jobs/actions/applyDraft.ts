import { z } from 'zod'
import { draftIdText } from '../../drafts/id.ts'
import { strict } from '../../strict.ts'

export const applyDraftOptions = strict({
  draft: draftIdText.describe('Whose corrections are written; leads that are not in it are left out.'),
  reason: z.string().trim().min(1, 'Say why, in a few words').max(500).describe('Kept with each revision.'),
  keepReason: z.string().trim().min(1).max(500).optional().describe('Kept with the leads that stay rejected.'),
  setupVersion: z.int().min(0).default(0).describe('Waits until the set-up is known as it was then.'),
}).meta({ id: 'ApplyDraftOptions' })
export type ApplyDraftOptions = z.output<typeof applyDraftOptions>
