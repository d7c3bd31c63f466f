import type { PreflightCase } from '../../data/preflight.ts'
import { Pill } from '../../ui/Pill.tsx'
import classes from './PreflightTab.module.css'
import { setWords } from './setWords.ts'
import { text } from './text.ts'

export function CaseRow({ one }: { one: PreflightCase }) {
  const { name, hop, set, expected, got, passed, reason } = one
  return (
    <tr>
      <td>
        <Pill tone={passed ? 'good' : 'bad'} icon={passed ? 'check' : 'cross'}>
          {passed ? text.passedWord : text.failedWord}
        </Pill>
      </td>
      <th scope="row" className={classes.name}>
        {name}
        {reason === null ? null : <span className={classes.why}>{reason}</span>}
      </th>
      <td className={classes.hop}>{text.hops[hop]}</td>
      <td>{expected}</td>
      <td>{got}</td>
      <td>{setWords(set)}</td>
    </tr>
  )
}
