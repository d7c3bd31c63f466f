import { useMutation, useQueryClient } from '@tanstack/react-query'
import { closeAlert, homeKey, type Need } from '../../data/home.ts'
import { useMayOperate } from '../../data/useMayOperate.ts'
import { NothingHere } from '../../ui/NothingHere.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { Time } from '../../ui/Time.tsx'
import classes from './NeedList.module.css'
import { needView } from './needView.ts'
import { text } from './text.ts'
import { WayLink } from './WayLink.tsx'

/** Everything that waits for a person, each with the way to its cure. */
export function NeedList({ needs }: { needs: readonly Need[] }) {
  const queryClient = useQueryClient()
  const mayOperate = useMayOperate()
  const close = useMutation({
    mutationFn: closeAlert,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: homeKey }),
  })
  if (needs.length === 0) return <NothingHere title={text.nothing} hint={text.nothingHint} />
  return (
    <>
      {close.error ? <ProblemNotice what={text.closeFailed} error={close.error} /> : null}
      <ul className={classes.list}>
        {needs.map(needView).map(({ key, tone, icon, word, title, detail, since, way, alert }) => (
          <li key={key} className={classes.need}>
            <span className={classes.pill}>
              <Pill tone={tone} icon={icon}>
                {word}
              </Pill>
            </span>
            <div className={classes.words}>
              <strong>{title}</strong>
              <span>
                {detail}
                {since === null ? null : (
                  <>
                    {' '}
                    Since <Time at={since} />.
                  </>
                )}
              </span>
            </div>
            <div className={classes.ways}>
              {alert !== null && mayOperate ? (
                <button
                  type="button"
                  className={classes.close}
                  aria-label={text.closeLabel(title)}
                  disabled={close.isPending}
                  onClick={() => close.mutate(alert)}
                >
                  {text.close}
                </button>
              ) : null}
              {way === null ? null : <WayLink way={way} about={title} />}
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
