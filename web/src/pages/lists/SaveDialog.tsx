import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { UseMutationResult } from '@tanstack/react-query'
import { ApiProblem } from '../../data/apiProblem.ts'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import classes from './ListPage.module.css'
import { text } from './picklist/text.ts'

const mostShown = 300

export interface SaveDialogProps<Saved> {
  readonly lead: string
  readonly changes: readonly { readonly kind: string; readonly words: string }[]
  /** Over the version that was edited, or over whatever is the newest. */
  readonly save: UseMutationResult<Saved, Error, 'seen' | 'newest'>
  readonly onSaved: (saved: Saved) => void
  readonly onLoad: () => void
  readonly onClose: () => void
}

/** What was changed, once more in words, before it is saved; and what to do when somebody was faster. */
export function SaveDialog<Saved>({ lead, changes, save, onSaved, onLoad, onClose }: SaveDialogProps<Saved>) {
  const isConflict = save.error instanceof ApiProblem && save.error.code === 'version_conflict'
  const run = (over: 'seen' | 'newest') => save.mutate(over, { onSuccess: onSaved })
  return (
    <Modal opened onClose={onClose} title={text.reviewTitle} size="lg">
      <Stack gap={14}>
        <Text size="sm">{lead}</Text>
        <ul className={classes.changes} tabIndex={0} aria-label={text.unsaved(changes.length)}>
          {changes.slice(0, mostShown).map(({ kind, words }) => (
            <li key={`${kind} ${words}`} data-kind={kind}>
              {words}
            </li>
          ))}
          {changes.length > mostShown ? <li>{text.andMore(changes.length - mostShown)}</li> : null}
        </ul>
        {isConflict ? (
          <div className={classes.notice} data-tone="warn" role="alert">
            <span className={classes.noticeWords}>{text.conflict}</span>
            <span className={classes.actions}>
              <Button size="compact-sm" variant="default" onClick={onLoad}>
                {text.conflictLoad}
              </Button>
              <Button size="compact-sm" variant="default" loading={save.isPending} onClick={() => run('newest')}>
                {text.conflictOver}
              </Button>
            </span>
          </div>
        ) : save.error ? (
          <Problems error={save.error} />
        ) : null}
        <Group gap={8} justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {text.goOn}
          </Button>
          <Button data-autofocus loading={save.isPending} disabled={isConflict} onClick={() => run('seen')}>
            {text.save}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function Problems({ error }: { error: Error }) {
  const [, ...more] = error instanceof ApiProblem ? error.errors : []
  return (
    <>
      <ProblemNotice what={text.saveFailed} error={error} />
      {more.length > 0 ? (
        <ul className={classes.changes}>
          {more.slice(0, 20).map(({ path, message }) => (
            <li key={path}>{message}</li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
