import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { setupKeysQuery } from '../../data/setup.ts'
import { CodeBlock } from '../../ui/CodeBlock.tsx'
import { sampleCurl } from './sampleCurl.ts'
import classes from './Empty.module.css'
import { text } from './text.ts'

export function FirstRun() {
  const { data: campaigns } = useQuery(setupKeysQuery('campaigns'))
  return (
    <section className={classes.empty}>
      <h2>{text.firstRun}</h2>
      <p>{text.firstRunHint}</p>
      <CodeBlock
        text={sampleCurl(window.location.origin, campaigns?.[0] ?? 'your-campaign')}
        label="Send a lead"
        what="the command"
      />
      <p>
        {text.firstRunKey}{' '}
        <Link to="/keys" className="link">
          {text.makeKey}
        </Link>
      </p>
    </section>
  )
}
