import { useState } from 'react'
import type { Cause } from '../../data/causes.ts'
import { useMayOperate } from '../../data/useMayOperate.ts'
import { useKeys } from '../../ui/useKeys.ts'
import { CauseLine } from './CauseLine.tsx'
import classes from './Resolve.module.css'
import type { CauseSearch } from './resolveSearch.ts'
import { text } from './text.ts'

export interface CauseLinesProps {
  readonly causes: readonly Cause[]
  readonly span: Pick<CauseSearch, 'date'>
  /** These are of the filter before. */
  readonly isStale: boolean
}

/** Biggest first. J and K move to the next link, which Enter follows; X shows the details. */
export function CauseLines({ causes, span, isStale }: CauseLinesProps) {
  const mayOperate = useMayOperate()
  const [current, setCurrent] = useState<string | null>(null)
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const toggle = (id: string) => {
    const next = new Set(opened)
    if (!next.delete(id)) next.add(id)
    setOpened(next)
  }
  const move = (by: number) => {
    const at = causes.findIndex(({ id }) => id === current)
    const next = causes[Math.min(causes.length - 1, Math.max(0, at + by))]
    if (!next) return
    setCurrent(next.id)
    const line = document.querySelector(`[data-cause="${next.id}"]`)
    line?.scrollIntoView({ block: 'nearest' })
    line?.querySelector('a')?.focus({ preventScroll: true })
  }
  const withCurrent = (act: (id: string) => void) => () => (current === null ? false : act(current))
  useKeys({
    j: () => move(1),
    k: () => move(current === null ? 1 : -1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    x: withCurrent(toggle),
  })
  return (
    <ul className={classes.list} aria-label={text.list} style={isStale ? { opacity: 0.6 } : undefined}>
      {causes.map((cause) => (
        <CauseLine
          key={cause.id}
          cause={cause}
          span={span}
          isCurrent={cause.id === current}
          isOpened={opened.has(cause.id)}
          mayOperate={mayOperate}
          onToggle={() => toggle(cause.id)}
        />
      ))}
    </ul>
  )
}
