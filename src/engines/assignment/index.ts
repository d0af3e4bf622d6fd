/** The assignment engine: people's ordered choices × orders × seats → who gets what, with a reason for each choice. */
export { prefixOrder } from './calling-order.ts';
export { cutoffsOf, positionIn, reasonCodes } from './certificate.ts';
export { type Namings, nameCommissions } from './commissions.ts';
export { completionStates } from './completion.ts';
export {
  type Container,
  containerParts,
  digestedPart,
  isContainer,
  readContainer,
  type Section,
  UnreadableFile,
} from './container.ts';
export {
  acceptDeferred,
  deferredAcceptance,
  emptyMatching,
  type Matching,
  prepareRun,
  type Run,
} from './deferred-acceptance.ts';
export { canonicalLines, compareText, documentOf, readDocument } from './document.ts';
export { type Document, type Fault, FORMAT, VERSION } from './document-schema.ts';
export { type Explanation, explainPerson } from './explain.ts';
export {
  draftMarket,
  generateMarket,
  type MarketShape,
  nationalShape,
  provinceShape,
  provincialShape,
} from './generate.ts';
export { type DocumentShape, generateRecords, smallProvince } from './generate-document.ts';
export { acceptOverIntervals, assignOverIntervals, type IntervalMarket } from './intervals.ts';
export { ListLayout } from './layout.ts';
export { type Market, NOBODY, OPEN } from './market.ts';
export { type MarketFile, marketContainer, type Names, readMarket, textSection } from './market-file.ts';
export { type LotOf, meritOf } from './merit.ts';
export { type Movements, runMobility } from './mobility.ts';
export { nextRound } from './next-round.ts';
export {
  commissionsContainer,
  compactContainer,
  ENGINE,
  mobilityContainer,
  outcomeContainer,
} from './outcome-file.ts';
export { type Difference, differences, placementsOf } from './placements.ts';
export {
  asHospitals,
  calledOrder,
  marketOfPlain,
  PlainFault,
  plainOfMarket,
  plainSchema,
} from './plain.ts';
export { type Publication, protectedMarket, rerunMarket } from './protect.ts';
export { type ReasonName, reasonName, reasons } from './reasons.ts';
export { type Outcome, runDocument } from './run.ts';
export { decimal, sentenceOf } from './sentences.ts';
export { assignSerially, plainWalks } from './serial.ts';
export { sharesOf } from './shares.ts';
export { betterOrders, type Change, changed, pointsNeeded } from './what-if.ts';
export { type LineAlternatives, lineAlternatives } from './what-if-lines.ts';
