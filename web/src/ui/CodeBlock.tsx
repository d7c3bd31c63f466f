import classes from './CodeBlock.module.css'
import { CopyIcon } from './CopyButton.tsx'

/** Text exactly as it is, in a box that scrolls by itself. Focusable, so that the keyboard can scroll it as well. */
export function CodeBlock({ text, label, what }: { text: string; label: string; what: string }) {
  return (
    <figure className={classes.block}>
      <figcaption className={classes.head}>
        <span>{label}</span>
        <CopyIcon value={text} what={what} />
      </figcaption>
      <pre className={classes.code} tabIndex={0} aria-label={label}>
        {text}
      </pre>
    </figure>
  )
}
