import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { text } from './text.ts'

/** Asks before what was typed is left behind; another part of the same page is no leaving. */
export function UnsavedGuard({ isDirty }: { isDirty: boolean }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  })
  if (status !== 'blocked') return null
  return (
    <Modal opened onClose={reset} title={text.leaveTitle}>
      <Stack gap={14}>
        <Text size="sm">{text.leaveWords}</Text>
        <Group gap={8} justify="flex-end">
          <Button variant="default" data-autofocus onClick={reset}>
            {text.stay}
          </Button>
          <Button color="red" onClick={proceed}>
            {text.leave}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
