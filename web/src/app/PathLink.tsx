import { Link } from '@tanstack/react-router'
import type { ComponentProps, ReactNode } from 'react'
import { parseUrlSearch } from './urlSearch.ts'

/** A link to a path of ours with its search as the server told it: "/leads?campaign=auto". */
export function PathLink({ path, children, ...rest }: { path: string; children?: ReactNode } & ComponentProps<'a'>) {
  const [to = '/', search = ''] = path.split('?')
  return (
    <Link {...rest} to={to} search={parseUrlSearch(search)}>
      {children}
    </Link>
  )
}
