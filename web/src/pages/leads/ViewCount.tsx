import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listLeads } from '../../data/leads.ts'
import { useZone } from '../../data/useZone.ts'
import type { SavedView } from '../../data/views.ts'
import { formatCount } from '../../format/count.ts'
import { leadParameters } from './parameters.ts'
import { searchOfView } from './savedViews.ts'
import classes from './ViewsMenu.module.css'

/** How many leads a view shows now; read while the menu is open. */
export function ViewCount({ view }: { view: SavedView }) {
  const zone = useZone()
  const [now] = useState(() => new Date())
  const { data } = useQuery({
    queryKey: ['viewCount', view.key, view.version],
    queryFn: async ({ signal }) =>
      (await listLeads(leadParameters(searchOfView(view), now, zone), { cursor: null, limit: 1 }, signal)).total,
    staleTime: 30_000,
  })
  if (!data) return null
  return (
    <span className={classes.count}>
      {formatCount(data.value)}
      {data.exact ? '' : '+'}
    </span>
  )
}
