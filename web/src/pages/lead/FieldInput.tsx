import { Textarea, TextInput } from '@mantine/core'
import type { HTMLInputTypeAttribute } from 'react'

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

export function FieldInput(props: {
  label: string
  type: string
  value: string
  changed: boolean
  error: string | undefined
  onChange: (value: string) => void
}) {
  const shared = {
    label: props.changed ? `${props.label} (changed)` : props.label,
    value: props.value,
    error: props.error,
  }
  if (props.type === 'longText') {
    return <Textarea {...shared} autosize minRows={2} onChange={(event) => props.onChange(event.currentTarget.value)} />
  }
  // A date input would show nothing for a refused value such as "31.2.2015", which is what has to be mended.
  const type = inputTypes[props.type]
  return (
    <TextInput
      {...shared}
      type={type === 'date' && !isoDate.test(props.value) ? 'text' : (type ?? 'text')}
      inputMode={inputModes[props.type]}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}
