// The encoders that a template can give a placeholder, by the name under which the template engine knows them.

import { assertNever } from '../../assert.ts'
import { toText } from '../toText.ts'
import { encodeJsonString, encodeJsonValue } from './jsonEncoder.ts'
import { encodeForm, encodeUrl } from './urlEncoder.ts'
import { encodeCdata, encodeXml, xmlCharacters } from './xmlEncoder.ts'

export const encoderNames = ['text', 'jsonString', 'jsonValue', 'xml', 'xmlPlain', 'cdata', 'url', 'form'] as const
export type EncoderName = (typeof encoderNames)[number]

export function encoder(name: EncoderName): (value: unknown) => string {
  switch (name) {
    case 'text':
      return toText
    case 'jsonString':
      return encodeJsonString
    case 'jsonValue':
      return encodeJsonValue
    case 'xml':
      return encodeXml
    case 'xmlPlain':
      return xmlCharacters
    case 'cdata':
      return encodeCdata
    case 'url':
      return encodeUrl
    case 'form':
      return encodeForm
    default:
      return assertNever(name)
  }
}
