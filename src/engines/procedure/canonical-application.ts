import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Answers, Context } from './answers.ts';
import type { Definition } from './definition-schema.ts';
import { own, record, recordKeys } from './records.ts';
import { isSectionVisible, visibleAnswers, visibleFields } from './visibility.ts';

/** What is filed: everything that the receipt vouches for. */
export interface Filed {
  readonly definition: Definition;
  /** Digest of the release of the procedure it was filled in with. */
  readonly digest: string;
  /** Identity as known from the profile at filing; plain JSON. */
  readonly applicant: Readonly<Record<string, unknown>>;
  /** Who files in the applicant's name, and under which delegation; absent when the applicant files in person. */
  readonly delegate?: Readonly<Record<string, unknown>> | undefined;
  readonly answers: Answers;
  readonly context: Context;
  /** Code of the recipient office in the registry. */
  readonly office: string;
}

/**
 * The one text of an application, to be hashed on filing and recomputed by anyone: procedure, release, applicant,
 * answers to questions asked, read-only data shown, office, and the exact words declared. RFC 8785 JSON.
 */
export function canonicalApplication(filed: Filed): string {
  const { definition, digest, applicant, delegate, answers, context, office } = filed;
  const seen = visibleAnswers(definition, answers);
  return canonicalJson({
    schema: 'polis-application-1',
    procedure: definition.id,
    cycle: definition.cycle,
    release: digest,
    applicant,
    ...(delegate === undefined ? {} : { delegate }),
    profile: shownProfile(definition, seen, context),
    office,
    answers: seen,
    declarations: declared(definition, seen),
    notice: definition.filing_notice,
  });
}

/** The declarations made, each with its exact text and where it stands. */
function declared(definition: Definition, seen: Answers) {
  return everyField(definition, seen).flatMap(({ section, key, field, value }) => {
    if (field.kind !== 'declaration' || value !== true) return [];
    return [{ section, item: key === '' ? undefined : key, field: field.id, text: field.text }];
  });
}

function shownProfile(definition: Definition, seen: Answers, context: Context): Record<string, unknown> {
  const sources = everyField(definition, seen).flatMap(({ field }) =>
    field.source === undefined ? [] : [field.source],
  );
  return Object.fromEntries(
    sources.map((source) => [source, own(context.profile, source.replace(/^profile\./, '')) ?? null]),
  );
}

function everyField(definition: Definition, seen: Answers) {
  return definition.sections
    .filter((section) => isSectionVisible(section, seen))
    .flatMap((section) =>
      recordKeys(section, seen).flatMap((key) => {
        const values = record(section, seen, key);
        return visibleFields(section, seen, values).map((field) => ({
          section: section.id,
          key,
          field,
          value: own(values, field.id),
        }));
      }),
    );
}
