// The leads that are sent: all different, all good. Written by hand into one string, because the sender shares the two cores
// with what it measures.

/** The campaign that benches of the product send to (switchyard/campaign.ts). */
export const campaignReference = 'bench'
export const supplierId = 'S1'

const makes = ['VW', 'BMW', 'Ford', 'Opel', 'Fiat', 'Kia', 'Seat', 'Audi']
const firstNames = ['Ann', 'Ben', 'Cara', 'Dev', 'Ella', 'Finn', 'Grace', 'Hugo', 'Iris', 'Jack']
const lastNames = ['Archer', 'Brook', 'Carter', 'Dale', 'Ellis', 'Ford', 'Grant', 'Hughes']
const postcodes = ['SW1A 1AA', 'M1 1AE', 'B33 8TH', 'CR2 6XH', 'DN55 1PT', 'EC1A 1BB', 'LS1 4AP', 'G2 3EX']
const cities = ['London', 'Manchester', 'Leeds', 'Glasgow', 'Bristol', 'York']

/** Lead number `n`, 0 to 9,999,999: its email and phone number are its own. */
export function leadBody(n: number): string {
  const phone = `07${400_000_000 + n}`
  const year = 1990 + (n % 33)
  const birth = `19${60 + (n % 40)}-0${1 + (n % 9)}-${10 + (n % 19)}`
  return (
    `{"campaign":"${campaignReference}","supplier":"${supplierId}","source":"src-${n % 20}","fields":{` +
    `"first_name":"${pick(firstNames, n)}","last_name":"${pick(lastNames, n)}","email":"lead${n}@bench-mail.co.uk",` +
    `"phone":"${phone}","postcode":"${pick(postcodes, n)}","city":"${pick(cities, n)}","date_of_birth":"${birth}",` +
    `"make":"${pick(makes, n)}","vehicle_year":${year},"mileage":"${(n * 7) % 200_000}"},` +
    `"consent":{"email":"yes","sms":"no"}}`
  )
}

function pick(values: readonly string[], n: number): string {
  return values[n % values.length] ?? ''
}
