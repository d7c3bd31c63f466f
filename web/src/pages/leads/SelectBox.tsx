import classes from './SelectBox.module.css'

/** Chooses one lead; with Shift everything from the lead that was chosen before. */
export function SelectBox(props: { id: string; selected: boolean; onSelect: (id: string, range: boolean) => void }) {
  return (
    <label className={classes.target}>
      <input
        type="checkbox"
        className={classes.box}
        aria-label={`Select lead ${props.id}`}
        checked={props.selected}
        // The change event does not say whether Shift was held; the click that makes it does.
        onClick={(event) => props.onSelect(props.id, event.shiftKey)}
        onChange={() => {}}
      />
    </label>
  )
}
