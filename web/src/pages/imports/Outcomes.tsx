import type { ImportPreview } from '../../data/imports.ts'
import { formatCount } from '../../format/count.ts'
import { Pill } from '../../ui/Pill.tsx'
import { codeWords, isCode } from '../leads/codeWords.ts'
import classes from './ImportPage.module.css'
import { text } from './text.ts'

/** What the checks of today say of the rows' leads, by really checking them. */
export function Outcomes({ preview: { outcomes, update, unchanged, create } }: { preview: ImportPreview }) {
  if (outcomes === null) return null
  const { judged, accepted, rejected, quarantined, errored, leftOut } = outcomes
  const refused = rejected.reduce((sum, { count }) => sum + count, 0)
  const partly = text.outcomesOf(judged, update + unchanged + create)
  return (
    <section aria-label={text.outcomes}>
      <h3>{text.outcomes}</h3>
      <div className={classes.odd}>
        <Pill tone="good" icon="check">
          {text.accepted(accepted)}
        </Pill>
        {refused === 0 ? null : (
          <Pill tone="bad" icon="cross">
            {text.rejectedStill(refused)}
          </Pill>
        )}
        {quarantined === 0 ? null : (
          <Pill tone="warn" icon="pause">
            {text.quarantined(quarantined)}
          </Pill>
        )}
        {errored === 0 ? null : (
          <Pill tone="warn" icon="warning">
            {text.errored(errored)}
          </Pill>
        )}
      </div>
      <p className="soft">
        {[
          ...rejected.map(({ code, count }) => `${formatCount(count)} ${isCode(code) ? codeWords[code] : code}`),
          ...leftOut.map(({ reason, count }) => `${formatCount(count)} ${reason}`),
        ].join(' · ')}
      </p>
      {partly === null ? null : <p className="soft">{partly}</p>}
    </section>
  )
}
