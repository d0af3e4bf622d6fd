/** The engine of scores: facts × table → points, each with its reason. Pure; stands alone. */
export type { Asked, AskedField } from './asked.ts';
export { compileTable, type PointsOf } from './compile.ts';
export { type Fact, type FactValues, type Position, type Related, relatedBy } from './facts.ts';
export {
  type ClassLook,
  factsFrom,
  type PackReading,
  type PlainAnswers,
  type PositionScore,
  positionOf,
  readScoringPack,
  scorePositions,
} from './pack.ts';
export { type Score, type ScoreLine, score } from './score.ts';
export { scoringFaults } from './sense-faults.ts';
export { packSchema, type ScoringPack, type ScoringTable } from './table-schema.ts';
