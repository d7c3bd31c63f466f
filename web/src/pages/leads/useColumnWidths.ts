import { useLocalStorage } from '@mantine/hooks'

export const narrowestPx = 56
export const widestPx = 900

export type ColumnWidths = Readonly<Record<string, number>>

/** Widths that the reader has set, by column; kept by the browser. */
export function useColumnWidths(): {
  readonly widths: ColumnWidths
  /** Null: the width it began with. */
  readonly resize: (name: string, widthPx: number | null) => void
  readonly reset: () => void
} {
  const [widths, setWidths] = useLocalStorage<ColumnWidths>({
    key: 'switchyard-widths',
    defaultValue: {},
    getInitialValueInEffect: false,
    deserialize: (text) => readWidths(text),
  })
  const resize = (name: string, widthPx: number | null) =>
    setWidths((before) => {
      const { [name]: _gone, ...others } = before
      return widthPx === null ? others : { ...others, [name]: clamped(widthPx) }
    })
  return { widths, resize, reset: () => setWidths({}) }
}

function clamped(widthPx: number): number {
  return Math.round(Math.min(widestPx, Math.max(narrowestPx, widthPx)))
}

function readWidths(text: string | undefined): ColumnWidths {
  try {
    const found: unknown = JSON.parse(text ?? '{}')
    if (typeof found !== 'object' || found === null) return {}
    const numbers = Object.entries(found).filter((entry): entry is [string, number] => typeof entry[1] === 'number')
    return Object.fromEntries(numbers.map(([name, widthPx]) => [name, clamped(widthPx)]))
  } catch {
    // Not ours; the table has widths of its own.
    return {}
  }
}
