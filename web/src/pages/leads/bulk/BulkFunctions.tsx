import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useMayOperate } from '../../../data/useMayOperate.ts'
import { useFocusBack } from '../../../ui/useFocusBack.ts'
import { useKeys } from '../../../ui/useKeys.ts'
import { useOpenGrid } from '../../fixGrid/useOpenGrid.ts'
import { selectionBody, type Selection } from '../selection.ts'
import classes from './BulkFunctions.module.css'
import { bulkFunctions } from './bulkFunctions.ts'
import type { BulkAction, Channels } from './draft.ts'
import { text } from './text.ts'

/** Read when it is first asked for. */
const BulkDialog = lazy(async () => ({ default: (await import('./BulkDialog.tsx')).BulkDialog }))

export interface BulkFunctionsProps {
  readonly selection: Selection
  readonly onChange: (selection: Selection) => void
}

interface Opened {
  readonly action: BulkAction
  readonly channels: Channels
}

const consents: readonly (Opened & { readonly label: string })[] = [
  { action: 'unsubscribe', channels: 'all', label: 'Unsubscribe from All' },
  { action: 'unsubscribe', channels: 'email', label: 'Unsubscribe from Email' },
  { action: 'unsubscribe', channels: 'sms', label: 'Unsubscribe from SMS' },
  { action: 'resubscribe', channels: 'all', label: 'Resubscribe to All' },
  { action: 'resubscribe', channels: 'email', label: 'Resubscribe to Email' },
  { action: 'resubscribe', channels: 'sms', label: 'Resubscribe to SMS' },
]
const shown = ['redeliver', 'return', 'updateMoney', 'edit', 'reprocess', 'export'] as const
const further = ['release', 'resolve', 'keepRejected', 'joinResponder'] as const
const keys = { redeliver: 'Shift R', return: 'T', updateMoney: 'M', delete: '#' } as const

/** What can be done with the chosen leads; each opens a window that plans it first. */
export function BulkFunctions({ selection, onChange }: BulkFunctionsProps) {
  const mayOperate = useMayOperate()
  const focus = useFocusBack()
  const [opened, setOpened] = useState<Opened | null>(null)
  const body = selectionBody(selection)
  const grid = useOpenGrid()
  const open = (action: BulkAction, channels: Channels = 'all') => {
    focus.remember()
    setOpened({ action, channels })
  }
  const onKey = (action: BulkAction) => () => {
    if (!mayOperate) return false
    open(action)
    return true
  }
  useKeys({
    R: onKey('redeliver'),
    t: onKey('return'),
    u: onKey('unsubscribe'),
    m: onKey('updateMoney'),
    '#': onKey('delete'),
  })
  if (body === null) return null
  const shared = {
    size: 'compact-sm',
    variant: 'default',
    disabled: !mayOperate,
  } as const
  const hint = (action: BulkAction) => {
    if (!mayOperate) return text.mayNot
    const { meaning } = bulkFunctions[action]
    const key = Object.hasOwn(keys, action) ? keys[action as keyof typeof keys] : null
    return key === null ? meaning : `${meaning} (${key})`
  }
  return (
    <div className={classes.functions} role="group" aria-label={text.functions}>
      {shown.map((action) => (
        <Button key={action} {...shared} title={hint(action)} onClick={() => open(action)}>
          {bulkFunctions[action].label}
        </Button>
      ))}
      <Menu position="top-start" returnFocus>
        <Menu.Target>
          <Button {...shared} rightSection={<IconChevronDown size={13} />}>
            {text.consent}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {consents.map(({ action, channels, label }) => (
            <Menu.Item
              key={label}
              rightSection={action === 'unsubscribe' && channels === 'all' ? <kbd>U</kbd> : undefined}
              onClick={() => open(action, channels)}
            >
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="top-start" returnFocus>
        <Menu.Target>
          <Button {...shared} rightSection={<IconChevronDown size={13} />}>
            {text.more}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={grid.opening} onClick={() => grid.open(body)}>
            {text.fixGrid}
          </Menu.Item>
          {further.map((action) => (
            <Menu.Item key={action} onClick={() => open(action)}>
              {bulkFunctions[action].label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button {...shared} className={classes.delete} title={hint('delete')} onClick={() => open('delete')}>
        {bulkFunctions.delete.label}
      </Button>
      {opened === null ? null : (
        <Suspense>
          <BulkDialog
            {...opened}
            selection={selection}
            body={body}
            onSelection={onChange}
            onClose={() => {
              setOpened(null)
              focus.goBack()
            }}
          />
        </Suspense>
      )}
    </div>
  )
}
