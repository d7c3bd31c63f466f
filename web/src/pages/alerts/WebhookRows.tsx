import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPlus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { testWebhook, type AlertSettingsInput } from '../../data/alerts.ts'
import { text } from './text.ts'

type Webhooks = NonNullable<AlertSettingsInput['webhooks']>

export interface WebhookRowsProps {
  readonly webhooks: Webhooks
  /** Names of those that the server knows already: they can be tried. */
  readonly stored: readonly string[]
  readonly mayChange: boolean
  readonly onChange: (webhooks: Webhooks) => void
}

export function WebhookRows({ webhooks, stored, mayChange, onChange }: WebhookRowsProps) {
  const change = (at: number, part: Partial<Webhooks[number]>) =>
    onChange(webhooks.map((one, index) => (index === at ? { ...one, ...part } : one)))
  const test = useMutation({
    mutationFn: testWebhook,
    onSuccess: ({ passed, reason }) => notifications.show({ color: passed ? 'teal' : 'red', message: reason }),
    onError: (error) => notifications.show({ color: 'red', message: error.message }),
  })
  return (
    <Stack gap={8} role="group" aria-label={text.webhooks}>
      <div>
        <strong style={{ fontSize: 14, fontWeight: 550 }}>{text.webhooks}</strong>
        <p style={{ margin: 0, fontSize: 12 }} className="faint">
          {text.webhooksHint}
        </p>
      </div>
      {webhooks.map((webhook, index) => (
        // Names can be changed, so only the place tells the rows apart.
        // oxlint-disable-next-line react/no-array-index-key -- rows are only added at the end
        <Group key={index} gap={8} align="end" wrap="wrap">
          <TextInput
            label={text.webhookKey}
            w={120}
            required
            value={webhook.key}
            onChange={(event) => change(index, { key: event.currentTarget.value })}
            disabled={!mayChange}
          />
          <TextInput
            label={text.webhookUrl}
            style={{ flex: 1, minWidth: 200 }}
            required
            value={webhook.url}
            onChange={(event) => change(index, { url: event.currentTarget.value })}
            disabled={!mayChange}
          />
          <Checkbox
            label={text.webhookActive}
            mb={8}
            checked={webhook.active ?? true}
            onChange={(event) => change(index, { active: event.currentTarget.checked })}
            disabled={!mayChange}
          />
          <Button
            variant="default"
            disabled={!mayChange || !stored.includes(webhook.key)}
            loading={test.isPending && test.variables === webhook.key}
            onClick={() => test.mutate(webhook.key)}
          >
            {text.test}
          </Button>
          <Button
            variant="subtle"
            color="red"
            disabled={!mayChange}
            onClick={() => onChange(webhooks.filter((_, at) => at !== index))}
          >
            {text.remove}
            <span className="unseen"> {webhook.key}</span>
          </Button>
        </Group>
      ))}
      <Button
        variant="default"
        w="fit-content"
        leftSection={<IconPlus size={15} />}
        disabled={!mayChange}
        onClick={() => onChange([...webhooks, { key: '', url: '' }])}
      >
        {text.addWebhook}
      </Button>
    </Stack>
  )
}
