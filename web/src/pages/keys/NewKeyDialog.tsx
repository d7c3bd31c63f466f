import { Alert, Autocomplete, Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createKey, keysQuery, type ApiKey } from '../../data/keys.ts'
import { setupKeysQuery } from '../../data/setup.ts'
import { useZone } from '../../data/useZone.ts'
import { addDays, startOfDay } from '../../format/zone.ts'
import { MadeKeyView } from './MadeKeyView.tsx'
import { scopeWords, text } from './text.ts'

type Scope = ApiKey['scope']
const scopes: readonly Scope[] = ['ingest', 'operate', 'read', 'admin']

export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const zone = useZone()
  const queryClient = useQueryClient()
  const { data: suppliers } = useQuery(setupKeysQuery('suppliers'))
  const [name, setName] = useState('')
  const [scope, setScope] = useState<Scope>('ingest')
  const [supplier, setSupplier] = useState('')
  const [lastDay, setLastDay] = useState('')
  const make = useMutation({
    mutationFn: () =>
      createKey({
        name: name.trim(),
        scope,
        ...(scope === 'ingest' ? { supplier: supplier.trim() } : {}),
        // Valid through the whole of its last day.
        ...(lastDay === '' ? {} : { expiresAt: startOfDay(addDays(lastDay, 1), zone).toISOString() }),
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keysQuery.queryKey }),
  })
  const made = make.data
  return (
    <Modal
      opened
      onClose={onClose}
      title={made ? text.made : text.create}
      // A key that is shown only once must not vanish with a stray click.
      closeOnClickOutside={!made}
      closeOnEscape={!made}
      withCloseButton={!made}
    >
      {made ? (
        <MadeKeyView value={made.key} onDone={onClose} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            make.mutate()
          }}
        >
          <Stack gap={14}>
            <TextInput
              data-autofocus
              label={text.name}
              description={text.nameHint}
              required
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Select
              label={text.scope}
              data={scopes.map((one) => ({
                value: one,
                label: `${scopeWords[one].name} — ${scopeWords[one].meaning}`,
              }))}
              value={scope}
              onChange={(chosen) => setScope(scopes.find((one) => one === chosen) ?? 'ingest')}
              allowDeselect={false}
            />
            {scope === 'ingest' ? (
              <Autocomplete
                label={text.supplier}
                description={text.supplierHint}
                required
                data={suppliers ?? []}
                value={supplier}
                onChange={setSupplier}
              />
            ) : null}
            <TextInput
              type="date"
              label={text.expires}
              description={text.expiresHint}
              value={lastDay}
              onChange={(event) => setLastDay(event.currentTarget.value)}
            />
            {make.error ? (
              <Alert color="red" variant="light" role="alert">
                {make.error.message}
              </Alert>
            ) : null}
            <Group justify="flex-end" gap={8}>
              <Button variant="default" onClick={onClose}>
                {text.cancel}
              </Button>
              <Button type="submit" loading={make.isPending} disabled={name.trim() === ''}>
                {text.make}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}
