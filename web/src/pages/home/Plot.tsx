import { useNavigate } from '@tanstack/react-router'
import { formatCount } from '../../format/count.ts'
import { barWidth, plotBars, plotHeight, plotTop, type PlotPoint } from './plotBars.ts'
import classes from './Plot.module.css'
import { PlotTable } from './PlotTable.tsx'
import { text } from './text.ts'

export interface PlotProps {
  readonly title: string
  /** What a bar stands for: "Hour". */
  readonly unit: string
  readonly points: readonly PlotPoint[]
  /** Every so many bars have their label below them. */
  readonly labelEvery: number
}

/** Bars that open their leads. The same is there as a table, which is the way in for the keyboard and for screen readers. */
export function Plot({ title, unit, points, labelEvery }: PlotProps) {
  const navigate = useNavigate()
  const top = plotTop(points)
  const bars = plotBars(points, top)
  const width = points.length * barWidth
  const compares = points.some(({ lastWeek }) => lastWeek !== undefined)
  return (
    <figure className={classes.plot}>
      <figcaption className={classes.caption}>
        <h3>{title}</h3>
        <ul className={classes.legend}>
          <li data-of="received">{text.received}</li>
          <li data-of="sold">{text.sold}</li>
          {compares ? <li data-of="lastWeek">{text.weekAgo}</li> : null}
        </ul>
      </figcaption>
      <div aria-hidden="true">
        <span className={classes.top}>{formatCount(top)}</span>
        <svg className={classes.bars} viewBox={`0 0 ${width} ${plotHeight}`} preserveAspectRatio="none">
          {bars.map(({ x, receivedY, soldY, lastWeekY }, index) => {
            const point = points[index]
            if (!point) return null
            return (
              <g
                key={point.from}
                className={classes.bar}
                onClick={() => void navigate({ to: '/leads', search: point.search })}
              >
                <title>{text.barHint(point.label, point.received, point.sold)}</title>
                <rect className={classes.ground} x={x} y={0} width={barWidth} height={plotHeight} />
                <rect
                  className={classes.received}
                  x={x + 1.5}
                  y={receivedY}
                  width={barWidth - 3}
                  height={plotHeight - receivedY}
                />
                <rect className={classes.sold} x={x + 1.5} y={soldY} width={barWidth - 3} height={plotHeight - soldY} />
                {lastWeekY === null ? null : (
                  <line
                    className={classes.lastWeek}
                    x1={x + 0.5}
                    x2={x + barWidth - 0.5}
                    y1={lastWeekY}
                    y2={lastWeekY}
                  />
                )}
              </g>
            )
          })}
        </svg>
        <div className={classes.labels}>
          {points.map(({ from, label }, index) => (
            <span key={from}>{index % labelEvery === 0 ? label : ''}</span>
          ))}
        </div>
      </div>
      <details className={classes.numbers}>
        <summary>{text.numbers}</summary>
        <PlotTable title={title} unit={unit} points={points} />
      </details>
    </figure>
  )
}
