import { Link } from '@tanstack/react-router'
import { CopyIcon } from '../../ui/CopyButton.tsx'
import classes from './LeadTable.module.css'

export function IdCell({ id }: { id: string }) {
  return (
    <span className={classes.id}>
      <Link to="/leads/$id" params={{ id }} className={classes.idLink} data-lead-link={id}>
        {id}
      </Link>
      <span className={classes.onHover}>
        <CopyIcon value={id} what={`lead ID ${id}`} />
      </span>
    </span>
  )
}
