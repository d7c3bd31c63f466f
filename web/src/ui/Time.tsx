import { useZone } from '../data/useZone.ts'
import { fullTime, shortTime } from '../format/time.ts'

/** An instant in the reader's zone; hovering shows everything, the UTC instant included. */
export function Time({ at, full = false }: { at: string; full?: boolean }) {
  const zone = useZone()
  const long = fullTime(at, zone)
  return (
    <time dateTime={at} title={`${long}\n${at}`} className="tabular">
      {full ? long : shortTime(at, zone, new Date())}
    </time>
  )
}
