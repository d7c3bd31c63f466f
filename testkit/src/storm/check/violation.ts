// What the checker may find.

export const violationKinds = [
  /** Answered 201, and not in the database. */
  'lost',
  /** One key was answered with two leads. */
  'twoLeadsForOneKey',
  /** In the database, and no sender was ever told its id although every lead was answered in the end. */
  'storedTwice',
  /** Accepted, and no delivery was ever offered it. */
  'unrouted',
  /** Still on its way when nothing is under way any more. */
  'unsettled',
  /** The lead's own words do not fit its dispatches. */
  'wrongWords',
  /** Waits for a person although the delivery sends again by itself. */
  'reviewWithoutHold',
  /** The buyer saw a request that no attempt stands for. */
  'phantom',
  /** The buyer saw it, the attempt says that not a byte was sent. */
  'seenButNotSent',
  /** The attempt tells of an answer, the buyer never saw the request. */
  'neverSeen',
  /** The attempt tells of another answer than the buyer gave. */
  'misread',
  /** An attempt without an outcome. */
  'openAttempt',
  /** A dispatch whose state none of its attempts explains. */
  'unexplainedState',
  /** The buyer got it again, and nothing on record says why. */
  'unexplainedRepeat',
  /** A second dispatch of a lead to a delivery that no job asked for. */
  'secondDispatch',
  /** Sold to more buyers than the campaign allows. */
  'oversold',
  /** At some instant the buyer had taken more than the cap allows. */
  'capOvershoot',
  /** The cap's counter is not the count of what it counts. */
  'capDrift',
  /** The ledger does not say what was sold. */
  'wrongLedger',
] as const
export type ViolationKind = (typeof violationKinds)[number]

export interface Violation {
  readonly kind: ViolationKind
  /** In a sentence, with the ids that are needed to look into it. */
  readonly words: string
}
