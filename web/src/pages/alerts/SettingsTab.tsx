import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { alertSettingsQuery, mailAccountQuery } from '../../data/alerts.ts'
import { meQuery } from '../../data/me.ts'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { MailForm } from './MailForm.tsx'
import { SettingsForm } from './SettingsForm.tsx'
import { text } from './text.ts'

export function SettingsTab() {
  const settings = useQuery(alertSettingsQuery)
  const mail = useQuery(mailAccountQuery)
  const { data: me } = useQuery(meQuery)
  const mayChange = me?.scope === 'admin'
  const failed = settings.error ?? mail.error
  if (failed) {
    const retry = () => void Promise.all([settings.refetch(), mail.refetch()])
    return <ProblemNotice what={text.settingsFailed} error={failed} onRetry={retry} />
  }
  if (!settings.data || mail.data === undefined) return <Skeleton h={400} />
  return (
    <>
      <SettingsForm key={settings.data.version} settings={settings.data} mayChange={mayChange} />
      <MailForm key={`mail ${mail.data?.version ?? 0}`} account={mail.data} mayChange={mayChange} />
    </>
  )
}
