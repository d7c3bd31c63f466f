import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { undoImport, type Import } from '../../data/imports.ts'
import { text } from './text.ts'

export function UndoDialog({ of, onClose }: { of: Pick<Import, 'id' | 'counts'>; onClose: () => void }) {
  const queryClient = useQueryClient()
  const undo = useMutation({
    mutationFn: () => undoImport(of.id),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['imports'] })
      void queryClient.invalidateQueries({ queryKey: ['jobs'] })
      onClose()
    },
    onError: (error) => notifications.show({ color: 'red', message: error.message }),
  })
  return (
    <Modal opened onClose={onClose} title={text.undoTitle}>
      <Stack gap={14}>
        <Text size="sm">{text.undoMeaning(of.counts.create)}</Text>
        <Group gap={8} justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {text.keep}
          </Button>
          <Button color="red" loading={undo.isPending} onClick={() => undo.mutate()}>
            {text.undo}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
