// `e164` and `national`: a phone number the way a buyer wants it.

import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'

import { toText } from '../toText.ts'

/** "+447700900123". `country` (alpha-2) reads numbers without a country code; what is no number is given back unchanged. */
export function e164(value: unknown, country?: string): unknown {
  return parsed(value, country)?.number ?? value
}

/** The number as dialled at home, digits only: "07700900123". */
export function national(value: unknown, country?: string): unknown {
  const number = parsed(value, country)
  return number === undefined ? value : number.formatNational().replace(/\D/g, '')
}

function parsed(value: unknown, country: string | undefined) {
  // The library answers undefined for a country that it does not know.
  return parsePhoneNumberFromString(toText(value), country?.toUpperCase() as CountryCode | undefined)
}
