import { TextInput } from '@mantine/core'
import tables from '../../ui/tables.module.css'
import classes from './PreflightTab.module.css'
import { text } from './text.ts'

export interface SampleFormProps {
  readonly sample: Readonly<Record<string, unknown>>
  readonly leftOut: readonly string[]
  /** Values that the reader chose, by field key. */
  readonly given: Readonly<Record<string, string>>
  readonly onChange: (given: Readonly<Record<string, string>>) => void
}

export function SampleForm({ sample, leftOut, given, onChange }: SampleFormProps) {
  const keys = [...new Set([...Object.keys(sample), ...missingFields(leftOut), ...Object.keys(given)])]
  const change = (key: string, value: string) => {
    const { [key]: _, ...others } = given
    onChange(value === '' ? others : { ...others, [key]: value })
  }
  return (
    <>
      {leftOut.length > 0 ? (
        <>
          <h2 className={tables.heading}>{text.leftOut}</h2>
          <ul className={classes.leftOut}>
            {leftOut.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </>
      ) : null}
      <h2 className={tables.heading}>{text.sample}</h2>
      <p className={tables.note}>{text.sampleHint}</p>
      <div className={classes.sample}>
        {keys.map((key) => (
          <TextInput
            key={key}
            label={key}
            placeholder={placeholderOf(sample[key])}
            value={given[key] ?? ''}
            onChange={(event) => change(key, event.currentTarget.value)}
          />
        ))}
      </div>
    </>
  )
}

/** "Field policy: no value can be made up for it; give one" -> policy */
function missingFields(leftOut: readonly string[]): string[] {
  return leftOut.flatMap((words) => /^Field (\S+):/.exec(words)?.[1] ?? [])
}

function placeholderOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
