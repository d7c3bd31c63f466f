import type { Alert } from '../../data/alerts.ts'
import type { StateIconName } from '../../ui/states.ts'
import type { Tone } from '../../ui/tone.ts'
import { text } from './text.ts'

export interface AlertStateView {
  readonly word: string
  readonly tone: Tone
  readonly icon: StateIconName
}

export function alertState({
  resolvedAt,
  acknowledgedAt,
  muted,
}: Pick<Alert, 'resolvedAt' | 'acknowledgedAt' | 'muted'>): AlertStateView {
  if (resolvedAt !== null) return { word: text.words.over, tone: 'neutral', icon: 'check' }
  if (acknowledgedAt !== null) return { word: text.words.seen, tone: 'info', icon: 'half' }
  if (muted) return { word: text.words.muted, tone: 'neutral', icon: 'pause' }
  return { word: text.words.open, tone: 'bad', icon: 'warning' }
}
