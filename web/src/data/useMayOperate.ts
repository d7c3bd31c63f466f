import { useQuery } from '@tanstack/react-query'
import { meQuery } from './me.ts'

/** The reader may change leads, not only look at them. */
export function useMayOperate(): boolean {
  const { data: me } = useQuery(meQuery)
  return me?.scope === 'admin' || me?.scope === 'operate'
}
