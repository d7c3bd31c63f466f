import { Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import type { Job } from '../../data/jobs.ts'
import type { CampaignSetup } from '../../data/setup.ts'
import { DownloadForm } from './DownloadForm.tsx'
import { DownloadRun } from './DownloadRun.tsx'
import { text } from './text.ts'

export interface DownloadDialogProps {
  readonly campaign: CampaignSetup
  /** What it begins with: that of the page. */
  readonly range: string
  readonly onClose: () => void
}

/** From the choices to the file. */
export function DownloadDialog({ campaign, range, onClose }: DownloadDialogProps) {
  const [job, setJob] = useState<Job | null>(null)
  const isNarrow = useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false })
  return (
    <Modal
      opened
      onClose={onClose}
      title={text.downloadTitle(campaign.name || campaign.reference)}
      size={620}
      fullScreen={isNarrow}
    >
      {job === null ? (
        <DownloadForm campaign={campaign} range={range} onJob={setJob} onClose={onClose} />
      ) : (
        <DownloadRun job={job} onClose={onClose} />
      )}
    </Modal>
  )
}
