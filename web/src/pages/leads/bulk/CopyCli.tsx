import { Button } from '@mantine/core'
import type { JobRequest } from '../../../data/jobs.ts'
import { CopyAction } from '../../../ui/CopyButton.tsx'
import { cliLine } from './cliLine.ts'
import { text } from './text.ts'

/** The same job as a line for the command line, so that it can be repeated or scheduled. */
export function CopyCli({ request }: { request: JobRequest }) {
  const line = cliLine(request)
  if (line !== null) return <CopyAction value={line} label={text.copyCli} />
  return (
    <Button size="compact-sm" variant="default" disabled title={text.noCli}>
      {text.copyCli}
    </Button>
  )
}
