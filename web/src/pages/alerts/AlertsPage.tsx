import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import page from '../../ui/page.module.css'
import { usePageTitle } from '../../ui/usePageTitle.ts'
import { AlertsTab } from './AlertsTab.tsx'
import { alertTabs } from './alertsSearch.ts'
import { MessagesTab } from './MessagesTab.tsx'
import { SettingsTab } from './SettingsTab.tsx'
import { text } from './text.ts'

export function AlertsPage() {
  usePageTitle(text.title)
  const { tab = 'open' } = useSearch({ from: '/signedIn/alerts' })
  const navigate = useNavigate()
  const show = (next: string | null) => {
    const known = alertTabs.find((one) => one === next)
    void navigate({ to: '/alerts', search: known === undefined || known === 'open' ? {} : { tab: known } })
  }
  return (
    <div className={page.page}>
      <h1 className={page.title}>{text.title}</h1>
      <p className={page.lead}>{text.lead}</p>
      <Tabs value={tab} onChange={show} keepMounted={false}>
        <Tabs.List mb={16}>
          {alertTabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {text.tabs[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="open">
          <AlertsTab open />
        </Tabs.Panel>
        <Tabs.Panel value="ended">
          <AlertsTab open={false} />
        </Tabs.Panel>
        <Tabs.Panel value="messages">
          <MessagesTab />
        </Tabs.Panel>
        <Tabs.Panel value="settings">
          <SettingsTab />
        </Tabs.Panel>
      </Tabs>
    </div>
  )
}
