import { previewCure } from '@switchyard/contract/causes/preview.ts'
import type { Command } from 'commander'
import { connect } from '../../api.ts'
import { addCauseOptions, type CauseOptions, cureBodyOf } from '../../cause/causeOptions.ts'
import { previewLines } from '../../cause/previewLines.ts'
import { show } from '../../output.ts'

export function addCausePreview(cause: Command): void {
  const command = cause.command('preview').description('say what a cure would make of the leads, and change nothing')
  addCauseOptions(command).action(async (id: string | undefined, options: CauseOptions, own: Command) => {
    const preview = await connect(process.env).call(previewCure, { body: cureBodyOf(id, options) })
    show(own, preview, () => previewLines(preview))
  })
}
