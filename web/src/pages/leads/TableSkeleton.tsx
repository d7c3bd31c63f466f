import classes from './TableSkeleton.module.css'

const rows = Array.from({ length: 14 }, (_, index) => index)
const columns = [52, 104, 260, 84, 40, 52, 190, 52, 64]

/** Shown only after 150 ms: a list that comes sooner should not flicker. */
export function TableSkeleton() {
  return (
    <div className={classes.skeleton} role="status" aria-label="Loading the leads">
      {rows.map((row) => (
        <div key={row} className={classes.row}>
          {columns.map((width, column) => (
            <span key={width + column} style={{ width: width - ((row * 7 + column * 5) % 24) }} />
          ))}
        </div>
      ))}
    </div>
  )
}
