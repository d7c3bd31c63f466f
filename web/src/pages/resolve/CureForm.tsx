import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { cureCause, type Cause, type CauseParameters, type CureKind, type CurePreview } from '../../data/causes.ts'
import type { Job } from '../../data/jobs.ts'
import { CureChoices } from './CureChoices.tsx'
import { cureOf, firstDraft } from './cureDraft.ts'
import { CurePreviewPane } from './CurePreviewPane.tsx'
import classes from './CausePage.module.css'
import { text } from './text.ts'
import { useCurePreview } from './useCurePreview.ts'

export interface CureFormProps {
  readonly cause: Cause
  readonly kind: CureKind
  readonly span: CauseParameters
  /** From the link that led here. */
  readonly to: string | undefined
  readonly onRun: (job: Job) => void
}

/** What a cure needs, beside what it would do; then it is run. */
export function CureForm({ cause, kind, span, to, onRun }: CureFormProps) {
  const [draft, setDraft] = useState(() => firstDraft(cause, kind, to))
  const [clickKey] = useState(() => `cure ${cause.id} ${Date.now()} ${Math.random()}`)
  const queryClient = useQueryClient()
  const drafted = cureOf(draft, cause)
  const request = drafted.kind === 'ready' ? { cause: cause.id, ...span, cure: drafted.cure } : null
  const live = useCurePreview(request)
  const run = useMutation({
    // Another choice is another click.
    mutationFn: () => cureCause(request ?? { cure: { kind: 'none' } }, `${clickKey} ${JSON.stringify(request?.cure)}`),
    onSuccess: (job) => {
      onRun(job)
      void queryClient.invalidateQueries({ queryKey: ['jobs'] })
      void queryClient.invalidateQueries({ queryKey: ['setup'] })
    },
  })
  const { preview } = live
  const hasOpenCell = preview?.mappers.some(({ given }) => !given) ?? false
  const willDo = preview === null ? 0 : preview.matched - preview.leftOut.reduce((sum, { count }) => sum + count, 0)
  const isReady = request !== null && live.isFresh && preview !== null && !hasOpenCell && hasEffect(preview, willDo)
  const start = () => {
    if (isReady && !run.isPending) run.mutate()
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        start()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return
        // A cure changes many leads: never by Enter alone.
        event.preventDefault()
        if (event.ctrlKey || event.metaKey) start()
      }}
    >
      <div className={classes.choices}>
        <CureChoices draft={draft} cause={cause} preview={preview} onChange={setDraft} />
      </div>
      <div className={classes.side} role="region" aria-label={text.result}>
        <CurePreviewPane
          live={live}
          cause={cause}
          missing={drafted.kind === 'missing' ? drafted.what : null}
          runError={run.error}
        />
        {hasOpenCell ? <p className={classes.open}>{text.openCells}</p> : null}
        <Button type="submit" loading={run.isPending} disabled={!isReady} title="Ctrl + Enter">
          {preview === null ? text.runLater : kind === 'keep' ? text.runKeep(willDo) : text.run(willDo)}
        </Button>
      </div>
    </form>
  )
}

function hasEffect(preview: CurePreview, willDo: number): boolean {
  return willDo > 0 || preview.changes.length > 0
}
