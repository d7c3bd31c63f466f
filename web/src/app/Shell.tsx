import { Kbd } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useRouter } from '@tanstack/react-router'
import { IconSearch } from '@tabler/icons-react'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { meQuery } from '../data/me.ts'
import { useStream } from '../data/useStream.ts'
import { useKeys } from '../ui/useKeys.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { Logo } from './Logo.tsx'
import { Bell } from '../pages/alerts/Bell.tsx'
import { MainNav } from './MainNav.tsx'
import { isSignedOut } from './queryClient.ts'
import { usePaletteKey } from './palette/usePaletteKey.ts'
import { places } from './places.ts'
import { SchemeMenu } from './SchemeMenu.tsx'
import classes from './Shell.module.css'
import { ShortcutsDialog } from './ShortcutsDialog.tsx'

/** Read when it is first asked for. */
const Palette = lazy(async () => ({ default: (await import('./palette/Palette.tsx')).Palette }))

/** The frame around every page: who we are, where one can go, who is signed in. */
export function Shell() {
  const navigate = useNavigate()
  const router = useRouter()
  const { error } = useQuery(meQuery)
  const signedOut = isSignedOut(error)
  const [helpOpen, setHelpOpen] = useState(false)
  const [paletteOpen, setPaletteOpen] = useState(false)
  useStream()
  usePaletteKey(useCallback(() => setPaletteOpen(true), []))

  useEffect(() => {
    // Where the person was is read once: it changes with the way to the sign-in itself.
    if (signedOut) void router.navigate({ to: '/sign-in', search: { next: router.state.location.href } })
  }, [signedOut, router])

  useKeys({
    '?': () => setHelpOpen(true),
    ...Object.fromEntries(places.map(({ key, path }) => [`g ${key}`, () => void navigate({ to: path })])),
  })

  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        Skip to content
      </a>
      <header className={classes.header}>
        <Link to="/" className={classes.brand}>
          <Logo />
          <span>Switchyard</span>
        </Link>
        <MainNav />
        <div className={classes.tools}>
          <button type="button" className={classes.goTo} onClick={() => setPaletteOpen(true)}>
            <IconSearch size={14} aria-hidden="true" />
            <span className={classes.goToWords}>Go to</span>
            <Kbd size="xs">Ctrl K</Kbd>
          </button>
          <Bell />
          <SchemeMenu />
          <AccountMenu onShortcuts={() => setHelpOpen(true)} />
        </div>
      </header>
      <main id="content" className={classes.main} tabIndex={-1}>
        <Outlet />
      </main>
      {paletteOpen ? (
        <Suspense>
          <Palette onClose={() => setPaletteOpen(false)} />
        </Suspense>
      ) : null}
      <ShortcutsDialog opened={helpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  )
}
