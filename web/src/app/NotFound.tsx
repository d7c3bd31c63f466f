import { Link } from '@tanstack/react-router'
import { usePageTitle } from '../ui/usePageTitle.ts'
import classes from './Shell.module.css'

export function NotFound() {
  usePageTitle('Not found')
  return (
    <main className={classes.centre}>
      <h1>There is no page here</h1>
      <p className="soft">The address may be mistyped, or what it showed has been deleted.</p>
      <Link to="/leads" className="link">
        Go to the leads
      </Link>
    </main>
  )
}
