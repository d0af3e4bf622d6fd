import type { Definition } from '../../../engines/procedure/index.ts';
import { isWritten } from '../../../engines/procedure/index.ts';
import { formatPoints, type Points } from '../../../kernel/points.ts';
import type { Pack } from '../release.ts';
import type { Rehearsal } from './rehearse.ts';
import type { Tally } from './tally.ts';

const SHOWN = 20;

/** What came of filing the applications in a database made for it. */
interface Scratch {
  readonly filed: number;
  readonly refused: Tally;
  readonly each: number;
}

/** What the rehearsal found, in Markdown: first what the author should look at. */
export function reportOf(
  pack: Pack,
  rehearsal: Rehearsal,
  { picture, scratch }: { readonly picture: string | undefined; readonly scratch: Scratch | undefined },
): string {
  const { definition } = pack;
  const { people, complete, times } = rehearsal;
  const parts = [
    `# Prova generale: ${definition.title}`,
    `${people} persone inventate, ${complete.length} arrivate in fondo (${percent(complete.length, people)}). ` +
      `Per persona: ${decimals(times.invent, 2)} ms per compilare e controllare, ${decimals(times.score, 2)} ms per i punti; ` +
      `${decimals(times.rank, 0)} ms per tutte le graduatorie.`,
    ...(scratch === undefined ? [] : [scratchWords(scratch)]),
    section(
      'Dove ci si ferma',
      rehearsal.stuck
        .ranked()
        .slice(0, SHOWN)
        .map(([what, times]) => `${what} (${times})`),
      'Nessuno si è fermato.',
    ),
    section('Domande mai comparse', neverAsked(definition, rehearsal), 'Tutte le domande sono comparse a qualcuno.'),
    section('Scelte mai fatte', neverChosen(definition, rehearsal), 'Ogni scelta è stata fatta da qualcuno.'),
    ...(pack.scoring === null ? [] : scoreParts(pack, rehearsal, picture)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function scoreParts(pack: Pack, rehearsal: Rehearsal, picture: string | undefined): readonly string[] {
  return [
    section(
      'Voci che non hanno dato punti a nessuno',
      neverScored(pack, rehearsal),
      'Ogni voce ha dato punti a qualcuno.',
    ),
    section(
      'Limiti che hanno tolto punti',
      rehearsal.capped
        .ranked()
        .slice(0, SHOWN)
        .map(([item, times]) => `${item}: ${times} volte`),
      'Nessun limite ha tolto punti.',
    ),
    section(
      'Punteggi',
      [...rehearsal.scores].map(([table, points]) => `${table}: ${spread(points)}`),
      'Nessun punteggio.',
    ),
    ...(picture === undefined ? [] : [`![Quante persone hanno quanti punti](${picture})`]),
    section(
      'Graduatorie',
      rehearsal.rankings.slice(0, SHOWN).map(rankingWords),
      'Questa procedura non ordina le persone.',
    ),
  ];
}

function scratchWords({ filed, refused, each }: Scratch): string {
  const others = refused
    .ranked()
    .slice(0, SHOWN)
    .map(([why, many]) => `${why} (${many})`)
    .join(', ');
  return `Inoltrate in un database di prova: ${filed}${others === '' ? '' : `; non inoltrate: ${others}`}. ${decimals(each, 2)} ms per inoltro.`;
}

function section(title: string, lines: readonly string[], none: string): string {
  return `## ${title}\n\n${lines.length === 0 ? none : lines.map((line) => `- ${line}`).join('\n')}`;
}

function neverAsked(definition: Definition, { asked }: Rehearsal): readonly string[] {
  return everyField(definition)
    .filter(({ name }) => asked.of(name) === 0)
    .map(({ name, label }) => `${name} («${label}»)`);
}

function neverChosen(definition: Definition, { asked, chosen }: Rehearsal): readonly string[] {
  return everyField(definition).flatMap(({ name, options }) =>
    asked.of(name) < 200
      ? []
      : options.filter((option) => chosen.of(`${name}=${option}`) === 0).map((option) => `${name} = ${option}`),
  );
}

function everyField({ sections }: Definition) {
  return sections.flatMap((section) =>
    section.fields
      .filter((field) => isWritten(field) || field.kind === 'file')
      .map((field) => ({
        name: `${section.id}.${field.id}`,
        label: field.label,
        options: field.kind === 'enum' ? field.options.map(({ value }) => value) : [],
      })),
  );
}

function neverScored({ scoring }: Pack, { scored }: Rehearsal): readonly string[] {
  return Object.entries(scoring?.tables ?? {}).flatMap(([id, table]) =>
    table.sections.flatMap((part) =>
      part.items
        .filter((item) => scored.of(`${id} ${item.id}`) === 0)
        .map((item) => `${id} ${item.id} («${item.label}»)`),
    ),
  );
}

function spread(points: readonly Points[]): string {
  const sorted = [...points].sort((one, other) => one - other);
  const at = (share: number) => formatPoints(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return `${sorted.length} posizioni; da ${at(0)} a ${at(1)}, metà sotto ${at(0.5)}, un decimo sopra ${at(0.9)}`;
}

function rankingWords({ key, people, tied, decided }: Rehearsal['rankings'][number]): string {
  const by = decided
    .ranked()
    .map(([criterion, times]) => `${criterion} ${times}`)
    .join(', ');
  const equal = tied === 0 ? 'nessuno resta alla pari' : `${tied} restano alla pari (${percent(tied, people)})`;
  return `${key}: ${people} persone, ${equal}${by === '' ? '' : `; decide: ${by}`}`;
}

function percent(part: number, whole: number): string {
  return `${decimals((100 * part) / Math.max(1, whole), 1)} %`;
}

function decimals(number: number, places: number): string {
  return number.toFixed(places).replace('.', ',');
}
