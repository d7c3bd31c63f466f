import { Kbd, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconSearch } from '@tabler/icons-react'
import { useState, type RefObject } from 'react'
import { entryCount, pastedList } from './pastedList.ts'
import { longestQuery } from './search.ts'
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
  const entries = entryCount(shown)
  return (
    <TextInput
      ref={props.inputRef}
      type="search"
      aria-label={text.search}
      placeholder={text.search}
      title={text.searchHint}
      value={shown}
      onChange={(event) => {
        setTyped({ text: event.currentTarget.value, of: props.value })
        search(event.currentTarget.value.trim())
      }}
      onPaste={(event) => {
        const list = pastedList(event.clipboardData.getData('text'))
        if (list === null) return
        // One line of input would run the lines together.
        event.preventDefault()
        if (list.length > longestQuery) {
          notifications.show({ color: 'red', message: text.listTooLong(entryCount(list)) })
          return
        }
        setTyped({ text: list, of: props.value })
        props.onSearch(list)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') props.onSearch(event.currentTarget.value.trim())
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
      leftSection={<IconSearch size={15} aria-hidden="true" />}
      rightSection={
        shown === '' ? (
          <Kbd size="xs">/</Kbd>
        ) : entries > 1 ? (
          <span className="faint">{text.entries(entries)}</span>
        ) : null
      }
      rightSectionWidth={entries > 1 ? 76 : undefined}
      w={{ base: '100%', sm: 310 }}
    />
  )
}
