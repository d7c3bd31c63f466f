// The fake buyer as a process of its own: `node buyerProcess.ts --port=0 --log=FILE --price=12.50 --otherwise=accept`.
// With --key=FILE --cert=FILE it speaks TLS. Prints one line of JSON, { "port", "url" }, when it listens; ends on SIGTERM, SIGINT or when its parent goes away.

import { parseArgs } from 'node:util'

import { readFileSync } from 'node:fs'

import { behaviours } from './behaviour.ts'
import { startBuyer } from './buyer.ts'
import type { BuyerMessage, BuyerQuestion } from './startBuyerProcess.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    log: { type: 'string' },
    price: { type: 'string' },
    otherwise: { type: 'string' },
    key: { type: 'string' },
    cert: { type: 'string' },
    keep: { type: 'string', default: '1000' },
  },
})

const otherwise = behaviours.find((behaviour) => behaviour === values.otherwise)
if (values.otherwise !== undefined && otherwise === undefined) {
  throw new Error(`--otherwise must be one of ${behaviours.join(', ')}`)
}

const { key, cert } = values
const tls =
  key === undefined || cert === undefined
    ? undefined
    : { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }

const buyer = await startBuyer({
  port: Number(values.port),
  logFile: values.log,
  price: values.price,
  otherwise,
  tls,
  keep: Number(values.keep),
})
process.stdout.write(`${JSON.stringify({ port: buyer.port, url: buyer.url })}\n`)

function answerTo(question: BuyerQuestion): unknown {
  switch (question.ask) {
    case 'behave':
      buyer.behave(question.otherwise)
      return null
    case 'requests':
      return buyer.requests()
    case 'counts':
      return buyer.counts(question.url)
    default:
      return question satisfies never
  }
}
process.on('message', ({ id, question }: BuyerMessage) => process.send?.({ id, answer: answerTo(question) }))

const end = () => void buyer.close().then(() => process.exit(0))
process.on('SIGTERM', end)
process.on('SIGINT', end)
if (process.send !== undefined) process.on('disconnect', end)
