import { Button, Group, Stack } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { CopyAction } from '../../ui/CopyButton.tsx'
import classes from './KeysPage.module.css'
import { text } from './text.ts'

export function MadeKeyView({ value, onDone }: { value: string; onDone: () => void }) {
  return (
    <Stack gap={14}>
      <p className={classes.warning} role="status">
        <IconAlertTriangle size={16} aria-hidden="true" />
        {text.madeWarning}
      </p>
      <code className={classes.secret} data-testid="new-key">
        {value}
      </code>
      <Group justify="flex-end" gap={8}>
        <CopyAction value={value} label="Copy the key" variant="filled" />
        <Button size="compact-sm" variant="default" onClick={onDone}>
          {text.done}
        </Button>
      </Group>
    </Stack>
  )
}
