import { Button } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { importQuery, isBusy, runImport, type Import } from '../../data/imports.ts'
import { useMayOperate } from '../../data/useMayOperate.ts'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { EarlierNotice } from './EarlierNotice.tsx'
import type { StepProps } from './ImportPage.tsx'
import classes from './ImportPage.module.css'
import { Outcomes } from './Outcomes.tsx'
import { RowTable } from './RowTable.tsx'
import { text } from './text.ts'
import { VerdictTiles } from './VerdictTiles.tsx'

/** What running the file would do, row by row, before anything is changed. */
export function PreviewStep({ of, search, onSearch, onStep }: StepProps) {
  const { counts, preview, state, obstacles, warnings } = of
  const show = (rows: typeof search.rows) =>
    onSearch({ step: 'preview', ...(rows === undefined ? {} : { rows }) }, true)
  return (
    <section className={classes.step} aria-label={text.steps.preview}>
      {state === 'reading' ? (
        <p role="status" className={classes.notice}>
          {text.stillReading(counts.rows)}
        </p>
      ) : null}
      {obstacles.length === 0 ? null : (
        <div className={`${classes.notice} ${classes.refused}`}>
          <strong>{text.obstacles}</strong>
          <ul>
            {obstacles.map(({ code, message }) => (
              <li key={code + message}>{message}</li>
            ))}
          </ul>
        </div>
      )}
      {of.jobId === null ? <EarlierNotice of={of} /> : null}
      {warnings.length === 0 ? null : (
        <div className={classes.notice}>
          <strong>{text.warnings}</strong>
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </div>
      )}
      <div>
        <h2>{of.jobId === null ? text.whatHappens : text.whatHappened}</h2>
        <p className="soft">
          {text.rowsOf(counts.rows)}. {of.purpose === 'resolve' ? text.absent : null}
        </p>
      </div>
      <VerdictTiles of={of} chosen={search.rows} onChoose={show} />
      {preview.outcomes === null || of.jobId !== null ? null : <Outcomes preview={preview} />}
      {of.jobId === null ? <RunBar of={of} onStep={onStep} /> : null}
      <RowTable of={of} rows={search.rows} onAll={() => show(undefined)} />
    </section>
  )
}

function RunBar({ of, onStep }: { of: Import } & Pick<StepProps, 'onStep'>) {
  const mayOperate = useMayOperate()
  const queryClient = useQueryClient()
  const run = useMutation({
    mutationFn: () => runImport(of.id),
    onSuccess: async () => {
      void queryClient.invalidateQueries({ queryKey: ['jobs'] })
      void queryClient.invalidateQueries({ queryKey: ['imports', 'list'] })
      await queryClient.invalidateQueries({ queryKey: importQuery(of.id).queryKey })
      onStep('result')
    },
  })
  const { update, unchanged, create } = of.counts
  const todo = update + unchanged + create
  const isReady = !isBusy(of) && of.obstacles.length === 0 && todo > 0
  return (
    <>
      {run.error ? <ProblemNotice what={text.runFailed} error={run.error} /> : null}
      <div className={classes.buttons}>
        <Button variant="default" onClick={() => onStep('options')}>
          {text.before}
        </Button>
        <Button
          leftSection={<IconPlayerPlay size={15} />}
          loading={run.isPending}
          disabled={!mayOperate || !isReady}
          title={mayOperate ? undefined : text.mayNot}
          onClick={() => run.mutate()}
        >
          {todo === 0 ? text.runNothing : text.run(todo)}
        </Button>
      </div>
    </>
  )
}
