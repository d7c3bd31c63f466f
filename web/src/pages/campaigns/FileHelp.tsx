import classes from './FileHelp.module.css'
import { text } from './text.ts'

/** The cycle of downloading, correcting and uploading, for people who know it from elsewhere. */
export function FileHelp() {
  return (
    <details className={classes.help}>
      <summary>{text.helpTitle}</summary>
      <ul>
        {text.help.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  )
}
