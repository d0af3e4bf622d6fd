import { conditionNames, type Definition } from '../../engines/procedure/index.ts';
import { conditionWords } from '../../kernel/condition-words.ts';

type Office = Definition['office'];
type OneOffice = Exclude<Office, { by: 'cases' }>;

/** Who receives an application, one sentence for each case. */
export function officeWords(definition: Definition): readonly string[] {
  const { office } = definition;
  if (office.by !== 'cases') return [capital(`${oneWords(definition, office)}.`)];
  const names = conditionNames(definition);
  return [
    ...office.cases.map((each) => `Se ${conditionWords(each.when, names)}: ${oneWords(definition, each.office)}.`),
    `Altrimenti: ${oneWords(definition, office.otherwise)}.`,
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
