import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { deleteImport, importQuery, type Import } from '../../data/imports.ts'
import { text } from './text.ts'

export function DeleteDialog({ of, onClose }: { of: Import; onClose: () => void }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation({
    mutationFn: () => deleteImport(of.id),
    onSuccess: async () => {
      await navigate({ to: '/imports' })
      queryClient.removeQueries({ queryKey: importQuery(of.id).queryKey })
      void queryClient.invalidateQueries({ queryKey: ['imports', 'list'] })
      notifications.show({ message: text.deleted })
    },
    onError: (error) => notifications.show({ color: 'red', message: error.message }),
  })
  return (
    <Modal opened onClose={onClose} title={text.deleteTitle}>
      <Stack gap={14}>
        <Text size="sm">{text.deleteMeaning}</Text>
        <Group gap={8} justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {text.keep}
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {text.delete}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
