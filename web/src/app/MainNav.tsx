import { ActionIcon, Menu } from '@mantine/core'
import { IconMenu2 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { JobsLink } from '../pages/jobs/JobsLink.tsx'
import classes from './MainNav.module.css'
import { mainPlaces, otherPlaces, type Place } from './places.ts'

/** The places of the product. What has no room on a narrow window is in the menu, which has all of them. */
export function MainNav() {
  return (
    <nav className={classes.nav} aria-label="Main">
      <Menu position="bottom-start" width={220}>
        <Menu.Target>
          <ActionIcon size={32} variant="subtle" color="gray" aria-label="All pages" className={classes.menu}>
            <IconMenu2 size={18} stroke={1.75} color="var(--sy-ink-soft)" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mainPlaces.map((place) => (
            <PlaceItem key={place.path} place={place} />
          ))}
          <Menu.Divider />
          {otherPlaces.map((place) => (
            <PlaceItem key={place.path} place={place} />
          ))}
        </Menu.Dropdown>
      </Menu>
      {mainPlaces.map(({ path, label, exact, shown }) => (
        <span key={path} className={classes.place} data-shown={shown}>
          {path === '/jobs' ? (
            <JobsLink className={classes.item} />
          ) : (
            <Link to={path} className={classes.item} activeOptions={{ exact: exact ?? false }}>
              {label}
            </Link>
          )}
        </span>
      ))}
    </nav>
  )
}

function PlaceItem({ place }: { place: Place }) {
  return (
    <Menu.Item
      rightSection={<kbd className={classes.key}>G {place.key.toUpperCase()}</kbd>}
      renderRoot={(props) => <Link {...props} to={place.path} activeOptions={{ exact: place.exact ?? false }} />}
    >
      {place.label}
    </Menu.Item>
  )
}
