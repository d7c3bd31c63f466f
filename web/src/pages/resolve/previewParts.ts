// What a cure would make of the leads, as short phrases.

import type { Cause, CurePreview } from '../../data/causes.ts'
import { formatCount } from '../../format/count.ts'
import type { Tone } from '../../ui/tone.ts'
import { codeWords, isCode } from '../leads/codeWords.ts'
import { text } from './text.ts'

export interface PreviewPart {
  readonly tone: Tone
  readonly words: string
}

/** Good news first. Those that fail on what they fail on today are "still" refused, the others fail next on something else. */
export function previewParts(preview: CurePreview, cause: Pick<Cause, 'kind' | 'code'>): readonly PreviewPart[] {
  const { accepted, quarantined, errored, kept } = preview
  const isRefusal = cause.kind === 'destination'
  const parts: PreviewPart[] = []
  if (accepted > 0 || (kept === 0 && preview.matched > 0)) {
    const tone = accepted > 0 ? 'good' : 'neutral'
    parts.push({ tone, words: isRefusal ? text.sentAgain(accepted) : text.accepted(accepted) })
  }
  if (kept > 0) parts.push({ tone: 'neutral', words: text.kept(kept) })
  for (const { code, count } of preview.stillRejected) {
    const name = isCode(code) ? codeWords[code].toLowerCase() : code
    const words =
      code === cause.code
        ? `${formatCount(count)} ${text.stillRejected} ${name}`
        : `${formatCount(count)} ${text.failNext} ${name}`
    parts.push({ tone: 'bad', words })
  }
  if (quarantined > 0) parts.push({ tone: 'warn', words: text.quarantined(quarantined) })
  if (errored > 0) parts.push({ tone: 'warn', words: text.errored(errored) })
  for (const { reason, count } of preview.leftOut) {
    parts.push({ tone: 'neutral', words: `${formatCount(count)} ${text.leftOut}: ${reason}` })
  }
  return parts
}
