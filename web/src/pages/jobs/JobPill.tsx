import type { Job, JobItem } from '../../data/jobs.ts'
import { Pill } from '../../ui/Pill.tsx'
import { itemStates, jobStates } from './jobWords.ts'

export function JobPill({ state }: { state: Job['state'] }) {
  const { word, tone, icon, meaning } = jobStates[state]
  return (
    <Pill tone={tone} icon={icon} title={meaning}>
      {word}
    </Pill>
  )
}

export function ItemPill({ state }: { state: JobItem['state'] }) {
  const { word, tone, icon, meaning } = itemStates[state]
  return (
    <Pill tone={tone} icon={icon} title={meaning}>
      {word}
    </Pill>
  )
}
