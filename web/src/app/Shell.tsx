import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useRouter } from '@tanstack/react-router'
import { IconExternalLink } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { meQuery } from '../data/me.ts'
import { useKeys } from '../ui/useKeys.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { Logo } from './Logo.tsx'
import { isSignedOut } from './queryClient.ts'
import { SchemeMenu } from './SchemeMenu.tsx'
import classes from './Shell.module.css'
import { ShortcutsDialog } from './ShortcutsDialog.tsx'

/** The frame around every page: who we are, where one can go, who is signed in. */
export function Shell() {
  const navigate = useNavigate()
  const router = useRouter()
  const { error } = useQuery(meQuery)
  const signedOut = isSignedOut(error)
  const [helpOpen, setHelpOpen] = useState(false)

  useEffect(() => {
    // Where the person was is read once: it changes with the way to the sign-in itself.
    if (signedOut) void router.navigate({ to: '/sign-in', search: { next: router.state.location.href } })
  }, [signedOut, router])

  useKeys({
    '?': () => setHelpOpen(true),
    'g l': () => void navigate({ to: '/leads' }),
    'g k': () => void navigate({ to: '/keys' }),
    'g ,': () => void navigate({ to: '/settings' }),
  })

  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        Skip to content
      </a>
      <header className={classes.header}>
        <Link to="/leads" className={classes.brand}>
          <Logo />
          <span>Switchyard</span>
        </Link>
        <nav className={classes.nav} aria-label="Main">
          <Link to="/leads" className={classes.item}>
            Leads
          </Link>
          <Link to="/keys" className={classes.item}>
            API keys
          </Link>
          <a href="/docs/api" className={classes.item} target="_blank" rel="noreferrer">
            Docs
            <IconExternalLink size={13} aria-hidden="true" />
            <span className="unseen"> (opens in a new tab)</span>
          </a>
        </nav>
        <div className={classes.tools}>
          <SchemeMenu />
          <AccountMenu onShortcuts={() => setHelpOpen(true)} />
        </div>
      </header>
      <main id="content" className={classes.main} tabIndex={-1}>
        <Outlet />
      </main>
      <ShortcutsDialog opened={helpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  )
}
