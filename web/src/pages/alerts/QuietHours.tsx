import { Checkbox, Group, MultiSelect, Select, Stack, TextInput } from '@mantine/core'
import { alertKinds, alertTitles } from '@switchyard/contract/alerts/words.ts'
import type { AlertSettingsInput } from '../../data/alerts.ts'
import { useZone } from '../../data/useZone.ts'
import { zoneOptions } from '../settings/zoneOptions.ts'
import { text } from './text.ts'

type Hours = NonNullable<AlertSettingsInput['quietHours']>

export interface QuietHoursProps {
  readonly hours: Hours | null
  readonly mayChange: boolean
  readonly onChange: (hours: Hours | null) => void
}

export function QuietHours({ hours, mayChange, onChange }: QuietHoursProps) {
  const zone = useZone()
  return (
    <Stack gap={12} maw={620}>
      <Checkbox
        label={text.quietOn}
        description={text.quietHint}
        checked={hours !== null}
        disabled={!mayChange}
        onChange={(event) =>
          onChange(event.currentTarget.checked ? { from: '22:00', to: '07:00', timezone: zone, except: [] } : null)
        }
      />
      {hours ? (
        <>
          <Group gap={12} align="end">
            <TextInput
              type="time"
              label={text.from}
              value={hours.from}
              disabled={!mayChange}
              onChange={(event) => onChange({ ...hours, from: event.currentTarget.value })}
            />
            <TextInput
              type="time"
              label={text.to}
              value={hours.to}
              disabled={!mayChange}
              onChange={(event) => onChange({ ...hours, to: event.currentTarget.value })}
            />
            <Select
              label={text.zone}
              data={zoneOptions([hours.timezone, zone])}
              value={hours.timezone}
              disabled={!mayChange}
              searchable
              allowDeselect={false}
              limit={200}
              onChange={(timezone) => timezone !== null && onChange({ ...hours, timezone })}
            />
          </Group>
          <MultiSelect
            label={text.except}
            data={alertKinds.map((value) => ({ value, label: alertTitles[value] }))}
            value={[...(hours.except ?? [])]}
            disabled={!mayChange}
            clearable
            onChange={(chosen) => onChange({ ...hours, except: alertKinds.filter((kind) => chosen.includes(kind)) })}
          />
        </>
      ) : null}
    </Stack>
  )
}
