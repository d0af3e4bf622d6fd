import type { Section } from '../../../engines/procedure/index.ts';
import { itemsOf, valuesOf } from '../../../engines/procedure/index.ts';
import type { Frame, Visitor } from '../../../ui/index.ts';
import { Actions, Button, Form, Instant, Page } from '../../../ui/index.ts';
import type { Release } from '../../procedures/index.ts';
import type { Beginning } from '../begun.ts';
import type { Earlier } from '../earlier.ts';
import { anewWords, touchedWords } from '../move-words.ts';

interface BeginningPageProps {
  readonly frame: Frame;
  readonly visitor: Visitor | null;
  readonly notice: string | undefined;
  readonly release: Release;
  readonly earlier: Earlier;
  readonly beginning: Beginning;
}

/** What the form says of who begins with nothing. */
export const EMPTY = 'vuota';

/** Asked before an application is opened: from last time's answers, or from none. Nothing is opened by looking at it. */
export function BeginningPage({ frame, visitor, notice, release, earlier, beginning }: BeginningPageProps) {
  const { definition, procedureId } = release;
  const { filing } = earlier;
  const action = `/procedure/${procedureId}/istanze`;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title={`Come vuoi cominciare – ${definition.title}`}
      heading="Come vuoi cominciare?"
      lead={definition.title}
      section="/area"
      breadcrumb={[{ href: `/procedure/${procedureId}`, label: definition.title }]}
      notice={notice === undefined ? undefined : { kind: 'info', text: notice }}
    >
      <p>
        L’altra volta hai inoltrato «{earlier.release.definition.title}», protocollo{' '}
        <strong>{filing.registerNumber}</strong>, <Instant at={filing.filedAt} />. Puoi riprenderne le risposte, oppure
        scrivere tutto da capo. In tutti e due i casi quella domanda resta com’è, e la nuova non è inoltrata finché non
        la confermi.
      </p>
      <h2>Comincia dalla domanda dell’altra volta</h2>
      <Carried beginning={beginning} sections={definition.sections} />
      <p>
        Ogni sezione ripresa va <strong>ricontrollata</strong>: finché non l’hai riaperta e salvata, la domanda non si
        può inoltrare. Quello che non va più bene lo cambi o lo togli.
      </p>
      <Form action={action} csrf={visitor?.csrf} hidden={{ inizio: filing.filingId }} label="Domanda dell’altra volta">
        <Actions>
          <Button>Comincia dalla domanda dell’altra volta</Button>
        </Actions>
      </Form>
      <h2>Comincia da una domanda vuota</h2>
      <p>Nessuna risposta è già scritta. Dopo non si può più tornare a questa scelta.</p>
      <Form action={action} csrf={visitor?.csrf} hidden={{ inizio: EMPTY }} label="Domanda vuota">
        <Actions>
          <Button look="outline">Comincia da una domanda vuota</Button>
        </Actions>
      </Form>
    </Page>
  );
}

function Carried({ beginning, sections }: { beginning: Beginning; sections: readonly Section[] }) {
  const { answers, touched, anew } = beginning;
  const carried = sections.filter(({ id }) => Object.hasOwn(answers, id));
  return (
    <>
      <h3>Che cosa riprendi</h3>
      {carried.length === 0 ? (
        <p>Nessuna risposta: le domande di questa procedura sono tutte diverse.</p>
      ) : (
        <ul>
          {carried.map((section) => (
            <li key={section.id}>
              {section.title}: {howMany(section, beginning)}
            </li>
          ))}
        </ul>
      )}
      {anew.length > 0 && (
        <>
          <h3>Che cosa devi dare di nuovo</h3>
          <ul>
            {anew.map((each) => (
              <li key={`${each.section}.${each.label}`}>
                {each.where}: {anewWords(each)}.
              </li>
            ))}
          </ul>
        </>
      )}
      <Changed touched={touched} />
    </>
  );
}

function Changed({ touched }: Pick<Beginning, 'touched'>) {
  if (touched.length === 0) return null;
  return (
    <>
      <h3>Che cosa è cambiato</h3>
      <ul>
        {touched.map((each) => (
          <li key={[each.section, each.item, each.field].join('.')}>
            {each.where}: {touchedWords(each)}.
          </li>
        ))}
      </ul>
    </>
  );
}

function howMany(section: Section, { answers }: Beginning): string {
  if (section.kind === 'list') {
    const items = itemsOf(answers, section.id).length;
    return items === 1 ? 'una voce' : `${items} voci`;
  }
  const given = Object.keys(valuesOf(answers, section.id)).length;
  if (section.kind === 'per') return given === 1 ? 'una parte' : `${given} parti`;
  return given === 1 ? 'una risposta' : `${given} risposte`;
}
