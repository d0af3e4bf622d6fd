import type { Definition, Field } from '../../engines/procedure/index.ts';
import {
  describeRule,
  type Rule,
  type ScoringPack,
  type ScoringTable,
  type TableItem,
} from '../../engines/scoring/index.ts';
import { type ConditionNames, conditionWords } from '../../kernel/condition-words.ts';
import { formatPoints, type Points } from '../../kernel/points.ts';
import { factSection, scoringNames } from './scoring-names.ts';

/** One line of a table of points as the public rules tell it. */
export interface ItemRule {
  readonly item: TableItem;
  /** What the fact is called: "Titolo". */
  readonly values: string;
  /** Which of them, after "se"; nothing when all of them. */
  readonly when: string | undefined;
  /** How many points, in a sentence. */
  readonly gives: string;
  /** How many points, one by one, where a sentence would not do. */
  readonly grid: Grid | undefined;
  /** Caps, "uno per…", halves: a sentence each. */
  readonly limits: readonly string[];
}

export interface Grid {
  /** What the first column holds. */
  readonly head: string;
  readonly rows: readonly { readonly label: string; readonly points: Points }[];
}

/** The items of one section of a table. */
export function itemRules(definition: Definition, pack: ScoringPack, items: readonly TableItem[]): readonly ItemRule[] {
  return items.map((item) => {
    const names = scoringNames(definition, pack, item.of);
    const section = factSection(definition, pack, item.of, rankingSection(definition, pack));
    return {
      item,
      values: pack.facts.find(({ kind }) => kind === item.of)?.name ?? item.of,
      when: item.when && conditionWords(item.when, names),
      gives: sentence(describeRule(item.rule)),
      grid: gridOf(item.rule, section?.fields ?? []),
      limits: [...ruleNotes(item.rule, names), ...limitsOf(item, names)],
    };
  });
}

/** What a table sets aside, a sentence for each rule. */
export function discardWords(definition: Definition, pack: ScoringPack, { discard }: ScoringTable): readonly string[] {
  return discard.map(({ of, when, reason }) => {
    const name = pack.facts.find(({ kind }) => kind === of)?.name ?? of;
    return `${name}: non dà punti se ${conditionWords(when, scoringNames(definition, pack, of))}. ${sentence(reason)}`;
  });
}

/** When a ranking is valued by which table, in the order in which they are tried. */
export function tableChoices(definition: Definition, pack: ScoringPack) {
  const names = scoringNames(definition, pack);
  return pack.positions.tables.map(({ table, when }) => ({
    table,
    when: when === undefined ? undefined : conditionWords(when, names),
  }));
}

/** What a table is called: with its letters where an act gives it some, by its title alone where the name is ours. */
export function tableName({ tables }: ScoringPack, id: string): string {
  const title = tables[id]?.title ?? id;
  return /^[^a-z]+$/.test(id) ? `Tabella ${id}: ${title}` : `Tabella «${title}»`;
}

/** How a table stands in an address: "A/3" → "a-3". */
export function tableSlug(id: string): string {
  return id
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

function rankingSection(definition: Definition, { positions }: ScoringPack) {
  return 'section' in positions ? definition.sections.find(({ id }) => id === positions.section) : undefined;
}

function gridOf(rule: Rule, fields: readonly Field[]): Grid | undefined {
  if (rule.kind === 'lookup') {
    const field = fields.find(({ id }) => id === rule.field);
    const rows = Object.entries(rule.points).map(([value, points]) => ({
      label: optionLabel(field, value),
      points,
    }));
    return { head: field?.label ?? rule.field, rows };
  }
  if (rule.kind !== 'band') return undefined;
  const bands = rule.bands.toSorted((one, other) => one.from - other.from);
  const rows = bands.map(({ from, points }, index) => {
    const next = bands[index + 1]?.from;
    return { label: next === undefined ? `${from} o più` : bandWords(from, next - 1), points };
  });
  const below = { label: `meno di ${bands[0]?.from ?? 0}`, points: 0 };
  const none = rule.no_mark === undefined ? [] : [{ label: 'senza voto', points: rule.no_mark }];
  return { head: `Voto in ${rule.scale}esimi`, rows: [below, ...rows, ...none] };
}

function bandWords(from: number, to: number): string {
  return from === to ? String(from) : `da ${from} a ${to}`;
}

function optionLabel(field: Field | undefined, value: string): string {
  if (field?.kind === 'boolean') return value === 'true' ? 'Sì' : 'No';
  if (field?.kind !== 'enum' && field?.kind !== 'multi_enum') return value;
  return field.options.find((option) => option.value === value)?.label ?? value;
}

/** What the sentence of a rule leaves out. */
function ruleNotes(rule: Rule, names: ConditionNames): string[] {
  if (rule.kind === 'months') {
    const days = rule.year === undefined ? 'I giorni' : 'I giorni dello stesso anno scolastico';
    return [
      rule.sum_days ? `${days} si sommano; un mese è di ${rule.month_days} giorni.` : 'Ogni servizio si conta da solo.',
      ...(rule.full_when === undefined ? [] : [`Vale l’anno intero se ${conditionWords(rule.full_when, names)}.`]),
    ];
  }
  const noMark = rule.kind === 'above' || rule.kind === 'scaled' ? rule.no_mark : undefined;
  return noMark === undefined ? [] : [`Senza voto: ${formatPoints(noMark)} punti.`];
}

function limitsOf({ factors, one_per, max_count, cap_per, cap, reusable }: TableItem, names: ConditionNames): string[] {
  return [
    ...factors.map(
      ({ when, by, why }) =>
        `I punti si moltiplicano per ${String(by).replace('.', ',')} (${why}) se ${conditionWords(when, names)}.`,
    ),
    ...(one_per === undefined ? [] : [sentence(one_per.why)]),
    ...(max_count === undefined
      ? []
      : [max_count === 1 ? 'Se ne conta uno solo.' : `Se ne contano al massimo ${max_count}.`]),
    ...(cap_per === undefined ? [] : [sentence(cap_per.why)]),
    ...(cap === undefined ? [] : [`Al massimo ${formatPoints(cap)} punti in tutto.`]),
    ...(reusable ? ['Conta anche un titolo che la tabella altrimenti mette da parte.'] : []),
  ];
}

/** With a capital letter and a full stop. */
export function sentence(words: string): string {
  const text = words.trim();
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?»]$/.test(text) ? '' : '.'}`;
}
