import { asText } from '../../kernel/as-text.ts';
import type { Properties } from './dossier-declared.ts';
import type { DossierKind } from './dossier-schema.ts';
import { own } from './records.ts';

/** What else must not differ, where both say it. */
const ALSO: Readonly<Record<DossierKind, readonly string[]>> = {
  titles: ['kind', 'language', 'teaching_class'],
  services: ['teaching_class', 'job'],
};

/**
 * Whether two declarations speak of the same title or service: name and date; first and last day and school. What only
 * one of them says does not tell them apart. Two kept where there is one do no harm, one kept where there are two does.
 */
export function isSame(kind: DossierKind, one: Properties, other: Properties): boolean {
  return hasSameCore(kind, one, other) && ALSO[kind].every((name) => agree(one, other, name));
}

/** Whether what was taken from an entry is still it: what a procedure calls its kind may differ from another's. */
export function isStill(kind: DossierKind, taken: Properties, entry: Properties): boolean {
  return hasSameCore(kind, taken, entry);
}

function hasSameCore(kind: DossierKind, one: Properties, other: Properties): boolean {
  if (kind === 'titles') return both(one, other, 'date') && both(one, other, 'name');
  const days = both(one, other, 'from') && both(one, other, 'to');
  const [code, others] = [own(one, 'school_code'), own(other, 'school_code')];
  const place = code !== undefined && others !== undefined ? plain(code) === plain(others) : both(one, other, 'school');
  return days && place;
}

function both(one: Properties, other: Properties, name: string): boolean {
  const value = own(one, name);
  return value !== undefined && plain(value) === plain(own(other, name));
}

function agree(one: Properties, other: Properties, name: string): boolean {
  const [value, others] = [own(one, name), own(other, name)];
  return value === undefined || others === undefined || plain(value) === plain(others);
}

/** Letters and digits alone: accents, capitals and dots are written now in one way, now in another. */
function plain(value: unknown): string {
  const letters = asText(value ?? '')
    .normalize('NFD')
    .toLowerCase();
  return letters.replaceAll(/[^\p{L}\p{N}]/gu, '');
}
