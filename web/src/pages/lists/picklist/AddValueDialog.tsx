import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { listsKey, picklistUsageQuery, type Picklist, type UnknownValue } from '../../../data/lists.ts'
import { ProblemNotice } from '../../../ui/ProblemNotice.tsx'
import { addValue } from './addValue.ts'
import { CurePreview } from './CurePreview.tsx'
import { MapperCells } from './MapperCells.tsx'
import { text } from './text.ts'
import { useListCure } from './useListCure.ts'

/** Null: no code, on purpose. Left out: nobody has said yet. */
export type Cells = Readonly<Record<string, string | null>>

/** A value comes into the list, with its code in every mapper of it, so that none is forgotten. */
export function AddValueDialog(props: { list: Picklist; unknown: UnknownValue; onClose: () => void }) {
  const { list, unknown, onClose } = props
  const queryClient = useQueryClient()
  const { data: usage } = useQuery(picklistUsageQuery(list.key))
  const mappers = usage?.mappers.map(({ key }) => key) ?? []
  const [value, setValue] = useState(unknown.value)
  const [cells, setCells] = useState<Cells>({})
  const open = mappers.filter((key) => cells[key] === undefined || cells[key]?.trim() === '')
  const name = value.trim()
  const cure = { kind: 'addListValue' as const, value: name, mappers: trimmed(cells) }
  const [settled] = useDebouncedValue(name, 300)
  const { preview, run } = useListCure(
    unknown,
    settled === '' ? null : { kind: 'addListValue', value: settled, mappers: {} },
    onClose,
  )
  const write = useMutation({
    mutationFn: () => addValue(list.key, { value: name, spellings: unknown.spellings, cells: trimmed(cells) }),
    onSuccess: () => {
      onClose()
      return queryClient.invalidateQueries({ queryKey: listsKey })
    },
  })
  const isWaiting = unknown.causes.length > 0
  const error = isWaiting ? run.error : write.error
  return (
    <Modal opened onClose={onClose} title={text.addTitle(unknown.value)} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isWaiting) run.mutate(cure)
          else write.mutate()
        }}
      >
        <Stack gap={14}>
          <TextInput
            data-autofocus
            label={text.addAs}
            required
            maxLength={500}
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
          {usage ? <MapperCells mappers={mappers} cells={cells} onChange={setCells} /> : null}
          <CurePreview preview={preview} waiting={unknown.waiting} />
          {error ? <ProblemNotice what={text.saveFailed} error={error} /> : null}
          <Group gap={8} justify="flex-end">
            {open.length > 0 ? <span className="soft">{text.cellsOpen(open.length)}</span> : null}
            <Button variant="default" onClick={onClose}>
              {text.cancel}
            </Button>
            <Button
              type="submit"
              loading={run.isPending || write.isPending}
              disabled={!usage || open.length > 0 || name === ''}
            >
              {text.addNow(unknown.waiting)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function trimmed(cells: Cells): Record<string, string | null> {
  return Object.fromEntries(Object.entries(cells).map(([key, code]) => [key, code === null ? null : code.trim()]))
}
