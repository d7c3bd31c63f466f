import type { LeadDetail } from '../../data/leadTypes.ts'
import { CodeBlock } from '../../ui/CodeBlock.tsx'
import classes from '../../ui/tables.module.css'

/** Values as they were received, and what is known about the way in. Shown as text, whatever they contain. */
export function RawTab({ lead }: { lead: LeadDetail }) {
  return (
    <div className={classes.pair}>
      <CodeBlock text={JSON.stringify(lead.raw, null, 2)} label="As received" what="the raw values" />
      <CodeBlock
        text={JSON.stringify({ externalId: lead.externalId, ...lead.origin }, null, 2)}
        label="Way in"
        what="the way in"
      />
    </div>
  )
}
