import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiProblem } from '../../../data/apiProblem.ts'
import { listsKey, listsQuery, writeMapper } from '../../../data/lists.ts'
import { ProblemNotice } from '../../../ui/ProblemNotice.tsx'
import { isDocumentKey } from '../isDocumentKey.ts'
import { text as listText } from '../picklist/text.ts'
import { text } from '../text.ts'

/** A mapper without codes; those are written on its own page. */
export function NewMapperDialog({ picklist, onClose }: { picklist: string | null; onClose: () => void }) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const { data } = useQuery(listsQuery)
  const [key, setKey] = useState('')
  const [list, setList] = useState(picklist)
  const make = useMutation({
    // What has no code yet must not go out wrong.
    mutationFn: () => writeMapper(key.trim(), { ...(list === null ? {} : { picklist: list }), missing: 'hold' }, null),
    onSuccess: async (made) => {
      await queryClient.invalidateQueries({ queryKey: listsKey })
      onClose()
      await navigate({ to: '/lists/mappers/$key', params: { key: made.key } })
    },
  })
  const isTaken = make.error instanceof ApiProblem && make.error.code === 'version_conflict'
  const isWrong = key.trim() !== '' && !isDocumentKey(key.trim())
  return (
    <Modal opened onClose={onClose} title={text.newMapper}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate()
        }}
      >
        <Stack gap={14}>
          <TextInput
            data-autofocus
            label={text.key}
            description={text.keyHint}
            required
            maxLength={64}
            error={isTaken ? text.keyTaken : isWrong ? text.keyWrong : undefined}
            value={key}
            onChange={(event) => {
              make.reset()
              setKey(event.currentTarget.value)
            }}
          />
          <Select
            label={text.ofList}
            description={text.ofListHint}
            placeholder={text.noList}
            clearable
            searchable
            data={data?.picklists.map((one) => ({ value: one.key, label: one.name })) ?? []}
            value={list}
            onChange={setList}
          />
          {make.error && !isTaken ? <ProblemNotice what={listText.saveFailed} error={make.error} /> : null}
          <Group gap={8} justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {text.cancel}
            </Button>
            <Button type="submit" loading={make.isPending} disabled={!isDocumentKey(key.trim())}>
              {text.make}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
