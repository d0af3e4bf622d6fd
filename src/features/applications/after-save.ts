import type { Field, Gap, Posted, Section, Step } from '../../engines/procedure/index.ts';
import { questionAnchor } from './answered.ts';
import { paths } from './opened.ts';
import { pressedPreference, takenPreference } from './posted-preferences.ts';
import { stepAfter } from './progress.ts';
import { isSearched } from './search.ts';

/** What the person asked for with the button they pressed. */
export type Wish =
  | { readonly wish: 'search'; readonly field: string; readonly query: string }
  | {
      readonly wish: 'redraw';
      readonly field: string | undefined;
      readonly query: string | undefined;
      readonly taken: string;
      /** The line whose questions are asked for: `<field>:<place>`. */
      readonly opened: string;
      /** The line to come back to: `<field>:<place>`. */
      readonly line: string | undefined;
    }
  | { readonly wish: 'leave' }
  /** The list of another time for this field, shown before anything of it comes. */
  | { readonly wish: 'earlier-list'; readonly field: string }
  /** With what was typed into a search box and not searched: it is looked for when the answer turns out to be missing. */
  | { readonly wish: 'go-on'; readonly field?: string; readonly query?: string };

/** What "Togli" took away, to be put back: of a preference, its place and the whole line. */
function takenAway(section: Section, posted: Posted, pressed: string): string {
  const field = section.fields.find((each) => each.kind === 'preferences' && pressed.startsWith(`${each.id}:`));
  if (field?.kind !== 'preferences') return pressed;
  const line = takenPreference(field, posted);
  return line === undefined ? '' : `${field.id}:${line.place}:${line.text}`;
}

/** The line that was opened or moved, as `<field>:<place>`. */
function lineOf(section: Section, posted: Posted, button: string): string {
  for (const field of section.fields) {
    const place = field.kind === 'preferences' ? pressedPreference(field, posted, [button]) : undefined;
    if (place !== undefined) return `${field.id}:${place}`;
  }
  return '';
}

/** Reads the button. Enter in a search box searches; elsewhere it saves and goes on. */
export function wishOf(section: Section, posted: Posted): Wish {
  const text = (name: string) => {
    const value = Object.hasOwn(posted, name) ? [posted[name]].flat().at(-1) : undefined;
    return typeof value === 'string' ? value.replaceAll('\u0000', '').trim().slice(0, 100) : '';
  };
  const searched = section.fields.filter(isSearched).map((field) => (isList(field) ? `${field.id}.add` : field.id));
  const field = searched.includes(text('search')) ? text('search') : undefined;
  if (field !== undefined) return { wish: 'search', field, query: text(`${field}.query`) };
  const typed = searched.find((name) => text(`${name}.query`) !== '' && text(name) === '');
  if (text('vai') === 'invio' && typed !== undefined)
    return { wish: 'search', field: typed, query: text(`${typed}.query`) };
  if (text('vai') === 'elenco') return { wish: 'leave' };
  const list = section.fields.find(({ id, kind }) => kind === 'preferences' && text('vai') === `riprendi:${id}`);
  if (list !== undefined) return { wish: 'earlier-list', field: list.id };
  const again = ['togli', 'rimetti', 'su', 'giu', 'sposta', 'apri', 'tutte'].some((button) => text(button) !== '');
  if (again || ['aggiungi', 'aggiorna', 'riordina'].includes(text('vai'))) {
    const first = section.fields.find(isList);
    const box = first === undefined ? undefined : `${first.id}.add`;
    const query = box === undefined ? undefined : text(`${box}.query`) || undefined;
    return {
      wish: 'redraw',
      // "Aggiorna i campi" is about the other questions of the page.
      field: text('vai') === 'aggiorna' && query === undefined ? undefined : box,
      query,
      taken: takenAway(section, posted, text('togli')),
      opened: lineOf(section, posted, 'apri'),
      line: ['apri', 'su', 'giu'].map((button) => lineOf(section, posted, button)).find((each) => each !== ''),
    };
  }
  return typed === undefined ? { wish: 'go-on' } : { wish: 'go-on', field: typed, query: text(`${typed}.query`) };
}

function isList({ kind }: Field): boolean {
  return kind === 'schools' || kind === 'preferences';
}

export interface SavedWhere {
  readonly applicationId: string;
  readonly section: Section;
  readonly key: string;
  readonly steps: readonly Step[];
  /** Of the record just saved. */
  readonly gaps: readonly Gap[];
  readonly doubled: readonly string[];
  /** The question whose answer changed, to come back to. */
  readonly answered: string | undefined;
  /** `riepilogo` when the person came from the check page. */
  readonly back: string;
}

/** The page shown after a save. What is missing keeps the person here only when they asked to go on. */
export function pageAfter(wish: Wish, where: SavedWhere): string {
  const { applicationId, section, key, back, doubled } = where;
  const here = paths.record(applicationId, section.id, key);
  const keep = new URLSearchParams(back === '' ? {} : { torna: back });
  if (doubled.length > 0) keep.set('doppio', doubled.join(','));
  if (wish.wish === 'search' || wish.wish === 'redraw') {
    if (wish.query !== undefined && wish.field !== undefined) {
      keep.set('cerca', wish.field);
      keep.set('testo', wish.query);
    }
    if (wish.wish === 'redraw' && wish.taken !== '') keep.set('tolto', wish.taken);
    if (wish.wish === 'redraw' && wish.opened !== '') keep.set('apri', wish.opened);
    return `${withQuery(here, keep)}${anchorAfter(wish, where.answered)}`;
  }
  if (wish.wish === 'earlier-list') return withQuery(paths.earlierList(applicationId, section.id, wish.field), keep);
  if (doubled.length > 0) return withQuery(here, keep);
  if (wish.wish === 'leave')
    return key === '' ? paths.application(applicationId) : withQuery(paths.section(applicationId, section.id), keep);
  if (where.gaps.some((gap) => gap.severity === 'error')) {
    keep.set('controlla', '1');
    if (wish.field !== undefined && wish.query !== undefined) {
      keep.set('cerca', wish.field);
      keep.set('testo', wish.query);
    }
    return withQuery(here, keep);
  }
  return key === '' ? pageAfterSection(where) : withQuery(paths.section(applicationId, section.id), keep);
}

/** The box that was used, the line that was moved or opened, or the question that was answered. */
function anchorAfter(wish: Extract<Wish, { wish: 'search' | 'redraw' }>, answered: string | undefined): string {
  if (wish.wish === 'redraw' && wish.line !== undefined) return `#${wish.line.replace(':', '.n')}`;
  if (wish.field !== undefined) return `#${wish.field}`;
  return answered === undefined ? '' : `#${questionAnchor(answered)}`;
}

/** Where a finished section leads: back to the check page, to the next section, or to the list of them. */
export function pageAfterSection({
  applicationId,
  section,
  steps,
  back,
}: Pick<SavedWhere, 'applicationId' | 'section' | 'steps' | 'back'>): string {
  if (back === 'riepilogo') return paths.review(applicationId);
  const next = stepAfter(steps, section.id);
  return next === undefined ? paths.application(applicationId) : paths.section(applicationId, next.section);
}

function withQuery(path: string, query: URLSearchParams): string {
  return query.size === 0 ? path : `${path}?${query}`;
}
