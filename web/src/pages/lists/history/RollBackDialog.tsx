import { Button, Group, Modal, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { listsKey, restoreVersion, versionQuery, type ListNoun } from '../../../data/lists.ts'
import { ProblemNotice } from '../../../ui/ProblemNotice.tsx'
import { Changes } from './Changes.tsx'
import { text } from './text.ts'

export interface RollBackDialogProps {
  readonly noun: ListNoun
  readonly documentKey: string
  readonly version: number
  /** The version that is on the page; null where it was deleted. */
  readonly newest: number | null
  readonly onClose: () => void
}

export function RollBackDialog({ noun, documentKey, version, newest, onClose }: RollBackDialogProps) {
  const queryClient = useQueryClient()
  const detail = useQuery(versionQuery(noun, documentKey, version))
  const [reason, setReason] = useState('')
  const restore = useMutation({
    mutationFn: () => restoreVersion(noun, documentKey, { version, reason: reason.trim(), newest }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: listsKey })
      onClose()
    },
  })
  const restoring = detail.data?.restoring
  return (
    <Modal opened onClose={onClose} title={text.dialogTitle(version)} size="lg">
      <Stack gap={14}>
        {restoring ? (
          newest === null ? (
            <Text size="sm">{text.comesBack}</Text>
          ) : restoring.changeCount === 0 ? (
            <Text size="sm">{text.wouldNotChange}</Text>
          ) : (
            <div>
              <Text size="sm" mb={6}>
                {text.wouldChange}
              </Text>
              <Changes {...restoring} />
            </div>
          )
        ) : detail.error ? (
          <ProblemNotice what={text.versionFailed} error={detail.error} onRetry={() => void detail.refetch()} />
        ) : (
          <Skeleton h={80} />
        )}
        <TextInput
          data-autofocus
          label={text.reason}
          description={text.reasonHint}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {restore.error ? <ProblemNotice what={text.restoreFailed} error={restore.error} /> : null}
        <Group gap={8} justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
          <Button loading={restore.isPending} disabled={!restoring} onClick={() => restore.mutate()}>
            {text.restore}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
