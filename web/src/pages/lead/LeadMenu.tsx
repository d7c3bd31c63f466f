import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { bulkFunctions } from '../leads/bulk/bulkFunctions.ts'
import type { BulkAction } from '../leads/bulk/draft.ts'
import { text } from './text.ts'

export interface LeadMenuProps {
  readonly mayOperate: boolean
  /** Null while nothing was sent for the lead. */
  readonly onCopyCurl: (() => void) | null
  readonly onFunction: (action: BulkAction) => void
  readonly onEditThenGoOn: () => void
}

/** With the keys that do the same on the lead's page. */
const functions = [
  ['return', 'T'],
  ['unsubscribe', 'U'],
  ['resubscribe', null],
  ['updateMoney', 'M'],
  ['delete', '#'],
] as const satisfies readonly (readonly [BulkAction, string | null])[]

/** What else can be done with the lead. */
export function LeadMenu({ mayOperate, onCopyCurl, onFunction, onEditThenGoOn }: LeadMenuProps) {
  const hint = mayOperate ? undefined : text.mayNotChange
  return (
    <Menu position="bottom-end" width={260} returnFocus>
      <Menu.Target>
        <ActionIcon size={36} variant="default" aria-label={text.moreActions} title={text.moreActions}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={!mayOperate} title={hint} rightSection={<kbd>⇧E</kbd>} onClick={onEditThenGoOn}>
          {text.editThenGoOn}
        </Menu.Item>
        {functions.map(([action, key]) => (
          <Menu.Item
            key={action}
            disabled={!mayOperate}
            title={hint}
            c={action === 'delete' ? 'var(--sy-bad)' : undefined}
            rightSection={key === null ? undefined : <kbd>{key}</kbd>}
            onClick={() => onFunction(action)}
          >
            {bulkFunctions[action].label}…
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item disabled={onCopyCurl === null} rightSection={<kbd>P</kbd>} onClick={() => onCopyCurl?.()}>
          {text.copyAsCurl}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
