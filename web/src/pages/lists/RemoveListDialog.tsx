import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { listsKey, removeList, type ListNoun } from '../../data/lists.ts'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { text } from './picklist/text.ts'

export interface RemoveListDialogProps {
  readonly noun: ListNoun
  readonly documentKey: string
  readonly name: string
  readonly onClose: () => void
}

export function RemoveListDialog({ noun, documentKey, name, onClose }: RemoveListDialogProps) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const remove = useMutation({
    mutationFn: () => removeList(noun, documentKey),
    onSuccess: async () => {
      await navigate({ to: '/lists' })
      queryClient.removeQueries({ queryKey: [...listsKey, noun, documentKey] })
      await queryClient.invalidateQueries({ queryKey: listsKey })
    },
  })
  return (
    <Modal opened onClose={onClose} title={text.removeTitle(name)}>
      <Stack gap={14}>
        <Text size="sm">{text.removeWords}</Text>
        {remove.error ? <ProblemNotice what={text.saveFailed} error={remove.error} /> : null}
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
