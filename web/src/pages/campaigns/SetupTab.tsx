import type { CampaignSetup } from '../../data/setup.ts'
import { CodeBlock } from '../../ui/CodeBlock.tsx'
import { Time } from '../../ui/Time.tsx'
import classes from './SetupTab.module.css'
import { text } from './text.ts'
import { VersionList } from './VersionList.tsx'

/** The campaign's document as it stands, to read and to copy. */
export function SetupTab({ campaign }: { campaign: CampaignSetup }) {
  const { version, updatedAt, updatedBy, ...document } = campaign
  const path = `/v1/campaigns/${encodeURIComponent(campaign.reference)}`
  return (
    <section className={classes.setup} aria-label={text.setup}>
      <p>{text.setupLead}</p>
      <p className="soft">
        {text.setupVersion(version, updatedBy)} · <Time at={updatedAt} />
      </p>
      <CodeBlock text={JSON.stringify(document, null, 2)} label={text.setup} what="the document" />
      <CodeBlock text={putCommand(path, version)} label={text.setupHow} what="the command" />
      <h2>{text.history}</h2>
      <VersionList reference={campaign.reference} />
    </section>
  )
}

/** `If-Match`: it is refused when somebody has written the campaign in between. */
function putCommand(path: string, version: number): string {
  return [
    `curl -X PUT ${window.location.origin}${path}`,
    `-H 'authorization: Bearer YOUR_KEY'`,
    `-H 'content-type: application/json'`,
    `-H 'if-match: "${version}"'`,
    '--data @campaign.json',
  ].join(' \\\n  ')
}
