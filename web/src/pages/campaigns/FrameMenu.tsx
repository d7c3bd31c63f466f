import { Button, Popover } from '@mantine/core'
import { IconCalendar, IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { DateEditor } from '../leads/DateEditor.tsx'
import { rangeWords } from '../leads/timeRange.ts'
import { text } from './text.ts'

export function FrameMenu({ range, onChange }: { range: string; onChange: (range: string) => void }) {
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={280} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconCalendar size={15} />}
          rightSection={<IconChevronDown size={14} />}
          aria-label={`${text.frame}: ${rangeWords(range)}`}
          onClick={() => setOpened(!opened)}
        >
          {rangeWords(range)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <DateEditor
          date={range}
          onApply={(next) => {
            setOpened(false)
            onChange(next)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
