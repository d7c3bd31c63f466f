import { Alert, Button, Checkbox, Group, Modal, Radio, Select, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Attempt } from '../../data/leadTypes.ts'
import { readDelivery, writeDelivery } from '../../data/setup.ts'
import { CodeBlock } from '../../ui/CodeBlock.tsx'
import { draftRule, jsonValues, ruleOf, type RuleDraft, type RuleOutcome } from './answerRuleOf.ts'
import { answerText } from './attemptText.ts'
import { text } from './text.ts'

type Answer = NonNullable<Attempt['response']>

const outcomes: readonly { readonly value: RuleOutcome; readonly label: string }[] = [
  { value: 'accepted', label: 'Accepted: the buyer took the lead' },
  { value: 'rejected', label: 'Rejected: the buyer does not want it' },
  { value: 'duplicate', label: 'Duplicate: the buyer has it already' },
  { value: 'retryable', label: 'Failed, to be tried again' },
  { value: 'throttled', label: 'Throttled: asked to slow down' },
  { value: 'pending', label: 'Pending: the result comes later' },
]

export interface RuleDialogProps {
  readonly delivery: string
  readonly answer: Answer
  readonly opened: boolean
  readonly onClose: () => void
}

/** One more answer rule for a delivery, made out of an answer that none of its rules knew. */
export function RuleDialog(props: RuleDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={text.ruleTitle(props.delivery)} size="lg">
      <RuleForm {...props} />
    </Modal>
  )
}

function RuleForm({ delivery, answer, onClose }: RuleDialogProps) {
  const [draft, setDraft] = useState<RuleDraft>(() => draftRule(answer))
  const [values] = useState(() => jsonValues(answer.body))
  const queryClient = useQueryClient()
  const rule = ruleOf(draft, answer.status)
  const add = useMutation({
    mutationFn: async () => {
      if (rule === null) throw new Error(text.ruleMatchesAll)
      const stored = await readDelivery(delivery)
      return writeDelivery({ ...stored, answers: [...stored.answers, rule] })
    },
    onSuccess: (stored) => {
      void queryClient.invalidateQueries({ queryKey: ['setup'] })
      notifications.show({ message: text.ruleAdded(stored.answers.length, stored.name || stored.key) })
      onClose()
    },
  })
  const change = (part: Partial<RuleDraft>) => setDraft({ ...draft, ...part })
  const paths = values.map(({ path, value }) => ({ value: path, label: `${path} is ${JSON.stringify(value)}` }))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate()
      }}
    >
      <Stack gap={14}>
        <CodeBlock text={answerText(answer)} label="Answer" what="the answer" />
        <Checkbox
          label={text.ruleStatus(answer.status)}
          checked={draft.withStatus}
          onChange={(event) => change({ withStatus: event.currentTarget.checked })}
        />
        {values.length === 0 ? (
          <TextInput
            label={text.ruleContains}
            value={draft.contains}
            onChange={(event) => change({ contains: event.currentTarget.value })}
          />
        ) : (
          <Select
            label={text.ruleJson}
            data={paths}
            clearable
            value={draft.json?.path ?? null}
            onChange={(path) => change({ json: values.find((one) => one.path === path) ?? null })}
          />
        )}
        <Radio.Group
          label={text.ruleMeans}
          value={draft.outcome}
          onChange={(value) => change({ outcome: outcomes.find((one) => one.value === value)?.value ?? 'rejected' })}
        >
          <Stack gap={6} mt={6}>
            {outcomes.map(({ value, label }) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </Stack>
        </Radio.Group>
        <ReasonInput draft={draft} paths={values.map(({ path }) => path)} onChange={(reason) => change({ reason })} />
        {add.error ? (
          <Alert color="red" variant="light" role="alert">
            {add.error.message}
          </Alert>
        ) : null}
        <Group gap={8}>
          <Button type="submit" loading={add.isPending} disabled={rule === null}>
            {text.addRule}
          </Button>
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function ReasonInput(props: {
  draft: RuleDraft
  paths: readonly string[]
  onChange: (reason: RuleDraft['reason']) => void
}) {
  const { reason } = props.draft
  const ownWords = 'own words'
  const none = 'none'
  const chosen = reason.kind === 'json' ? `json ${reason.path}` : reason.kind === 'text' ? ownWords : none
  return (
    <Group gap={12} align="end" grow>
      <Select
        label={text.ruleReason}
        allowDeselect={false}
        data={[
          { value: none, label: text.ruleNoReason },
          ...props.paths.map((path) => ({ value: `json ${path}`, label: text.ruleReasonFrom(path) })),
          { value: ownWords, label: text.ruleOwnWords },
        ]}
        value={chosen}
        onChange={(value) => {
          if (value === ownWords) props.onChange({ kind: 'text', text: '' })
          else if (value?.startsWith('json ')) props.onChange({ kind: 'json', path: value.slice(5) })
          else props.onChange({ kind: 'none' })
        }}
      />
      {reason.kind === 'text' ? (
        <TextInput
          aria-label={text.ruleOwnWords}
          value={reason.text}
          onChange={(event) => props.onChange({ kind: 'text', text: event.currentTarget.value })}
        />
      ) : null}
    </Group>
  )
}
