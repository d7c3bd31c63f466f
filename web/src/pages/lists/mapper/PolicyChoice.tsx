import { Radio, TextInput } from '@mantine/core'
import classes from '../ListPage.module.css'
import type { Policy } from './draft.ts'
import { text } from './text.ts'
import type { MapperEditor } from './useMapperEditor.ts'

const policies: readonly Policy[] = ['hold', 'pass', 'default']

/** What becomes of a value that has no code. */
export function PolicyChoice({ editor, mayEdit }: { editor: MapperEditor; mayEdit: boolean }) {
  const { draft, change } = editor
  return (
    <div className={classes.policy}>
      <Radio.Group
        label={text.policy}
        value={draft.policy}
        onChange={(chosen) => {
          const policy = policies.find((one) => one === chosen)
          if (policy) change((now) => ({ ...now, policy }))
        }}
      >
        <span className={classes.choices}>
          {policies.map((policy) => (
            <Radio key={policy} value={policy} label={text.policies[policy]} disabled={!mayEdit} />
          ))}
        </span>
      </Radio.Group>
      {draft.policy === 'default' ? (
        <TextInput
          aria-label={text.defaultCode}
          placeholder={text.defaultCode}
          readOnly={!mayEdit}
          maxLength={2000}
          value={draft.defaultCode}
          onChange={(event) => {
            const defaultCode = event.currentTarget.value
            change((now) => ({ ...now, defaultCode }))
          }}
        />
      ) : null}
    </div>
  )
}
