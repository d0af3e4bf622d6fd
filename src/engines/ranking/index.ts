/** The engine of rankings: people × criteria → who comes before whom, and why. Pure; stands alone. */

export { type Decision, decide } from './decide.ts';
export { orderOf } from './order.ts';
export { type OwnValue, ownValues } from './own-values.ts';
export { type Contender, type Ranked, type Ranking, rank } from './rank.ts';
