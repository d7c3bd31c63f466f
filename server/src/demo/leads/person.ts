// Invented people with contact details that reach nobody: example domains (RFC 2606), and numbers that Ofcom keeps for drama.

import type { Random } from './random.ts'

const firstNames =
  `Olivia Amelia Isla Ava Ivy Freya Lily Florence Mia Willow Rosie Sophia Grace Evelyn Sienna Aisha Priya Zara Megan Hannah
  Noah Oliver George Arthur Muhammad Leo Harry Oscar Archie Henry Theodore Jack Alfie Charlie Jacob Arjun Rohan Kwame Callum
  Rhys Siobhan Eleri Niamh Fergus`.split(/\s+/)

const lastNames =
  `Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans Walker White Roberts Green
  Hall Wood Jackson Clarke Khan Lewis Harris Cooper Ward Turner Begum Hughes Edwards Shah Kelly Murphy Singh Mitchell Bailey
  Bennett Marshall O'Connor Fraser Adeyemi Campbell Griffiths Whitehouse`.split(/\s+/)

// Postcode districts with the codes of their larger towns; the second half of a postcode is drawn.
const districts =
  `M1 M14 M20 L4 L15 LS6 LS11 S2 S10 B13 B29 B44 NG7 LE2 CV3 DE22 ST4 BS3 BS7 EX4 PL4 CF24 SA1 SW11 SE15 N16 E17 NW10 W12 CR0
  BR1 KT3 RG2 OX4 CB1 NR2 IP4 PE1 NE6 SR2 TS1 YO10 HU5 G12 G41 EH6 AB24 DD2 BT9 BT15`.split(/\s+/)

/** What second halves of postcodes are made of. */
const inwardLetters = 'A B D E F G H J L N P Q R S T U W X Y Z'.split(' ')

export interface Person {
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly phone: string
  readonly postcode: string
}

/** `number` tells people of the same name apart. */
export function drawPerson(random: Random, number: number): Person {
  const firstName = random.pick(firstNames)
  const lastName = random.pick(lastNames)
  const mailbox = `${firstName}.${lastName}${number}`.toLowerCase().replaceAll("'", '')
  return {
    firstName,
    lastName,
    email: `${mailbox}@${random.pick(['example.com', 'example.com', 'example.org', 'example.net'])}`,
    phone: phoneOf(random),
    postcode: `${random.pick(districts)} ${random.between(1, 9)}${letters(random, 2)}`,
  }
}

/** Written as people write numbers. */
function phoneOf(random: Random): string {
  const last = String(random.between(0, 999)).padStart(3, '0')
  return random.weighted([
    [`07700 900${last}`, 5],
    [`07700900${last}`, 3],
    [`+44 7700 900${last}`, 2],
    [`020 7946 0${last}`, 1],
    [`0161 496 0${last}`, 1],
  ])
}

function letters(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.pick(inwardLetters)).join('')
}
