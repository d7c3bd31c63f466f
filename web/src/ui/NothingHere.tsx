import classes from './tables.module.css'

export function NothingHere({ title, hint }: { title: string; hint: string }) {
  return (
    <div className={classes.nothing}>
      <strong>{title}</strong>
      <span>{hint}</span>
    </div>
  )
}
