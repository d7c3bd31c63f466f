import { useLocalStorage } from '@mantine/hooks'
import { isColumn, isStandard, standardColumns } from './columns.ts'

const standard: readonly string[] = standardColumns

export interface ColumnChoice {
  readonly columns: readonly string[]
  /** Remembers them as the reader's own; the standard ones are not kept. */
  readonly keep: (columns: readonly string[]) => void
}

/** The columns of the URL; without any the reader's own; without those the standard ones. */
export function useColumns(named: readonly string[] | null): ColumnChoice {
  const [own, setOwn] = useLocalStorage<readonly string[] | null>({
    key: 'switchyard-columns',
    defaultValue: null,
    getInitialValueInEffect: false,
    deserialize: (text) => {
      const known = (text ?? '').split(',').filter(isColumn)
      return known.length === 0 ? null : known
    },
    serialize: (columns) => columns?.join(',') ?? '',
  })
  return { columns: named ?? own ?? standard, keep: (columns) => setOwn(isStandard(columns) ? null : columns) }
}
