import type { ImportState } from '../../data/imports.ts'
import { Pill } from '../../ui/Pill.tsx'
import { importStates } from './importWords.ts'

export function ImportPill({ state }: { state: ImportState }) {
  const { word, tone, icon, meaning } = importStates[state]
  return (
    <Pill tone={tone} icon={icon} title={meaning}>
      {word}
    </Pill>
  )
}
