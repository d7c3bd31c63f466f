import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { IconDownload, IconUpload } from '@tabler/icons-react'
import classes from './Resolve.module.css'
import { text } from './text.ts'

const ways = [
  { what: 'download', label: text.download, Icon: IconDownload },
  { what: 'upload', label: text.upload, Icon: IconUpload },
] as const

/** The road by file, which is one campaign's. */
export function FileLinks({ campaign }: { campaign: string | null }) {
  return (
    <div className={classes.files}>
      {ways.map(({ what, label, Icon }) =>
        campaign === null ? (
          <Button
            key={what}
            variant="default"
            leftSection={<Icon size={15} aria-hidden="true" />}
            data-disabled
            aria-disabled
            title={text.chooseCampaign}
            onClick={(event) => event.preventDefault()}
          >
            {label}
          </Button>
        ) : (
          <Button
            key={what}
            variant="default"
            leftSection={<Icon size={15} aria-hidden="true" />}
            renderRoot={(props) => (
              <Link {...props} to="/campaigns/$ref" params={{ ref: campaign }} search={{ tab: 'summary', do: what }} />
            )}
          >
            {label}
          </Button>
        ),
      )}
    </div>
  )
}
