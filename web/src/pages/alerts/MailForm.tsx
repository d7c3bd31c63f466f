import { Alert, Button, Group, NumberInput, PasswordInput, Select, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  mailAccountQuery,
  saveMailAccount,
  testMail,
  type MailAccount,
  type MailAccountInput,
} from '../../data/alerts.ts'
import { meQuery } from '../../data/me.ts'
import page from '../../ui/page.module.css'
import { text } from './text.ts'

const empty: MailAccountInput = { host: '', port: 587, security: 'starttls', from: '' }
const securities = ['tls', 'starttls', 'none'] as const

export function MailForm({ account, mayChange }: { account: MailAccount | null; mayChange: boolean }) {
  const queryClient = useQueryClient()
  const { data: me } = useQuery(meQuery)
  const [draft, setDraft] = useState<MailAccountInput>(account ?? empty)
  const [to, setTo] = useState(me?.email ?? '')
  const change = (part: Partial<MailAccountInput>) => setDraft((now) => ({ ...now, ...part }))
  const save = useMutation({
    mutationFn: () => saveMailAccount(draft),
    onSuccess: (saved) => {
      queryClient.setQueryData(mailAccountQuery.queryKey, saved)
      notifications.show({ message: text.saved })
    },
  })
  const test = useMutation({
    mutationFn: testMail,
    onSuccess: ({ passed, reason }) => notifications.show({ color: passed ? 'teal' : 'red', message: reason }),
    onError: (error) => notifications.show({ color: 'red', message: error.message }),
  })
  const field = (name: 'host' | 'user' | 'from' | 'fromName', label: string, required = false) => (
    <TextInput
      label={label}
      required={required}
      w={260}
      value={draft[name] ?? ''}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
      disabled={!mayChange}
    />
  )
  return (
    <section className={page.section}>
      <h2 className={page.heading}>{text.mail}</h2>
      <p className={page.note}>{text.mailHint}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Group gap={14} align="end" my={12}>
          {field('host', text.host, true)}
          <NumberInput
            label={text.port}
            w={110}
            min={1}
            max={65_535}
            value={draft.port ?? 587}
            onChange={(port) => port !== '' && change({ port: Number(port) })}
            disabled={!mayChange}
          />
          <Select
            label={text.security}
            w={220}
            data={securities.map((value) => ({ value, label: text.securities[value] }))}
            value={draft.security ?? 'starttls'}
            allowDeselect={false}
            onChange={(chosen) => change({ security: securities.find((one) => one === chosen) ?? 'starttls' })}
            disabled={!mayChange}
          />
          {field('user', text.user)}
          <PasswordInput
            label={text.password}
            w={260}
            autoComplete="new-password"
            value={draft.password ?? ''}
            onChange={(event) => change({ password: event.currentTarget.value })}
            disabled={!mayChange}
          />
          {field('from', text.sender, true)}
          {field('fromName', text.senderName)}
        </Group>
        {save.error ? (
          <Alert color="red" variant="light" role="alert" mb={12}>
            {text.notSaved} {save.error.message}
          </Alert>
        ) : null}
        <Button
          type="submit"
          loading={save.isPending}
          disabled={!mayChange}
          title={mayChange ? undefined : text.mayNotSettings}
        >
          {text.save}
        </Button>
      </form>
      {account && mayChange ? (
        <Group gap={8} align="end" mt={16}>
          <TextInput
            label={text.testTo}
            w={260}
            type="email"
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
          <Button variant="default" loading={test.isPending} disabled={to === ''} onClick={() => test.mutate(to)}>
            {text.test}
          </Button>
        </Group>
      ) : null}
    </section>
  )
}
