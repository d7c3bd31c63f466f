import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { Job } from '../../data/jobs.ts'
import { text } from './text.ts'

export function CancelDialog({ job, onClose, onCancel }: { job: Job; onClose: () => void; onCancel: () => void }) {
  return (
    <Modal opened onClose={onClose} title={text.cancelTitle(job.id)}>
      <Stack gap={14}>
        <Text size="sm">{text.cancelMeaning(job.total - job.done - job.cancelled)}</Text>
        <Group gap={8} justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {text.keepGoing}
          </Button>
          <Button color="red" onClick={onCancel}>
            {text.cancel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
