import { text } from 'node:stream/consumers'
import type { Readable } from 'node:stream'

/** A secret from a pipe, without the line end that `echo` puts behind it. */
export async function secretLine(input: Readable): Promise<string> {
  return (await text(input)).replace(/\r?\n$/, '')
}
