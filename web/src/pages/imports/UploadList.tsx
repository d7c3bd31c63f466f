import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { ApiProblem } from '../../data/apiProblem.ts'
import { assertNever } from '../../ui/assertNever.ts'
import { Pill } from '../../ui/Pill.tsx'
import { fileSize } from '../../format/fileSize.ts'
import { text } from './text.ts'
import classes from './UploadList.module.css'
import type { Sending, Uploads } from './useUploads.ts'

/** The files that were chosen, and what came of each. */
export function UploadList({ uploads }: { uploads: Uploads }) {
  if (uploads.files.length === 0) return null
  return (
    <ul className={classes.files}>
      {uploads.files.map(({ id, file, sending }) => (
        <li key={id} data-sending={sending.kind}>
          <span className={classes.name}>{file.name}</span>
          <span className="soft tabular">{fileSize(file.size)}</span>
          <span className={classes.state} role="status">
            <Told name={file.name} sending={sending} />
          </span>
          {sending.kind === 'waiting' || sending.kind === 'refused' ? (
            <ActionIcon
              size={26}
              variant="subtle"
              color="gray"
              aria-label={text.remove(file.name)}
              onClick={() => uploads.remove(id)}
            >
              <IconX size={14} />
            </ActionIcon>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function Told({ name, sending }: { name: string; sending: Sending }) {
  switch (sending.kind) {
    case 'waiting':
      return <span className="soft">{text.waiting}</span>
    case 'sending':
      return sending.share < 1 ? text.sending(Math.floor(sending.share * 100)) : text.looking
    case 'refused':
      return (
        <span className={classes.refused}>
          <Pill tone="bad" icon="cross">
            {text.refused}
          </Pill>{' '}
          {refusal(sending.error)}
        </span>
      )
    case 'uploaded':
      return (
        <>
          <Pill tone="good" icon="check">
            {text.uploaded}
          </Pill>{' '}
          <Link to="/imports/$id" params={{ id: sending.made.id }} className="link">
            {text.openImport(name)}
          </Link>
        </>
      )
    default:
      return assertNever(sending)
  }
}

/** Without the name of the part: there is only the file. */
function refusal(error: unknown): string {
  if (error instanceof ApiProblem && error.errors.length === 1) return error.errors[0]?.message ?? error.message
  return error instanceof Error ? error.message : String(error)
}
