import { type Answers, type Context, canonicalApplication, type Definition } from '../../engines/procedure/index.ts';
import type { Applicant } from './sender.ts';

/** A filed application as its canonical text says it: all that the receipt vouches for. */
export interface FiledApplication {
  readonly procedure: string;
  readonly release: string;
  readonly applicant: Omit<Applicant, 'accountId'>;
  /** Who filed in the applicant's name. */
  readonly delegate?: Readonly<Record<string, unknown>>;
  /** What the page showed from the profile, by source: `profile.email`. */
  readonly profile: Readonly<Record<string, string | null>>;
  readonly office: string;
  readonly answers: Answers;
}

/** An attached file as the application names it. */
export interface FiledAttachment {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Reads the stored bytes of a filing. They are our own, so anything unreadable is a bug and throws. */
export function readCanonical(canonical: Uint8Array): FiledApplication {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(canonical)) as FiledApplication;
}

/**
 * The canonical text made anew from the structured application and the definition of its release: equal to the stored
 * one, byte for byte, unless somebody changed either.
 */
export function recomputeCanonical(filed: FiledApplication, definition: Definition): string {
  return canonicalApplication({
    definition,
    digest: filed.release,
    applicant: { ...filed.applicant },
    delegate: filed.delegate,
    answers: filed.answers,
    context: profileContext(filed),
    office: filed.office,
  });
}

/** The profile as it was at filing, with the registry's look-ups of `tables` (none: codes are shown as codes). */
export function profileContext(filed: FiledApplication, tables: Partial<Context> = {}): Context {
  const nothing = () => undefined;
  const profile = Object.entries(filed.profile).flatMap(([source, value]) =>
    value === null ? [] : [[source.replace(/^profile\./, ''), value] as const],
  );
  return {
    today: '1970-01-01' as Context['today'],
    school: nothing,
    teachingClass: nothing,
    province: nothing,
    region: nothing,
    district: nothing,
    municipality: nothing,
    country: nothing,
    ...tables,
    profile: Object.fromEntries(profile),
  };
}

/** Every file the answers name, in the order they are written. */
export function attachmentsOf(filed: FiledApplication): FiledAttachment[] {
  const found: FiledAttachment[] = [];
  const visit = (value: unknown): void => {
    if (isFile(value)) found.push(value);
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(visit);
  };
  visit(filed.answers);
  return found;
}

function isFile(value: unknown): value is FiledAttachment {
  return value !== null && typeof value === 'object' && 'sha256' in value && 'media_type' in value && 'bytes' in value;
}
