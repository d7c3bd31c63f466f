import { Button } from '@mantine/core'
import { useState } from 'react'
import { useMayOperate } from '../../data/useMayOperate.ts'
import classes from './ListPage.module.css'
import { SaveDialog, type SaveDialogProps } from './SaveDialog.tsx'
import { RecheckNotice } from './RecheckNotice.tsx'
import { text } from './picklist/text.ts'

/** What the editors of picklists and mappers have in common. */
interface Editor<Saved> {
  readonly base: { readonly key: string; readonly version: number }
  readonly changes: SaveDialogProps<Saved>['changes']
  readonly problems: { readonly size: number }
  readonly isDirty: boolean
  readonly save: SaveDialogProps<Saved>['save']
  readonly discard: () => void
  readonly load: () => Promise<void>
}

/** What is not saved yet, and after saving what it may have mended. */
export function SaveBar<Saved extends { readonly version: number }>({
  editor,
  kind,
  reviewLead,
}: {
  editor: Editor<Saved>
  kind: 'picklist' | 'mapper'
  /** What saving means, over the changes. */
  reviewLead: string
}) {
  const mayOperate = useMayOperate()
  const [reviewing, setReviewing] = useState(false)
  const [savedVersion, setSavedVersion] = useState<number | null>(null)
  const { base, changes, problems, isDirty, save } = editor
  if (!isDirty) {
    return savedVersion === base.version ? (
      <RecheckNotice kind={kind} documentKey={base.key} onClose={() => setSavedVersion(null)} />
    ) : null
  }
  return (
    <div className={classes.notice} data-tone="unsaved" role="region" aria-label={text.unsaved(changes.length)}>
      <span className={classes.noticeWords}>
        <strong>{text.unsaved(changes.length)}</strong>
        {problems.size > 0 ? text.problems(problems.size) : null}
      </span>
      <span className={classes.actions}>
        <Button variant="default" onClick={editor.discard}>
          {text.discard}
        </Button>
        <Button
          disabled={!mayOperate || problems.size > 0 || changes.length === 0}
          title={mayOperate ? undefined : text.mayNot}
          onClick={() => setReviewing(true)}
        >
          {text.review}
        </Button>
      </span>
      {reviewing ? (
        <SaveDialog
          lead={reviewLead}
          changes={changes}
          save={save}
          onSaved={({ version }) => {
            setReviewing(false)
            setSavedVersion(version)
          }}
          onLoad={() => {
            setReviewing(false)
            save.reset()
            void editor.load()
          }}
          onClose={() => {
            setReviewing(false)
            save.reset()
          }}
        />
      ) : null}
    </div>
  )
}
