// What a good lead of each campaign says.

import type { Person } from './person.ts'
import type { Random } from './random.ts'

export type Fields = Readonly<Record<string, string | number>>

export function warrantyFields(random: Random, person: Person, now: Date): Fields {
  const age = random.weighted([
    [random.between(3, 7), 5],
    [random.between(8, 13), 6],
    [random.between(14, 18), 1],
  ])
  return {
    ...contactOf(person),
    make: random.weighted(makes),
    vehicle_year: now.getUTCFullYear() - age,
    mileage: Math.round((age * random.between(5000, 11_000) + random.between(0, 6000)) / 100) * 100,
    ...marketing(random),
  }
}

export function solarFields(random: Random, person: Person): Fields {
  return {
    ...contactOf(person),
    ownership: random.weighted([
      ['Homeowner', 12],
      ['Owner', 5],
      ['Landlord', 1],
    ]),
    roof: random.weighted([
      ['Pitched', 14],
      ['Flat', 1],
      ["Don't know", 2],
    ]),
    monthly_bill: `${random.between(35, 240)}.00`,
    ...marketing(random),
  }
}

export function boilerFields(random: Random, person: Person, now: Date): Fields {
  const born = new Date(
    Date.UTC(now.getUTCFullYear() - random.between(22, 80), random.between(0, 11), random.between(1, 28)),
  )
  return {
    ...contactOf(person),
    fuel: random.weighted([
      ['Gas', 8],
      ['Mains gas', 6],
      ['Oil', 2],
      ['LPG', 1],
    ]),
    boiler_age: random.between(0, 17),
    date_of_birth: born.toISOString().slice(0, 10),
  }
}

const makes = [
  ['Ford', 14],
  ['Volkswagen', 10],
  ['Vauxhall', 11],
  ['BMW', 7],
  ['Audi', 7],
  ['Mercedes', 6],
  ['Nissan', 6],
  ['Toyota', 7],
  ['Kia', 5],
  ['Hyundai', 5],
  ['Peugeot', 4],
  ['Renault', 3],
  ['Skoda', 3],
  ['Honda', 3],
  ['Mazda', 2],
  ['Volvo', 2],
  ['Seat', 2],
] as const

function contactOf({ firstName, lastName, email, phone, postcode }: Person): Fields {
  return { first_name: firstName, last_name: lastName, email, phone, postcode }
}

function marketing(random: Random): Fields {
  return {
    marketing: random.weighted([
      ['yes', 6],
      ['no', 3],
      ['', 1],
    ]),
  }
}
