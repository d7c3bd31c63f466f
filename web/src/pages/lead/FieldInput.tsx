import { Autocomplete, Select, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { HTMLInputTypeAttribute, ReactNode } from 'react'
import { picklistQuery, type CampaignSetup } from '../../data/setup.ts'
import classes from './EditForm.module.css'
import { text } from './text.ts'

export type FieldSetup = CampaignSetup['fields'][number]

const inputTypes: Readonly<Record<string, HTMLInputTypeAttribute>> = {
  email: 'email',
  phone: 'tel',
  url: 'url',
  date: 'date',
  dateOfBirth: 'date',
}
const inputModes: Readonly<Record<string, 'numeric' | 'decimal'>> = {
  integer: 'numeric',
  number: 'decimal',
  money: 'decimal',
}
const isoDate = /^(\d{4}-\d{2}-\d{2})?$/
const separator = ', '

export interface FieldInputProps {
  readonly field: FieldSetup
  readonly label: string
  readonly value: string
  /** What the editor began with; shown while the value is another. */
  readonly before: string
  readonly changed: boolean
  /** Why the checks refuse the value. */
  readonly error: string | undefined
  readonly suggestions: readonly string[]
  readonly focused: boolean
  readonly onChange: (value: string) => void
}

/** The input that fits the field's type. It takes what is wrong as well: that is what has to be mended. */
export function FieldInput(props: FieldInputProps) {
  return (
    <div className={classes.field}>
      <TypedInput {...props} />
      {props.suggestions.length === 0 ? null : (
        <span className={classes.suggestions}>
          {props.suggestions.slice(0, 4).map((suggestion) => (
            <button key={suggestion} type="button" onClick={() => props.onChange(suggestion)}>
              {text.takeSuggestion(suggestion)}
            </button>
          ))}
        </span>
      )}
    </div>
  )
}

function TypedInput(props: FieldInputProps) {
  const { field, value, onChange } = props
  const shared = {
    label: labelOf(props),
    error: props.error,
    'data-field': field.key,
    autoFocus: props.focused,
  }
  switch (field.type) {
    case 'longText':
      return (
        <Textarea
          {...shared}
          autosize
          minRows={2}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'boolean':
    case 'consent':
      return (
        <Select
          {...shared}
          data={answersWith(field.type === 'boolean' ? ['Yes', 'No'] : ['yes', 'no'], value)}
          value={value === '' ? null : value}
          onChange={(chosen) => onChange(chosen ?? '')}
          clearable={!field.required}
          comboboxProps={{ withinPortal: true }}
        />
      )
    case 'picklist':
      return <PicklistInput {...shared} picklist={field.picklist ?? ''} value={value} onChange={onChange} />
    case 'picklistAny':
    case 'picklistAll':
      return <PicklistTags {...shared} picklist={field.picklist ?? ''} value={value} onChange={onChange} />
    default: {
      // A date input would show nothing for a refused value such as "31.2.2015", which is what has to be mended.
      const type = inputTypes[field.type]
      return (
        <TextInput
          {...shared}
          type={type === 'date' && !isoDate.test(value) ? 'text' : (type ?? 'text')}
          inputMode={inputModes[field.type]}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    }
  }
}

interface ListInputProps {
  readonly label: ReactNode
  readonly error: string | undefined
  readonly picklist: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** The list's values drop down, those that contain what is typed; a value that is not in it can stand there to be seen. */
function PicklistInput({ picklist, value, onChange, ...shared }: ListInputProps) {
  return (
    <Autocomplete {...shared} data={usePicklist(picklist)} limit={200} value={value} onChange={onChange} openOnFocus />
  )
}

function PicklistTags({ picklist, value, onChange, ...shared }: ListInputProps) {
  return (
    <TagsInput
      {...shared}
      data={usePicklist(picklist)}
      value={value === '' ? [] : value.split(separator)}
      onChange={(values) => onChange(values.join(separator))}
    />
  )
}

/** A value that is neither stands there as well, to be seen. */
function answersWith(answers: readonly string[], value: string): string[] {
  return value === '' || answers.includes(value) ? [...answers] : [...answers, value]
}

function usePicklist(key: string): string[] {
  const { data } = useQuery({ ...picklistQuery(key), enabled: key !== '' })
  return data?.values.map(({ value }) => value) ?? []
}

function labelOf({ field, label, before, changed }: FieldInputProps): ReactNode {
  return (
    <>
      {label}
      {field.required ? <span className={classes.required}> {text.required}</span> : null}
      {changed ? <span className={classes.changed}> {text.was(before)}</span> : null}
    </>
  )
}
