import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { keysQuery, revokeKey, type ApiKey } from '../../data/keys.ts'
import { text } from './text.ts'

export function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const queryClient = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => revokeKey(apiKey.id),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: keysQuery.queryKey })
      notifications.show({ message: text.revoked })
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={text.revokeTitle(apiKey.name)}>
      <Stack gap={14}>
        <Text size="sm">
          <span className="mono">
            {apiKey.prefix}…{apiKey.last4}
          </span>
          <br />
          {text.revokeWarning}
        </Text>
        {revoke.error ? (
          <Alert color="red" variant="light" role="alert">
            {revoke.error.message}
          </Alert>
        ) : null}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {text.cancel}
          </Button>
          <Button color="red" loading={revoke.isPending} onClick={() => revoke.mutate()}>
            {text.revoke}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
