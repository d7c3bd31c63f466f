import { Button } from '@mantine/core'
import { useState } from 'react'
import { useMayOperate } from '../../../data/useMayOperate.ts'
import classes from '../ListPage.module.css'
import { text as listText } from '../picklist/text.ts'
import { RecheckNotice } from '../RecheckNotice.tsx'
import { SaveDialog } from '../SaveDialog.tsx'
import { text } from './text.ts'
import type { MapperEditor } from './useMapperEditor.ts'

/** What is not saved yet. */
export function MapperSaveBar({ editor }: { editor: MapperEditor }) {
  const mayOperate = useMayOperate()
  const [reviewing, setReviewing] = useState(false)
  const [savedVersion, setSavedVersion] = useState<number | null>(null)
  const { base, changes, problems, isDirty, save } = editor
  if (!isDirty) {
    return savedVersion === base.version ? (
      <RecheckNotice kind="mapper" documentKey={base.key} onClose={() => setSavedVersion(null)} />
    ) : null
  }
  return (
    <div className={classes.notice} data-tone="unsaved" role="region" aria-label={listText.unsaved(changes.length)}>
      <span className={classes.noticeWords}>
        <strong>{listText.unsaved(changes.length)}</strong>
        {problems.size > 0 ? listText.problems(problems.size) : null}
      </span>
      <span className={classes.actions}>
        <Button variant="default" onClick={editor.discard}>
          {listText.discard}
        </Button>
        <Button
          disabled={!mayOperate || problems.size > 0 || changes.length === 0}
          title={mayOperate ? undefined : text.mayNot}
          onClick={() => setReviewing(true)}
        >
          {listText.review}
        </Button>
      </span>
      {reviewing ? (
        <SaveDialog
          lead={text.reviewLead}
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
