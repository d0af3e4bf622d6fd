/** The engine of procedures: what is asked, what is missing, until when. Pure; stands alone. */
export type {
  Act,
  Answers,
  Context,
  FileRef,
  Gap,
  Item,
  Mark,
  NamedEntry,
  Posted,
  Preference,
  SchoolEntry,
  SectionAnswers,
  TargetKind,
  TeachingClassEntry,
  Typed,
  Value,
  Values,
} from './answers.ts';
export { APPLICANT_SECTION, type ApplicantFacts, LASTING } from './applicant.ts';
export { type Anew, type AnewWhy, anewWhy, beginFrom, fitted } from './begin-from.ts';
export { canonicalApplication, type Filed } from './canonical-application.ts';
export { carriedLines, type LeftLine, type LeftWhy } from './carried-lines.ts';
export { type CarriedOver, carryOver } from './carry-over.ts';
export type { AudienceKind, Family } from './catalogue-schema.ts';
export { checkFile } from './check-value.ts';
export { choices } from './choices.ts';
export { amountDue } from './computed.ts';
export { conditionNames } from './condition-names.ts';
export { normOf } from './cross-checks.ts';
export { type DefinitionReading, findSection, readDefinition } from './definition.ts';
export {
  type Definition,
  definitionSchema,
  type Fault,
  type ListSection,
  type PerSection,
  type Section,
} from './definition-schema.ts';
export { displayValue, inEuros, itemTitle, NOT_GIVEN } from './display.ts';
export { type Declared, declaredIn, type Properties } from './dossier-declared.ts';
export { type DossierList, dossierList } from './dossier-list.ts';
export { type DatedProperties, type DossierEntry, newest, place } from './dossier-merge.ts';
export { belongs, type Prefill, prefills } from './dossier-prefill.ts';
export type { DossierKind } from './dossier-schema.ts';
export { entryRows, entryTitle } from './dossier-words.ts';
export {
  answersAskAboutApplicant,
  asksAboutApplicant,
  cautioning,
  type EligibilityVerdict,
  eligibilityOf,
  missingPrerequisites,
  refusing,
} from './eligibility.ts';
export { type Effect, EVENT_WORDS, type LaterPhase, type Parallel, type Prerequisite } from './envelope-schema.ts';
export { expressionsOf, onlyAsked, questionsOnApplicant } from './facts-asked.ts';
export type { Attribute, Field, FieldKind, FieldOf, Option, Uncertain } from './field.ts';
export { isWritten } from './field.ts';
export { fieldType } from './field-type.ts';
export { gaps } from './gaps.ts';
export { fieldInputs, typedOf } from './inputs.ts';
export { journey, type Step, type StepState } from './journey.ts';
export { applicantIn, withApplicant } from './known-applicant.ts';
export { type OfficeAddress, officeOf } from './office.ts';
export { excluding, type ParallelApplication, prevailing } from './parallel.ts';
export { possibleValues } from './possible-values.ts';
export { preferencesIn, preferenceText, preferenceTexts, readPreference, targetText } from './preference-text.ts';
export { coveredLines, placeOf, targetName } from './preferences.ts';
export { isProposable, lastAnswer, prefillOf } from './prefill.ts';
export { type Reading, readField } from './read-field.ts';
export { type Around, readSection, type SectionReading } from './read-section.ts';
export { FORM_KEY, itemsOf, record, recordKeys, valuesOf } from './records.ts';
export { type Comparable, type ReleaseChange, releaseDiff } from './release-diff.ts';
export { isRequired } from './required.ts';
export {
  answersHere,
  chosenSchools,
  HERE,
  readSchoolSection,
  schoolSectionId,
  withSchoolSections,
} from './school-parts.ts';
export { applicationTitle, subjectOf } from './several.ts';
export type { Several } from './several-schema.ts';
export { type SummaryRow, summary } from './summary.ts';
export type { Touched } from './touched.ts';
export { unfounded } from './unfounded.ts';
export { isSectionVisible, isVisible, scopeOf, visibleAnswers, visibleFields } from './visibility.ts';
export { windowState } from './window.ts';
export type { Window, WindowKind } from './window-schema.ts';
export { categoryOf, windowsFor } from './windows-for.ts';
export { type Wrong, withNorm } from './wrong.ts';
