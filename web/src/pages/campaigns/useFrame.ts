import { useMemo } from 'react'
import type { Frame } from '../../data/campaigns.ts'
import { useZone } from '../../data/useZone.ts'
import { toInstants } from '../leads/timeRange.ts'

/** A range of the URL as a frame; its days are those of the reader's zone. */
export function useFrame(range: string): Frame {
  const timezone = useZone()
  return useMemo(
    () => ({
      range,
      timezone,
      instants: () => toInstants(range, new Date(), timezone) ?? { from: null, to: null },
    }),
    [range, timezone],
  )
}
