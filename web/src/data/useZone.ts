import { useQuery } from '@tanstack/react-query'
import { meQuery } from './me.ts'

/** The zone of the reader's account settings; the browser's own until they are known or when none is set. */
export function useZone(): string {
  const { data } = useQuery(meQuery)
  return data?.timezone ?? browserZone()
}

export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}
