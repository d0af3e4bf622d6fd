/** The engine of scores: facts × table → points, each with its reason. Pure; stands alone. */
export type { Asked, AskedField } from './asked.ts';
export type { Valued } from './batch.ts';
export { type CompiledTable, compileTable, type Loaded } from './compile.ts';
export { compilePack } from './compile-pack.ts';
export { describeRule } from './describe-rule.ts';
export { type Fact, type FactValues, type Position, type Related, relatedBy } from './facts.ts';
export {
  type Asking,
  type ClassLook,
  type PlainAnswers,
  type PositionScore,
  positionsOf,
  type Standing,
  type Surroundings,
  scorePositions,
  standingsOf,
  tableFor,
} from './pack.ts';
export { expressionsOfPack } from './pack-expressions.ts';
export { packSchema, type ScoringPack } from './pack-schema.ts';
export { type PackReading, readScoringPack } from './read-pack.ts';
export type { Rule } from './rule-schema.ts';
export { type Score, type ScoreLine, score } from './score.ts';
export { scoringFaults } from './sense-faults.ts';
export { pointsAskAboutApplicant } from './table-names.ts';
export type { ScoringTable, TableItem, TableSection } from './table-schema.ts';
export { type TargetScore, targetScores } from './target.ts';
