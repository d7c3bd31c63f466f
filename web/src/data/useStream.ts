import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { onStream, onStreamState, streamState, type StreamState } from './stream.ts'

/** Many leads change in a busy second; the screen reads them again once. */
const gatherMs = 1000

interface Changed {
  leads: boolean
  jobs: boolean
  /** Leads that were named; null: more than were named. */
  named: Set<string> | null
}

/** Reads again what the server says has changed: the list of leads, the lead that is open, jobs. Once, in the shell. */
export function useStream(): void {
  const queryClient = useQueryClient()
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    let changed: Changed = { leads: false, jobs: false, named: new Set() }
    const tell = () => {
      waiting = undefined
      readAgain(queryClient, changed)
      changed = { leads: false, jobs: false, named: new Set() }
    }
    const stop = onStream((topic, data) => {
      if (topic !== 'leads') changed.jobs = true
      if (topic !== 'jobs') {
        changed.leads = true
        const ids = topic === 'leads' ? namedLeads(data) : null
        if (ids === null) changed.named = null
        else for (const id of ids) changed.named?.add(id)
      }
      waiting ??= setTimeout(tell, gatherMs)
    })
    return () => {
      clearTimeout(waiting)
      stop()
    }
  }, [queryClient])
}

export function useStreamState(): StreamState {
  return useSyncExternalStore(onStreamState, streamState)
}

function readAgain(queryClient: QueryClient, { leads, jobs, named }: Changed): void {
  if (jobs) void queryClient.invalidateQueries({ queryKey: ['jobs'] })
  if (!leads) return
  void queryClient.invalidateQueries({ queryKey: ['leads'] })
  if (named === null) void queryClient.invalidateQueries({ queryKey: ['lead'] })
  else for (const id of named) void queryClient.invalidateQueries({ queryKey: ['lead', id] })
}

/** Null when more changed than are named, or when nothing of this is understood. */
function namedLeads(data: unknown): readonly string[] | null {
  if (typeof data !== 'object' || data === null || !('ids' in data) || !('many' in data)) return null
  const { ids, many } = data
  return many === false && Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : null
}
