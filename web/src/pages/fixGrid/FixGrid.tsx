import { Alert, Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useCallback, useId, useState } from 'react'
import type { WholeDraft } from '../../data/drafts.ts'
import { useMayOperate } from '../../data/useMayOperate.ts'
import { NothingHere } from '../../ui/NothingHere.tsx'
import { ApplyDialog } from './ApplyDialog.tsx'
import { CellLine } from './CellLine.tsx'
import classes from './FixGrid.module.css'
import { Grid } from './Grid.tsx'
import { GridStatus } from './GridStatus.tsx'
import { GridToolbar } from './GridToolbar.tsx'
import { ReplacePanel } from './ReplacePanel.tsx'
import { RunningDraft } from './RunningDraft.tsx'
import { showAll } from './shownRows.ts'
import { text } from './text.ts'
import { useFixGrid } from './useFixGrid.ts'

export interface FixGridViewProps {
  readonly whole: WholeDraft
  /** The draft is another one now: its job has begun or ended. */
  readonly onStale: () => void
}

export function FixGridView({ whole, onStale }: FixGridViewProps) {
  const grid = useFixGrid(whole)
  const lineId = useId()
  const gridId = useId()
  const focusGrid = () => document.getElementById(gridId)?.focus({ preventScroll: true })
  const [replacing, setReplacing] = useState(false)
  const [applying, setApplying] = useState(false)
  const openReplace = useCallback(() => setReplacing(true), [])
  const { draft, rows, lost } = grid.state
  return (
    <div className={classes.screen}>
      <div className={classes.titleBar}>
        <div className={classes.about}>
          <h1>{text.title}</h1>
          <p className="soft">
            {draft.about} <span className="faint">· {text.about(draft.campaign, draft.delivery)}</span>
          </p>
        </div>
        <GridStatus
          rows={grid.state.rows}
          savedAt={grid.state.savedAt}
          phase={grid.saving.phase}
          checking={grid.saving.checking}
          readOnly={grid.readOnly}
        />
        <Button disabled={grid.readOnly || rows.length === 0} onClick={() => setApplying(true)}>
          {text.apply}
        </Button>
      </div>
      {draft.running && draft.jobId !== null ? <RunningDraft jobId={draft.jobId} onEnded={onStale} /> : null}
      <ReadOnlyNotice grid={grid} />
      <SavingNotices grid={grid} />
      {lost.length > 0 ? (
        <Alert color="yellow" variant="light" className={classes.notice} role="status">
          {text.lost(lost.length)}
        </Alert>
      ) : null}
      {rows.length === 0 ? (
        <NothingLeft jobId={draft.jobId} />
      ) : (
        <>
          <GridToolbar
            wish={grid.wish}
            valueLabel={grid.allFields.find(({ key }) => key === grid.wish.value?.key)?.label ?? ''}
            readOnly={grid.readOnly}
            canUndo={!grid.readOnly && grid.state.stack.done.length > 0}
            canRedo={!grid.readOnly && grid.state.stack.undone.length > 0}
            hasRow={grid.rows.length > 0}
            isKept={grid.rows[grid.range.head.row]?.kept ?? false}
            hasCell={grid.rows.length > 0 && grid.range.head.column > 0}
            act={grid.act}
            onReplace={openReplace}
          />
          {replacing ? (
            <ReplacePanel
              grid={grid}
              onClose={() => {
                setReplacing(false)
                focusGrid()
              }}
            />
          ) : null}
          {grid.rows.length === 0 ? (
            <div className={classes.none}>
              <NothingHere title={text.noRows} hint={text.noRowsHint} />
              <Button variant="default" onClick={() => grid.show(showAll)}>
                {text.showAll}
              </Button>
            </div>
          ) : (
            <>
              <CellLine grid={grid} id={lineId} onDone={focusGrid} />
              <Grid grid={grid} id={gridId} lineId={lineId} onReplace={openReplace} />
            </>
          )}
          <p className={classes.help}>{text.help}</p>
        </>
      )}
      {applying ? (
        <ApplyDialog
          grid={grid}
          onClose={(ran) => {
            setApplying(false)
            if (ran) onStale()
          }}
        />
      ) : null}
    </div>
  )
}

type Grid = ReturnType<typeof useFixGrid>

function ReadOnlyNotice({ grid }: { readonly grid: Grid }) {
  const mayOperate = useMayOperate()
  const { draft } = grid.state
  if (!grid.readOnly || draft.running) return null
  return (
    <Alert color="gray" variant="light" className={classes.notice}>
      {mayOperate ? text.readOnly(draft.owner) : text.mayNot}
    </Alert>
  )
}

function SavingNotices({ grid }: { readonly grid: Grid }) {
  const { saveError, checkError, flush, checkAll } = grid.saving
  const failed = [
    ...(saveError ? [{ title: text.notSaved, error: saveError, again: () => flush() }] : []),
    ...(checkError ? [{ title: text.checkFailed, error: checkError, again: () => checkAll() }] : []),
  ]
  return failed.map(({ title, error, again }) => (
    <Alert key={title} color="red" variant="light" role="alert" title={title} className={classes.notice}>
      {error.message}{' '}
      <Button
        size="compact-sm"
        variant="default"
        // Its failure is shown here again.
        onClick={() => void again().catch(() => undefined)}
      >
        {text.retry}
      </Button>
    </Alert>
  ))
}

function NothingLeft({ jobId }: { readonly jobId: string | null }) {
  return (
    <div className={classes.none}>
      <NothingHere title={text.nothingLeft} hint={text.nothingLeftHint} />
      {jobId === null ? null : (
        <Link to="/jobs/$id" params={{ id: jobId }} className="link">
          {text.showJob(jobId)}
        </Link>
      )}
    </div>
  )
}
