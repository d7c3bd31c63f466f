import type { ReactNode } from 'react'
import classes from './Pill.module.css'
import { StateIcon } from './StateIcon.tsx'
import { stateView, type StateIconName, type StateKind } from './states.ts'
import type { Tone } from './tone.ts'

export interface PillProps {
  readonly tone: Tone
  readonly icon?: StateIconName | undefined
  readonly title?: string | undefined
  readonly children: ReactNode
}

export function Pill({ tone, icon, title, children }: PillProps) {
  return (
    <span className={classes.pill} data-tone={tone} title={title}>
      {icon ? <StateIcon name={icon} size={12} /> : null}
      <span className={classes.word}>{children}</span>
    </span>
  )
}

/** The pill of a state, with its meaning on hover. */
export function StatePill({ kind, state }: { kind: StateKind; state: string }) {
  const { word, tone, icon, meaning } = stateView(kind, state)
  return (
    <Pill tone={tone} icon={icon} title={meaning}>
      {word}
    </Pill>
  )
}
