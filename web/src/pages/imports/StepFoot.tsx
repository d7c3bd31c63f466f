import { Button } from '@mantine/core'
import { importSteps, type ImportStep } from './importSearch.ts'
import classes from './ImportPage.module.css'
import { text } from './text.ts'

export function StepFoot({ step, onStep }: { step: ImportStep; onStep: (step: ImportStep) => void }) {
  const at = importSteps.indexOf(step)
  const [before, next] = [importSteps[at - 1], importSteps[at + 1]]
  return (
    <div className={classes.buttons}>
      {before === undefined ? null : (
        <Button variant="default" onClick={() => onStep(before)}>
          {text.before}
        </Button>
      )}
      {next === undefined || next === 'result' ? null : <Button onClick={() => onStep(next)}>{text.next}</Button>}
    </div>
  )
}
