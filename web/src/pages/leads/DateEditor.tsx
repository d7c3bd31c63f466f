import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useZone } from '../../data/useZone.ts'
import { isRange, presets } from './timeRange.ts'
import classes from './Toolbar.module.css'

const twoDays = /^(\d{4}-\d{2}-\d{2})?\.\.(\d{4}-\d{2}-\d{2})?$/

export function DateEditor({ date, onApply }: { date: string | null; onApply: (date: string) => void }) {
  const zone = useZone()
  const days = twoDays.exec(date ?? '')
  const [from, setFrom] = useState(days?.[1] ?? '')
  const [to, setTo] = useState(days?.[2] ?? '')
  const range = `${from}..${to}`
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isRange(range)) onApply(range)
      }}
    >
      <ul className={classes.entries}>
        {presets.map((preset) => (
          <li key={preset.range}>
            <button
              type="button"
              className={classes.entry}
              aria-pressed={preset.range === date}
              onClick={() => onApply(preset.range)}
            >
              {preset.label}
            </button>
          </li>
        ))}
      </ul>
      <Group gap={8} grow mt={6}>
        <TextInput type="date" label="From" value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
        <TextInput type="date" label="To" value={to} onChange={(event) => setTo(event.currentTarget.value)} />
      </Group>
      <p className={classes.hint}>Days begin and end in {zone}. Both days are included.</p>
      <Button type="submit" fullWidth disabled={!isRange(range)}>
        Apply
      </Button>
    </form>
  )
}
