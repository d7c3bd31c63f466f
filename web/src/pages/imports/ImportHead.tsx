import { Button } from '@mantine/core'
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { importFilePath, isBusy, mayBeUndone, type Import } from '../../data/imports.ts'
import { useMayOperate } from '../../data/useMayOperate.ts'
import { fileSize } from '../../format/fileSize.ts'
import page from '../../ui/page.module.css'
import { Time } from '../../ui/Time.tsx'
import { DeleteDialog } from './DeleteDialog.tsx'
import classes from './ImportPage.module.css'
import { ImportPill } from './ImportPill.tsx'
import { purposes } from './importWords.ts'
import { text } from './text.ts'
import { UndoDialog } from './UndoDialog.tsx'

/** Which file, what it is for, who brought it, and what can still be done with it. */
export function ImportHead({ of }: { of: Import }) {
  const [asking, setAsking] = useState<'delete' | 'undo' | null>(null)
  const mayOperate = useMayOperate()
  const { file, campaign, purpose, state, actor, createdAt } = of
  const title = mayOperate ? undefined : text.mayNot
  return (
    <>
      <div className={classes.head}>
        <h1 className={page.title}>{file.name}</h1>
        <ImportPill state={state} />
        <span className={classes.tools}>
          {mayBeUndone(of) ? (
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={15} />}
              disabled={!mayOperate}
              title={title}
              onClick={() => setAsking('undo')}
            >
              {text.undo}…
            </Button>
          ) : null}
          {isBusy(of) || state === 'paused' ? null : (
            <Button
              variant="default"
              leftSection={<IconTrash size={15} />}
              disabled={!mayOperate}
              title={title}
              onClick={() => setAsking('delete')}
            >
              {text.delete}…
            </Button>
          )}
        </span>
      </div>
      <p className={classes.about}>
        {purposes[purpose].word}
        {campaign === null ? null : (
          <>
            {' · '}
            <Link to="/campaigns/$ref" params={{ ref: campaign }} className="link">
              {campaign}
            </Link>
          </>
        )}
        {' · '}
        {actor}
        {' · '}
        <Time at={createdAt} />
        {' · '}
        {file.kept ? (
          <a href={importFilePath(of.id)} download={file.name} className="link">
            {text.original}
          </a>
        ) : (
          text.gone
        )}{' '}
        ({fileSize(file.bytes)})
      </p>
      {asking === 'delete' ? <DeleteDialog of={of} onClose={() => setAsking(null)} /> : null}
      {asking === 'undo' ? <UndoDialog of={of} onClose={() => setAsking(null)} /> : null}
    </>
  )
}
