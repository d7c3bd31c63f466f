import { useNavigate } from '@tanstack/react-router'
import type { CampaignCounts } from '../../data/campaigns.ts'
import { formatCount } from '../../format/count.ts'
import { barWidth, plotHeight } from '../home/plotBars.ts'
import plot from '../home/Plot.module.css'
import { countBars, countTop } from './countBars.ts'
import classes from './CountPlot.module.css'
import { CountPlotTable } from './CountPlotTable.tsx'
import { countPoints } from './countPoints.ts'
import { text } from './text.ts'

const mostLabels = 8

/** Received by hour or by day, each bar made of accepted, rejected and other leads. The table below it is the way in without a mouse. */
export function CountPlot({ counts, campaign }: { counts: CampaignCounts; campaign: string }) {
  const navigate = useNavigate()
  const points = countPoints(counts, campaign)
  const top = countTop(points)
  const labelEvery = Math.ceil(points.length / mostLabels)
  const title = text.points[counts.by]
  return (
    <figure className={plot.plot}>
      <figcaption className={plot.caption}>
        <h2 className={classes.title}>{title}</h2>
        <ul className={`${plot.legend} ${classes.legend}`}>
          <li data-of="accepted">{text.accepted}</li>
          <li data-of="rejected">{text.rejected}</li>
          <li title={text.otherMeaning}>{text.other}</li>
        </ul>
      </figcaption>
      <div aria-hidden="true">
        <span className={plot.top}>{formatCount(top)}</span>
        <svg className={plot.bars} viewBox={`0 0 ${points.length * barWidth} ${plotHeight}`} preserveAspectRatio="none">
          {countBars(points, top).map(({ x, parts }, index) => {
            const point = points[index]
            if (!point) return null
            return (
              <g
                key={point.from}
                className={plot.bar}
                onClick={() => void navigate({ to: '/leads', search: point.search })}
              >
                <title>{text.barHint(point.label, point.received, point.accepted, point.rejected)}</title>
                <rect className={plot.ground} x={x} y={0} width={barWidth} height={plotHeight} />
                {parts.map(({ of, y, height }) => (
                  <rect
                    key={of}
                    className={classes[of]}
                    x={x + barWidth * 0.15}
                    y={y}
                    width={barWidth * 0.7}
                    height={height}
                  />
                ))}
              </g>
            )
          })}
        </svg>
        <div className={plot.labels}>
          {points.map(({ from, shortLabel }, index) => (
            <span key={from}>{index % labelEvery === 0 ? shortLabel : ''}</span>
          ))}
        </div>
      </div>
      <details className={plot.numbers}>
        <summary>{text.numbers}</summary>
        <CountPlotTable title={title} unit={text.unit[counts.by]} points={points} />
      </details>
    </figure>
  )
}
