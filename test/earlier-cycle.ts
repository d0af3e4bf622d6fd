import { uuidv7 } from 'uuidv7';
import { type Preference, preferenceTexts } from '../src/engines/procedure/index.ts';
import { packDigest, publishRelease } from '../src/features/procedures/index.ts';
import type { Db } from '../src/platform/db/database.ts';
import { hiddenIn } from './cast-objects.ts';
import { PERSONAL_CODE, pdfSaying } from './cast-people.ts';
import type { CastWorld } from './cast-world.ts';
import { definitionOf, FRAME } from './small-procedure.ts';

// One procedure in two cycles, for what is begun from, or taken from, the cycle before. They are of the tests: the
// catalogue has no procedure whose cycle before is written as a pack.

const common = {
  ...FRAME,
  summary: 'Una procedura che torna ogni anno.',
  family: 'mobility',
  // Open whenever a test is run.
  windows: [
    { id: 'main', kind: 'filing', title: 'Presentazione', opens: '2020-01-01T09:00:00', closes: '2099-12-31T23:59:00' },
  ],
  office: { by: 'answer', field: 'place.province', kind: 'provincial' },
};

const personal = { special: true, purpose: 'Prova', legal_basis: 'Prova', retention: '1 anno' };
const province = { id: 'province', kind: 'province', label: 'Provincia', required: true };
const language = (...values: string[]) => ({
  id: 'language',
  kind: 'enum',
  label: 'Lingua',
  options: values.map((value) => ({ value, label: value.toUpperCase() })),
});
const titles = {
  id: 'titles',
  kind: 'list',
  title: 'Titoli',
  item_name: 'titolo',
  item_title: '{what}',
  fields: [
    { id: 'what', kind: 'text', label: 'Titolo di studio', required: true },
    { id: 'copy', kind: 'file', label: 'Copia', accept: ['application/pdf'], max_bytes: 1_000_000 },
  ],
};
const wishes = (max: number, targets: string[]) => ({
  id: 'wishes',
  kind: 'form',
  title: 'Preferenze',
  fields: [
    { id: 'wishes', kind: 'preferences', label: 'Dove vuoi andare', max, targets, within: 'place.province' },
    { id: 'note', kind: 'text', label: 'Una nota' },
  ],
});
const help = (...more: object[]) => ({
  id: 'help',
  kind: 'form',
  title: 'Aiuti',
  fields: [{ id: 'aid', kind: 'text', label: 'Aiuto che ti serve', ...personal }, ...more],
});
const promise = {
  id: 'promise',
  kind: 'form',
  title: 'Dichiarazioni',
  fields: [{ id: 'truthful', kind: 'declaration', label: 'Verità', text: 'Dichiaro il vero.', required: true }],
};

/** The cycle before. */
export const lastYear = definitionOf({
  ...common,
  id: 'ritorno-2025',
  title: 'Domanda che torna 2025',
  cycle: '2025',
  sections: [
    { id: 'place', kind: 'form', title: 'Luogo', fields: [province, language('en', 'de')] },
    titles,
    wishes(5, ['school', 'municipality', 'province']),
    help(),
    promise,
  ],
});

/** This one: a language is gone, fewer preferences may be named, and no whole province. */
export const thisYear = definitionOf({
  ...common,
  id: 'ritorno-2026',
  title: 'Domanda che torna 2026',
  cycle: '2026',
  continues: 'ritorno-2025',
  sections: [
    {
      id: 'place',
      kind: 'form',
      title: 'Luogo',
      fields: [{ ...province, prefill: 'last.place.province' }, language('en', 'fr')],
    },
    titles,
    wishes(3, ['school', 'municipality']),
    help({ id: 'phone', kind: 'phone', label: 'Telefono', prefill: 'profile.phone' }),
    promise,
  ],
});

/** Publishes both cycles. */
export async function publishCycles(database: Db): Promise<void> {
  for (const definition of [lastYear, thisYear]) {
    const pack = { definition, scoring: null, texts: [] };
    await publishRelease(database, pack, packDigest(pack), 'prova', new Date('2026-02-01T00:00:00Z'));
  }
}

/** What somebody of the cast wished for then: a whole province is no longer admitted now. */
export const WISHES: readonly Preference[] = [
  { target: 'school', code: 'VDIC80100L' },
  { target: 'municipality', code: 'X003' },
  { target: 'province', code: 'VD' },
];

export interface FiledThen {
  readonly application: string;
  readonly filing: string;
  /** "0000001/2026". */
  readonly registerNumber: string;
  readonly wishes: readonly Preference[];
}

/** Somebody signed in, at whatever stands for their browser. */
export interface Filer {
  page(path: string): Promise<string>;
  send(
    path: string,
    fields: Record<string, string | string[]>,
  ): Promise<{ status: number; location?: string | undefined }>;
}

/** Somebody of the cast files for the cycle before, with a document. */
export function fileLastYear(world: CastWorld, who: 'anna' | 'marta'): Promise<FiledThen> {
  const caller = world.caller(who);
  const filer = {
    page: async (path: string) => (await caller.get(path)).body,
    send: (path: string, fields: Record<string, string | string[]>) => caller.post(path, fields),
  };
  return filesThen(filer, who, async (item) => {
    await caller.upload(`${item}/allegati/copy`, 'copy', 'laurea.pdf', pdfSaying(who));
  });
}

/** Somebody files for the cycle before, through the pages. */
export async function filesThen(
  filer: Filer,
  who: string,
  attach: (item: string) => Promise<void> = async () => undefined,
): Promise<FiledThen> {
  const { location: here = '' } = await filer.send(`/procedure/${lastYear.id}/istanze`, {});
  const step = async (path: string, fields: Record<string, string | string[]>) => {
    const answer = await filer.send(`${here}${path}`, fields);
    if (answer.status !== 303) throw new Error(`${who} could not go on at ${path}: ${answer.status}`);
    return answer;
  };
  const [degree, other] = [uuidv7(), uuidv7()];
  await step('/sezioni/place', { province: 'VD', language: 'de' });
  await step(`/sezioni/titles/${degree}`, { what: `Laurea di ${who}` });
  await step(`/sezioni/titles/${other}`, { what: 'Diploma' });
  await attach(`${here}/sezioni/titles/${degree}`);
  const lines = preferenceTexts(WISHES).map((text, mark) => `${mark}|${text}`);
  await step('/sezioni/wishes', { 'wishes.line': lines, note: 'vicino a casa' });
  await step('/sezioni/help', { aid: `aiuto di ${who}` });
  await step('/sezioni/promise', { truthful: 'true' });
  const [filing, application] = [uuidv7(), here.split('/')[2] ?? ''];
  const version = hiddenIn(await filer.page(`${here}/riepilogo`), 'version');
  const filed = await step('/inoltro', { filing, version, code: PERSONAL_CODE });
  const registerNumber = /\d{7}\/\d{4}/.exec(await filer.page(filed.location ?? ''))?.[0] ?? '';
  return { application, filing, registerNumber, wishes: WISHES };
}
