import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { homeKey, homeQuery } from '../../data/home.ts'
import { refreshMs, seldomMs } from '../../data/leads.ts'
import { onStream } from '../../data/stream.ts'
import { useStreamState } from '../../data/useStream.ts'
import { useZone } from '../../data/useZone.ts'

/** Adding up a day costs more than reading a page of leads, so a busy second is gathered for longer. */
const gatherMs = 2000

/** The overview, read again as leads and jobs change. */
export function useHome() {
  const queryClient = useQueryClient()
  const zone = useZone()
  const refetchInterval = useStreamState() === 'open' ? seldomMs : refreshMs
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    const stop = onStream(() => {
      waiting ??= setTimeout(() => {
        waiting = undefined
        void queryClient.invalidateQueries({ queryKey: homeKey })
      }, gatherMs)
    })
    return () => {
      clearTimeout(waiting)
      stop()
    }
  }, [queryClient])
  return useQuery({ ...homeQuery(zone), refetchInterval })
}
