import { useSessionStorage } from '@mantine/hooks'
import { noSelection, type Selection } from './selection.ts'

/** Survives filters, pages, an opened lead and a reload; it ends with the tab, and with signing out. */
export function useSelection(): readonly [Selection, (next: Selection) => void] {
  const [selection, setSelection] = useSessionStorage<Selection>({
    key: 'switchyard-selection',
    defaultValue: noSelection,
    getInitialValueInEffect: false,
  })
  return [selection, setSelection]
}
