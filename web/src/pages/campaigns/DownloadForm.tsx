import { Button, Group, MultiSelect, Radio, Stack } from '@mantine/core'
import { furtherExportHeadings, standardExportHeadings } from '@switchyard/contract/jobs/exportHeadings.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { downloadLeads, type DownloadRequest } from '../../data/campaigns.ts'
import type { Job } from '../../data/jobs.ts'
import { totalsQuery } from '../../data/leads.ts'
import type { CampaignSetup } from '../../data/setup.ts'
import { humanise } from '../../format/humanise.ts'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import classes from './DownloadForm.module.css'
import { FileHelp } from './FileHelp.tsx'
import { FrameMenu } from './FrameMenu.tsx'
import { text } from './text.ts'
import { useFrame } from './useFrame.ts'

export interface DownloadFormProps {
  readonly campaign: CampaignSetup
  readonly range: string
  readonly onJob: (job: Job) => void
  readonly onClose: () => void
}

type Status = NonNullable<DownloadRequest['status']>
const statuses = ['rejected', 'accepted', 'all'] as const satisfies readonly Status[]

export function DownloadForm({ campaign, range: first, onJob, onClose }: DownloadFormProps) {
  const [status, setStatus] = useState<Status>('rejected')
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx')
  const [columns, setColumns] = useState<readonly string[] | null>(null)
  const [range, setRange] = useState(first)
  const frame = useFrame(range)
  const queryClient = useQueryClient()
  const fields = campaign.fields.map(({ key: value, label }) => ({ value, label: label ?? humanise(value) }))
  const download = useMutation({
    mutationFn: () => {
      const { from, to } = frame.instants()
      const request = {
        status,
        format,
        ...(from === null ? {} : { from }),
        ...(to === null ? {} : { to }),
        ...(columns === null ? {} : { columns }),
      }
      return downloadLeads(campaign.reference, request)
    },
    onSuccess: (job) => {
      void queryClient.invalidateQueries({ queryKey: ['jobs'] })
      onJob(job)
    },
  })
  const search = { campaign: campaign.reference, test: 'false', ...(status === 'all' ? {} : { status }) }
  const { data: found } = useQuery({
    ...totalsQuery({ ...search, ...spanOf(frame.instants) }),
    // The same question as long as nothing else is chosen, though "now" moves on.
    queryKey: ['leadTotals', search, range, frame.timezone],
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        download.mutate()
      }}
    >
      <Stack gap={18}>
        <Radio.Group
          label={text.downloadWhich}
          value={status}
          onChange={(value) => setStatus(statuses.find((one) => one === value) ?? 'rejected')}
        >
          <div className={classes.choices}>
            {statuses.map((one) => (
              <Radio
                key={one}
                value={one}
                label={text.downloadStatus[one]}
                description={text.downloadStatusMeaning[one]}
              />
            ))}
          </div>
        </Radio.Group>
        <div className={classes.frame}>
          <FrameMenu range={range} onChange={setRange} />
          <span role="status" className="soft tabular">
            {found ? text.downloadCount(found.leads, true) : ''}
          </span>
        </div>
        <Radio.Group
          label={text.downloadFormat}
          value={format}
          onChange={(value) => setFormat(value === 'csv' ? 'csv' : 'xlsx')}
        >
          <Stack gap={8} mt={6}>
            <Radio value="xlsx" label={text.xlsx} description={text.xlsxMeaning} />
            <Radio value="csv" label={text.csv} description={text.csvMeaning} />
          </Stack>
        </Radio.Group>
        <Radio.Group
          label={text.downloadColumns}
          value={columns === null ? 'standard' : 'chosen'}
          onChange={(value) =>
            setColumns(
              value === 'standard' ? null : [...standardExportHeadings, ...fields.map(({ value: one }) => one)],
            )
          }
        >
          <Stack gap={8} mt={6}>
            <Radio value="standard" label={text.standardColumns} description={text.standardColumnsMeaning} />
            <Radio value="chosen" label={text.chosenColumns} />
          </Stack>
        </Radio.Group>
        {columns === null ? null : (
          <MultiSelect
            label={text.whichColumns}
            description={text.whichColumnsMeaning}
            searchable
            clearable
            hidePickedOptions
            data={[
              { group: text.platformColumns, items: [...standardExportHeadings, ...furtherExportHeadings] },
              { group: text.fieldColumns, items: fields },
            ]}
            value={[...columns]}
            onChange={setColumns}
          />
        )}
        {download.error ? <ProblemNotice what={text.downloadFailed} error={download.error} /> : null}
        <FileHelp />
        <Group gap={8} justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
          <Button type="submit" loading={download.isPending} disabled={columns?.length === 0}>
            {text.downloadGo}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function spanOf(instants: () => { from: string | null; to: string | null }): Readonly<Record<string, string>> {
  const { from, to } = instants()
  return { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) }
}
