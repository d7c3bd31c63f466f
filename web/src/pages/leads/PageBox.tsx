import type { PageState } from './selection.ts'
import classes from './SelectBox.module.css'

/** Chooses the whole page, or none of it. */
export function PageBox({ state, onChange }: { state: PageState; onChange: () => void }) {
  return (
    <label className={classes.target}>
      <input
        type="checkbox"
        className={classes.box}
        aria-label="Select all leads of this page"
        checked={state === 'all'}
        ref={(box) => {
          if (box) box.indeterminate = state === 'some'
        }}
        onChange={onChange}
      />
    </label>
  )
}
