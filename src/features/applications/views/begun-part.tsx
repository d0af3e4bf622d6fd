import type { Section } from '../../../engines/procedure/index.ts';
import { formatDate } from '../../../kernel/civil-date.ts';
import { romeDate } from '../../../kernel/rome-time.ts';
import { Actions, Button, Form, Notice } from '../../../ui/index.ts';
import type { BegunFrom } from '../application.ts';
import { isToLookAt } from '../begun.ts';
import { touchedWords } from '../move-words.ts';
import { paths } from '../opened.ts';
import type { SheetModel } from './sheet.tsx';

/** On the pages of the whole application: which sections came from an earlier one and wait to be looked at. */
export function BegunPart({ sheet: { opened, steps }, back = '' }: { sheet: SheetModel; back?: string }) {
  const { application, release } = opened;
  const from = application.begunFrom;
  const waiting = release.definition.sections.filter(
    (section) => isToLookAt(application, section) && steps.some((step) => step.section === section.id),
  );
  if (from === null || waiting.length === 0) return null;
  return (
    <Notice kind="warning" title="Ci sono risposte dell’altra volta da ricontrollare">
      <p>
        Vengono dalla <Source from={from} />. Apri queste sezioni, guarda se va ancora tutto bene e salvale: fino ad
        allora la domanda non si può inoltrare.
      </p>
      <ul>
        {waiting.map((section) => (
          <li key={section.id}>
            <a href={`${paths.section(application.id, section.id)}${back === '' ? '' : `?torna=${back}`}`}>
              {section.title}
            </a>
          </li>
        ))}
      </ul>
      {from.touched.length > 0 && (
        <>
          <p>Questo non è venuto, o va guardato con più attenzione:</p>
          <ul>
            {from.touched.map((each) => (
              <li key={[each.section, each.item, each.field].join('.')}>
                {each.where}: {touchedWords(each)}.
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}

interface SectionFromProps {
  readonly sheet: SheetModel;
  readonly section: Section;
  readonly back: string;
  /** The page shows all the records of the section: here one says to have looked at them. */
  readonly whole?: boolean;
}

/** On the pages of a section: where its answers came from, until they have been looked at. */
export function SectionFrom({ sheet, section, back, whole = false }: SectionFromProps) {
  const { application } = sheet.opened;
  if (application.begunFrom === null || !isToLookAt(application, section)) return null;
  return (
    <div id="ricontrollo">
      <Notice kind="warning" title="Risposte dell’altra volta: ricontrolla">
        <p>
          Vengono dalla <Source from={application.begunFrom} />. {toDo(section, whole)}
        </p>
        {whole && (
          <Form
            action={`${paths.section(application.id, section.id)}/ricontrollo`}
            csrf={sheet.visitor?.csrf}
            hidden={{ torna: back }}
            label="Ricontrollo"
          >
            <Actions>
              <Button look="outline" about={section.title}>
                Ho ricontrollato tutte le voci
              </Button>
            </Actions>
          </Form>
        )}
      </Notice>
    </div>
  );
}

function toDo(section: Section, whole: boolean): string {
  if (section.kind === 'form') return 'Leggile, cambia quello che non va più bene e salva.';
  if (!whole) return 'Leggi questa voce e cambia quello che non va più bene; poi ricontrolla anche le altre.';
  return 'Guarda ogni voce, cambia o togli quello che non va più bene, poi di’ che hai ricontrollato.';
}

function Source({ from }: { from: BegunFrom }) {
  return (
    <>
      domanda n. <strong>{from.registerNumber}</strong> del {formatDate(romeDate(new Date(from.filedAt)))}
    </>
  );
}
