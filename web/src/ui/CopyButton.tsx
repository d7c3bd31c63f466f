import { ActionIcon, Button, CopyButton as MantineCopy, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'

/** A small icon that copies `value`; `what` names it for a screen reader ("lead ID"). */
export function CopyIcon({ value, what }: { value: string; what: string }) {
  return (
    <MantineCopy value={value} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? 'Copied' : `Copy ${what}`}>
          <ActionIcon
            size={24}
            variant="subtle"
            color="gray"
            aria-label={copied ? 'Copied' : `Copy ${what}`}
            onClick={copy}
          >
            {copied ? (
              <IconCheck size={14} color="var(--sy-good)" />
            ) : (
              <IconCopy size={14} color="var(--sy-ink-faint)" />
            )}
          </ActionIcon>
        </Tooltip>
      )}
    </MantineCopy>
  )
}

export function CopyAction({ value, label, variant = 'default' }: { value: string; label: string; variant?: string }) {
  return (
    <MantineCopy value={value} timeout={1500}>
      {({ copied, copy }) => (
        <Button
          size="compact-sm"
          variant={variant}
          onClick={copy}
          leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
        >
          {copied ? 'Copied' : label}
        </Button>
      )}
    </MantineCopy>
  )
}
