import { conditionNames, type Definition, type Uncertain } from '../../engines/procedure/index.ts';
import { conditionWords } from '../../kernel/condition-words.ts';

type Office = Definition['office'];
type OneOffice = Exclude<Office, { by: 'cases' }>;

/** A sentence on who receives an application, and what of it was not confirmed on the act. */
export interface OfficeSentence {
  readonly words: string;
  readonly uncertain: Uncertain | undefined;
}

/** Who receives an application, one sentence for each case; a doubt about all of them stands with the last. */
export function officeWords(definition: Definition): readonly OfficeSentence[] {
  const { office } = definition;
  if (office.by !== 'cases') {
    return [{ words: capital(`${oneWords(definition, office)}.`), uncertain: office.uncertain }];
  }
  const names = conditionNames(definition);
  return [
    ...office.cases.map((each) => ({
      words: `Se ${conditionWords(each.when, names)}: ${oneWords(definition, each.office)}.`,
      uncertain: each.office.uncertain,
    })),
    {
      words: `Altrimenti: ${oneWords(definition, office.otherwise)}.`,
      uncertain: office.otherwise.uncertain ?? office.uncertain,
    },
  ];
}

const KINDS = {
  provincial: 'l’ufficio scolastico della provincia che indichi in',
  regional: 'l’ufficio scolastico della regione che indichi in',
  school: 'la scuola che indichi in',
} as const;

function oneWords(definition: Definition, office: OneOffice): string {
  if (office.by === 'fixed') return office.name;
  return `${KINDS[office.kind]} ${conditionNames(definition).field(office.field)}`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
