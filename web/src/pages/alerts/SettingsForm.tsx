import { Alert, Button, Checkbox, Group, MultiSelect, NumberInput, Stack, TagsInput, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { alertKinds, alertTitles } from '@switchyard/contract/alerts/words.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  alertSettingsQuery,
  saveAlertSettings,
  type AlertSettings,
  type AlertSettingsInput,
} from '../../data/alerts.ts'
import page from '../../ui/page.module.css'
import { MadeSecrets } from './MadeSecrets.tsx'
import { QuietHours } from './QuietHours.tsx'
import { text } from './text.ts'
import { WebhookRows } from './WebhookRows.tsx'

export const kindOptions = alertKinds.map((value) => ({ value, label: alertTitles[value] }))

const bounds = [
  ['rejectPercent', text.rejectPercent, 1, 100],
  ['rejectTimes', text.rejectTimes, 1.2, 100],
  ['rejectLeast', text.rejectLeast, 5, 100_000],
  ['rejectWindowMinutes', text.rejectWindow, 5, 1440],
  ['stuckMinutes', text.stuckMinutes, 2, 1440],
] as const

export function SettingsForm({ settings, mayChange }: { settings: AlertSettings; mayChange: boolean }) {
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState<AlertSettingsInput>(settings)
  const change = (part: Partial<AlertSettingsInput>) => setDraft((now) => ({ ...now, ...part }))
  const save = useMutation({
    mutationFn: () => saveAlertSettings(draft),
    onSuccess: (saved) => {
      const made = saved.webhooks.filter(({ secret }) => secret?.startsWith('whsec_'))
      notifications.show({ message: text.saved })
      // With a new secret on the screen the form stays as it is: it is shown once.
      if (made.length > 0) setDraft(masked(saved))
      else queryClient.setQueryData(alertSettingsQuery.queryKey, saved)
      void queryClient.invalidateQueries({ queryKey: ['alerts'] })
    },
  })
  const made = save.data?.webhooks.filter(({ secret }) => secret?.startsWith('whsec_')) ?? []
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <section className={page.section}>
        <h2 className={page.heading}>{text.who}</h2>
        <Stack gap={14} maw={760}>
          <TagsInput
            label={text.email}
            description={text.emailHint}
            value={[...(draft.email ?? [])]}
            onChange={(email) => change({ email })}
            disabled={!mayChange}
            clearable
          />
          <WebhookRows
            webhooks={draft.webhooks ?? []}
            stored={settings.webhooks.map(({ key }) => key)}
            mayChange={mayChange}
            onChange={(webhooks) => change({ webhooks })}
          />
          {made.length > 0 ? <MadeSecrets webhooks={made} /> : null}
          <TextInput
            label={text.linksTo}
            description={text.linksToHint}
            value={draft.linksTo ?? ''}
            onChange={(event) => change({ linksTo: event.currentTarget.value.trim() || null })}
            disabled={!mayChange}
          />
          <MultiSelect
            label={text.mutedKinds}
            data={kindOptions}
            value={[...(draft.muted ?? [])]}
            onChange={(chosen) => change({ muted: alertKinds.filter((kind) => chosen.includes(kind)) })}
            disabled={!mayChange}
            clearable
          />
          <Checkbox
            label={text.tellClosed}
            checked={draft.tellClosed ?? true}
            onChange={(event) => change({ tellClosed: event.currentTarget.checked })}
            disabled={!mayChange}
          />
        </Stack>
      </section>
      <section className={page.section}>
        <h2 className={page.heading}>{text.quiet}</h2>
        <QuietHours
          hours={draft.quietHours ?? null}
          mayChange={mayChange}
          onChange={(quietHours) => change({ quietHours })}
        />
      </section>
      <section className={page.section}>
        <h2 className={page.heading}>{text.bounds}</h2>
        <Group gap={14} align="end">
          {bounds.map(([name, label, min, max]) => (
            <NumberInput
              key={name}
              label={label}
              min={min}
              max={max}
              w={210}
              value={draft.bounds?.[name] ?? ''}
              onChange={(value) =>
                change({ bounds: { ...draft.bounds, ...(value === '' ? {} : { [name]: Number(value) }) } })
              }
              disabled={!mayChange}
            />
          ))}
        </Group>
      </section>
      {save.error ? (
        <Alert color="red" variant="light" role="alert" mb={12}>
          {text.notSaved} {save.error.message}
        </Alert>
      ) : null}
      <Button
        type="submit"
        mt={12}
        mb={20}
        loading={save.isPending}
        disabled={!mayChange}
        title={mayChange ? undefined : text.mayNotSettings}
      >
        {text.save}
      </Button>
    </form>
  )
}

function masked(saved: AlertSettings): AlertSettingsInput {
  return { ...saved, webhooks: saved.webhooks.map((webhook) => ({ ...webhook, secret: '••••' })) }
}
