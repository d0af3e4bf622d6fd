import { conditionNames, type Definition, type Section } from '../../engines/procedure/index.ts';
import type { ScoringPack } from '../../engines/scoring/index.ts';
import type { ConditionNames } from '../../kernel/condition-words.ts';

/** What a table of points calls by names of its own, beside the questions. */
const OF_CLASS: Readonly<Record<string, string>> = {
  class_kind: '«tipo della classe di concorso»',
  degree: '«grado della classe di concorso»',
};
const OF_TARGET: Readonly<Record<string, string>> = {
  school: '«scuola» della preferenza',
  municipality: '«comune» della preferenza',
  province: '«provincia» della preferenza',
};

/**
 * The names of a scoring pack as people read them. Bare names are the answers of the fact an item values (`of`), or of
 * the ranking asked for when no fact is meant; `position.x` is the ranking, `target.x` the preference.
 */
export function scoringNames(definition: Definition, pack: ScoringPack, of?: string): ConditionNames {
  const ranking = sectionOf(definition, 'section' in pack.positions ? pack.positions.section : undefined);
  const bare = conditionNames(definition, of === undefined ? ranking : factSection(definition, pack, of, ranking));
  const asked = conditionNames(definition, ranking);
  const find = (name: string): [ConditionNames, string, string] => {
    if (name.startsWith('position.')) return [asked, name.slice('position.'.length), ' della graduatoria richiesta'];
    return [bare, name, ''];
  };
  return {
    field: (name) => {
      const [names, own, of] = find(name);
      if (OF_CLASS[own] !== undefined) return `${OF_CLASS[own]}${of}`;
      if (name.startsWith('target.')) return targetWords(name.slice('target.'.length));
      return `${names.field(own)}${of}`;
    },
    value: (name, value) => {
      const [names, own] = find(name);
      const plain = typeof value === 'string' && OF_CLASS[own] !== undefined ? value.replaceAll('_', ' ') : value;
      return names.value(own, plain);
    },
    isYesNo: (name) => {
      const [names, own] = find(name);
      return names.isYesNo(own);
    },
    items: (section) => bare.items(section),
    relation: (name) => `la corrispondenza «${relationTitle(pack, name)}»`,
  };
}

/** How a relation of the pack is called; its own name when the pack gives it no title. */
export function relationTitle(pack: ScoringPack, name: string): string {
  return pack.relations[name]?.title ?? name;
}

/** The section whose answers a kind of fact is made of. */
export function factSection(definition: Definition, pack: ScoringPack, kind: string, ranking?: Section) {
  const from = pack.facts.find((fact) => fact.kind === kind)?.from;
  if (from === undefined || from === 'applicant') return undefined;
  if (from === 'position') return ranking;
  return sectionOf(definition, 'section' in from ? from.section : from.form);
}

function targetWords(of: string): string {
  return OF_TARGET[of] ?? `«${of}» della preferenza`;
}

function sectionOf(definition: Definition, id: string | undefined): Section | undefined {
  return definition.sections.find((section) => section.id === id);
}
