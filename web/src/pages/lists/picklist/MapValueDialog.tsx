import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { listsKey, type Picklist, type UnknownValue } from '../../../data/lists.ts'
import { ProblemNotice } from '../../../ui/ProblemNotice.tsx'
import classes from '../ListPage.module.css'
import { addSynonyms } from './addValue.ts'
import { CurePreview } from './CurePreview.tsx'
import { text } from './text.ts'
import { useListCure } from './useListCure.ts'

export interface MapValueDialogProps {
  readonly list: Picklist
  readonly unknown: UnknownValue
  /** What was chosen already. */
  readonly to: string | null
  readonly onClose: () => void
}

/** What was sent becomes a synonym of a value that is there. */
export function MapValueDialog({ list, unknown, to: given, onClose }: MapValueDialogProps) {
  const queryClient = useQueryClient()
  const [to, setTo] = useState(given)
  const cure = to === null ? null : { kind: 'addSynonym' as const, value: unknown.value, to }
  const { preview, run } = useListCure(unknown, cure, onClose)
  const write = useMutation({
    mutationFn: (value: string) => addSynonyms(list.key, value, unknown.spellings),
    onSuccess: () => {
      onClose()
      return queryClient.invalidateQueries({ queryKey: listsKey })
    },
  })
  const isWaiting = unknown.causes.length > 0
  const error = isWaiting ? run.error : write.error
  return (
    <Modal opened onClose={onClose} title={text.mapTitle(unknown.value)} size="lg">
      <Stack gap={14}>
        <Text size="sm">{text.mapLead}</Text>
        {unknown.suggestions.length > 0 ? (
          <span className={classes.actions}>
            {unknown.suggestions.map(({ value, why }) => (
              <Button key={value} size="compact-sm" variant="default" title={why} onClick={() => setTo(value)}>
                {value}
              </Button>
            ))}
          </span>
        ) : null}
        <Select
          // A list that opens at once would cover what was chosen already.
          {...(given === null ? { 'data-autofocus': true } : {})}
          label={text.mapTarget}
          placeholder={text.mapPlaceholder}
          searchable
          limit={50}
          data={list.values.map(({ value }) => value)}
          value={to}
          onChange={setTo}
        />
        <CurePreview preview={preview} waiting={unknown.waiting} />
        {error ? <ProblemNotice what={text.saveFailed} error={error} /> : null}
        <Group gap={8} justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
          <Button
            {...(given === null ? {} : { 'data-autofocus': true })}
            loading={run.isPending || write.isPending}
            disabled={to === null}
            onClick={() => {
              if (cure === null) return
              if (isWaiting) run.mutate(cure)
              else write.mutate(cure.to)
            }}
          >
            {text.mapNow(unknown.waiting)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
