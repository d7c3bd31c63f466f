import { Kbd, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState, type RefObject } from 'react'
import { text } from './text.ts'

/** Long enough not to ask at every letter, short enough not to be noticed. */
const typingPauseMs = 250

export function SearchBox(props: {
  value: string
  inputRef: RefObject<HTMLInputElement | null>
  onSearch: (q: string) => void
}) {
  const [typed, setTyped] = useState({ text: props.value, of: props.value })
  // The URL changed otherwise (Back, a chip removed): it wins over what stands in the box.
  const shown = typed.of === props.value || typed.text.trim() === props.value ? typed.text : props.value
  const search = useDebouncedCallback(props.onSearch, typingPauseMs)
  return (
    <TextInput
      ref={props.inputRef}
      type="search"
      aria-label={text.search}
      placeholder={text.search}
      value={shown}
      onChange={(event) => {
        setTyped({ text: event.currentTarget.value, of: props.value })
        search(event.currentTarget.value.trim())
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') props.onSearch(event.currentTarget.value.trim())
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
      leftSection={<IconSearch size={15} aria-hidden="true" />}
      rightSection={shown === '' ? <Kbd size="xs">/</Kbd> : null}
      w={{ base: '100%', sm: 310 }}
    />
  )
}
