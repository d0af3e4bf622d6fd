/**
 * What is left after the second phase, shared between permanent hirings, interprovincial and professional mobility.
 * CCNI 2025-28 art. 8: 50 %, 25 %, 25 %; a fraction goes up for the interprovincial, who come first among those who
 * move. 15 seats are 8, 4 and 3; what a share does not use stays with the hirings.
 */
export function sharesOf(seats: number, percents: readonly [number, number, number]): [number, number, number] {
  const interprovincial = Math.min(seats, Math.floor((seats * percents[1] + 99) / 100));
  const professional = Math.min(seats - interprovincial, Math.floor((seats * percents[2]) / 100));
  return [seats - interprovincial - professional, interprovincial, professional];
}
