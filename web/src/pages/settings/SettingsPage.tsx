import { SegmentedControl, Select, Switch, useMantineColorScheme } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { schemes } from '../../app/schemes.ts'
import { meQuery, saveTimezone } from '../../data/me.ts'
import { browserZone, useZone } from '../../data/useZone.ts'
import { fullTime } from '../../format/time.ts'
import page from '../../ui/page.module.css'
import { setSingleKeys, singleKeysAreOn } from '../../ui/singleKeys.ts'
import { usePageTitle } from '../../ui/usePageTitle.ts'
import { text } from './text.ts'
import { zoneOptions } from './zoneOptions.ts'

export function SettingsPage() {
  usePageTitle(text.title)
  const zone = useZone()
  const { data: me } = useQuery(meQuery)
  const queryClient = useQueryClient()
  const [singleKeys, setKeys] = useState(singleKeysAreOn)
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const save = useMutation({
    mutationFn: saveTimezone,
    onSuccess: (saved) => {
      queryClient.setQueryData(meQuery.queryKey, saved)
      notifications.show({ message: text.saved })
    },
    onError: (error) => notifications.show({ color: 'red', message: `${text.notSaved} ${error.message}` }),
  })
  return (
    <div className={page.page}>
      <h1 className={page.title}>{text.title}</h1>
      <section className={page.section}>
        <h2 className={page.heading}>{text.times}</h2>
        <Select
          label={text.zone}
          description={text.zoneHint}
          data={zoneOptions([zone, browserZone()])}
          value={zone}
          onChange={(chosen) => chosen !== null && save.mutate(chosen)}
          disabled={save.isPending}
          searchable
          // Typing replaces the name that stands there instead of being put behind it.
          onFocus={(event) => event.currentTarget.select()}
          allowDeselect={false}
          nothingFoundMessage={text.noZone}
          maxDropdownHeight={320}
          limit={200}
          maw={420}
        />
        <p className={page.note}>
          {text.now} {fullTime(new Date().toISOString(), zone)}
        </p>
      </section>
      <section className={page.section}>
        <h2 className={page.heading}>{text.appearance}</h2>
        <SegmentedControl
          aria-label={text.theme}
          data={[...schemes]}
          value={colorScheme}
          onChange={(chosen) => setColorScheme(schemes.find((one) => one.value === chosen)?.value ?? 'auto')}
        />
      </section>
      <section className={page.section}>
        <h2 className={page.heading}>{text.shortcuts}</h2>
        <Switch
          label={text.singleKeys}
          description={text.singleKeysHint}
          checked={singleKeys}
          onChange={(event) => {
            setSingleKeys(event.currentTarget.checked)
            setKeys(event.currentTarget.checked)
          }}
        />
      </section>
      {me?.email ? (
        <section className={page.section}>
          <h2 className={page.heading}>{text.account}</h2>
          <p className={page.note}>
            {me.email} · {me.role ?? me.scope} · {me.account.name}
          </p>
        </section>
      ) : null}
    </div>
  )
}
