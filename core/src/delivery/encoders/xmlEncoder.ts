// XML text and attribute values. Nothing that a lead holds can open, close or add an element or attribute.

import { toText } from '../toText.ts'

const special = /[&<>"'\r\n\t]/g
const cdataEnd = /\]\]>/g
// Everything that XML 1.0 (section 2.2) does not allow in a document, even as a character reference.
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const notAllowed = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // Written as references, because a parser turns the plain characters into spaces inside attributes.
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
}

/** Escapes a value for element text and quoted attributes. Characters that XML cannot hold become U+FFFD. */
export function encodeXml(value: unknown): string {
  return xmlCharacters(value).replace(special, (character) => escapes[character] ?? character)
}

/** For a placeholder inside CDATA, where references mean nothing: only the end mark is split. */
export function encodeCdata(value: unknown): string {
  return xmlCharacters(value).replace(cdataEnd, ']]]]><![CDATA[>')
}

/** Text with the characters that XML cannot hold replaced by U+FFFD; nothing else is changed. */
export function xmlCharacters(value: unknown): string {
  return toText(value).replace(notAllowed, '\ufffd')
}
