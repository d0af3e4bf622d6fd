/**
 * Why a preference had the outcome it had: one number per expanded preference, published with the run. The numbers are
 * part of the format: never reused, never renumbered.
 */
export const reasons = {
  /** This is the seat given. */
  assigned: 1,
  /** Not looked at: a dearer preference had already been given. */
  alreadyAssigned: 2,
  /** The seat went to people placed before, all of them. */
  beyondLast: 3,
  /** By merit it would have been reached: a reserved seat. */
  reservedSeat: 4,
  /** The person is not in the ranking that governs the seat. */
  notInRanking: 5,
  /** No seat of this kind in this round. */
  noSeats: 6,
  /** Serial mechanisms: at their turn the seats were over. */
  exhaustedBeforeTurn: 7,
  /** The seat came up after the round in which the person was treated (OM 88/2024 art. 12 c. 10). */
  cameLater: 8,
  /** The school had such a post, of a contract or kind that was not asked for. */
  contractNotAsked: 9,
  /** A sanction or a renunciation keeps the person out of that ranking. */
  barred: 10,
  /** Among those within the contingent, who has the precedence of L. 104/1992 chose before. */
  precedenceChose: 11,
  /** The seat was confirmed to who already taught there (continuity on support). */
  continuity: 12,
  /** Serial mechanisms: a ranking scanned before had already given a seat. */
  earlierRanking: 13,
  /** A seat of an earlier round is held: the person is not treated again. */
  heldFromBefore: 14,
  /** Mobility: the area is full for the phase, or its share is used up. */
  areaFull: 15,
  /** Commissions: the place is closed to this person. */
  precluded: 16,
  /** Mobility: had in an earlier phase and given up for a passage to another role or class, which prevails. */
  gaveWay: 17,
} as const;

export type ReasonName = keyof typeof reasons;

const names = new Map<number, ReasonName>(
  Object.entries(reasons).map(([name, number]) => [number, name as ReasonName]),
);

export function reasonName(reason: number): ReasonName {
  const name = names.get(reason);
  if (name === undefined) throw new RangeError(`no reason has number ${reason}`);
  return name;
}
