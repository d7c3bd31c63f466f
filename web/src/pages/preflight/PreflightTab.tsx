import { Button, Checkbox, Group } from '@mantine/core'
import { IconPlaneDeparture } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { runPreflight } from '../../data/preflight.ts'
import { useMayOperate } from '../../data/useMayOperate.ts'
import { NothingHere } from '../../ui/NothingHere.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import classes from './PreflightTab.module.css'
import { PreflightResult } from './PreflightResult.tsx'
import { SampleForm } from './SampleForm.tsx'
import { text } from './text.ts'

/** `campaign` is its reference. */
export function PreflightTab({ campaign }: { campaign: string }) {
  const mayOperate = useMayOperate()
  const [send, setSend] = useState(false)
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({})
  const run = useMutation({ mutationFn: () => runPreflight(campaign, { send, fields: given }) })
  return (
    <div>
      <p className={classes.lead}>{text.lead}</p>
      <Group gap={16} mb={16}>
        <Button
          leftSection={<IconPlaneDeparture size={15} />}
          disabled={!mayOperate}
          title={mayOperate ? undefined : text.mayNot}
          loading={run.isPending}
          onClick={() => run.mutate()}
        >
          {run.data ? text.again : text.run}
        </Button>
        <Checkbox
          label={text.send}
          checked={send}
          disabled={!mayOperate}
          onChange={(event) => setSend(event.currentTarget.checked)}
        />
      </Group>
      {run.error ? (
        <ProblemNotice what={text.failed} error={run.error} onRetry={() => run.mutate()} />
      ) : run.data ? (
        <>
          <PreflightResult found={run.data} />
          <SampleForm sample={run.data.sample} leftOut={run.data.leftOut} given={given} onChange={setGiven} />
        </>
      ) : run.isPending ? null : (
        <NothingHere title={text.notYet} hint={text.notYetHint} />
      )}
    </div>
  )
}
