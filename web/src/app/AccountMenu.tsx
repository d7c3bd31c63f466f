import { Menu } from '@mantine/core'
import { IconBook, IconKey, IconKeyboard, IconLogout, IconSettings } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { notifications } from '@mantine/notifications'
import { meQuery, signOut } from '../data/me.ts'
import { useZone } from '../data/useZone.ts'
import classes from './Shell.module.css'

export function AccountMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const { data: me } = useQuery(meQuery)
  const zone = useZone()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const name = me?.name || me?.email || 'Account'

  const leave = async () => {
    try {
      await signOut()
    } catch (error) {
      notifications.show({ color: 'red', message: `You are still signed in: ${String(error)}` })
      return
    }
    // Nothing of this account may stay in memory for whoever signs in next.
    queryClient.clear()
    sessionStorage.clear()
    await navigate({ to: '/sign-in' })
  }

  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <button type="button" className={classes.account}>
          <span className={classes.initial} data-initial={name.slice(0, 1).toUpperCase()} aria-hidden="true" />
          <span className="unseen">Account of </span>
          <span className={classes.name}>{name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {me?.email ? <Menu.Label>{me.email}</Menu.Label> : null}
        <Menu.Item leftSection={<IconSettings size={15} />} onClick={() => void navigate({ to: '/settings' })}>
          Settings
          <span className="soft" style={{ display: 'block', fontSize: 12 }}>
            Times in {zone}
          </span>
        </Menu.Item>
        <Menu.Item leftSection={<IconKey size={15} />} onClick={() => void navigate({ to: '/keys' })}>
          API keys
        </Menu.Item>
        <Menu.Item component="a" href="/docs/api" target="_blank" rel="noreferrer" leftSection={<IconBook size={15} />}>
          Docs
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={15} />} rightSection={<kbd>?</kbd>} onClick={onShortcuts}>
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => void leave()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
