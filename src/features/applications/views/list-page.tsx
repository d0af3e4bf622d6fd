import type { Section } from '../../../engines/procedure/index.ts';
import type { FieldError, Tone } from '../../../ui/index.ts';
import {
  Actions,
  Button,
  Card,
  Details,
  Form,
  LinkButton,
  Notice,
  SaveStatus,
  SummaryList,
} from '../../../ui/index.ts';
import type { Removed } from '../application.ts';
import { paths } from '../opened.ts';
import { SectionFrom } from './begun-part.tsx';
import { RemovedNotices } from './removed-notices.tsx';
import type { SheetModel } from './sheet.tsx';
import { Sheet } from './sheet.tsx';

export interface RecordSummary {
  readonly key: string;
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly value: string }[];
  /** How many answers are missing or wrong. */
  readonly gaps: number;
  /** What does not stand in the way of filing but should be known. */
  readonly warnings: readonly string[];
}

export interface ListPageProps {
  readonly sheet: SheetModel;
  readonly section: Section;
  readonly records: readonly RecordSummary[];
  /** The entries of the dossier its items were taken from, by item. */
  readonly taken: ReadonlyMap<string, string>;
  /** Whether the person's dossier holds anything of what this list asks. */
  readonly mayTake: boolean;
  readonly removed: readonly Removed[];
  readonly errors: readonly FieldError[];
  readonly savedAt: Date | undefined;
  readonly back: string;
  /** The section after this one. */
  readonly next: string;
}

/** A section of several records: each in short, with what may be done with it. */
export function ListPage(props: ListPageProps) {
  const { sheet, section, records, removed, errors, back, next } = props;
  const { id } = sheet.opened.application;
  return (
    <Sheet
      sheet={sheet}
      title={section.title}
      heading={section.title}
      lead={section.intro}
      errors={errors}
      help={section.help}
    >
      <SectionFrom sheet={sheet} section={section} back={back} whole />
      <RemovedNotices sheet={sheet} section={section.id} removed={removed} back={back} />
      {props.savedAt && <SaveStatus savedAt={props.savedAt} />}
      {section.kind === 'list' && (
        <Adding id={id} section={section} count={records.length} back={back} mayTake={props.mayTake} />
      )}
      {records.length === 0 && section.kind === 'list' && <p>Non hai ancora inserito niente in questa sezione.</p>}
      <ul class="card-list">
        {records.map((each) => (
          <li key={each.key}>
            <RecordCard sheet={sheet} section={section} summary={each} back={back} taken={props.taken.has(each.key)} />
          </li>
        ))}
      </ul>
      <Actions>
        <LinkButton href={next} look={records.length === 0 ? 'outline' : 'primary'}>
          {back === 'riepilogo' ? 'Torna al controllo' : 'Vai avanti'}
        </LinkButton>
        <LinkButton href={paths.application(id)} look="outline">
          Torna alle sezioni
        </LinkButton>
      </Actions>
    </Sheet>
  );
}

interface AddingProps {
  readonly id: string;
  readonly section: Extract<Section, { kind: 'list' }>;
  readonly count: number;
  readonly back: string;
  readonly mayTake: boolean;
}

function Adding({ id, section, count, back, mayTake }: AddingProps) {
  if (count >= section.max) {
    return <p>Hai inserito tutte le voci possibili ({section.max}). Per aggiungerne una, prima togline un’altra.</p>;
  }
  return (
    <div id="add">
      <Actions>
        <LinkButton
          href={`${paths.section(id, section.id)}/nuovo?torna=${back}`}
          look={count === 0 ? 'primary' : 'outline'}
        >
          Aggiungi {section.item_name}
        </LinkButton>
        {mayTake && (
          <LinkButton href={`${paths.section(id, section.id)}/fascicolo?torna=${back}`} look="outline">
            Prendi dal fascicolo
          </LinkButton>
        )}
      </Actions>
    </div>
  );
}

interface CardProps {
  readonly sheet: SheetModel;
  readonly section: Section;
  readonly summary: RecordSummary;
  readonly back: string;
  /** It came from the dossier. */
  readonly taken: boolean;
}

/** Answers shown at once: twenty titles must fit a page. */
const FIRST = 4;

function RecordCard({ sheet, section, summary, back, taken }: CardProps) {
  const { key, title, rows, warnings } = summary;
  const href = paths.record(sheet.opened.application.id, section.id, key);
  return (
    <Card title={title} state={stateOf(summary)} actions={<CardActions {...{ sheet, section, summary, back, href }} />}>
      {taken && <p>Dal tuo fascicolo: controlla che sia ancora giusto.</p>}
      {rows.length > 0 && <SummaryList rows={rows.slice(0, FIRST)} />}
      {rows.length > FIRST && (
        <Details summary={rows.length === FIRST + 1 ? 'Un’altra risposta' : `Altre ${rows.length - FIRST} risposte`}>
          <SummaryList rows={rows.slice(FIRST)} />
        </Details>
      )}
      {warnings.length > 0 && (
        <Notice kind="info" title="Controlla anche">
          {warnings.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
        </Notice>
      )}
    </Card>
  );
}

function stateOf({ rows, gaps }: RecordSummary): { tone: Tone; word: string } {
  if (gaps > 0) return { tone: 'warning', word: gaps === 1 ? 'Manca 1 risposta' : `Mancano ${gaps} risposte` };
  return rows.length === 0 ? { tone: 'info', word: 'Nessuna risposta' } : { tone: 'success', word: 'Completa' };
}

function CardActions({ sheet, section, href, summary, back }: Omit<CardProps, 'taken'> & { href: string }) {
  const { title, rows } = summary;
  const csrf = sheet.visitor?.csrf;
  return (
    <>
      <LinkButton href={`${href}?torna=${back}`} look="outline" icon="it-pencil" about={title}>
        {section.kind === 'per' && rows.length === 0 ? 'Compila' : 'Modifica'}
      </LinkButton>
      {section.kind === 'list' && (
        <>
          <Form action={`${href}/copia`} csrf={csrf} hidden={{ torna: back }} label={`Copia ${title}`}>
            <Button look="quiet" about={title}>
              Duplica
            </Button>
          </Form>
          <Form action={`${href}/rimozione`} csrf={csrf} hidden={{ torna: back }} label={`Togli ${title}`}>
            <Button look="quiet" about={title}>
              Togli
            </Button>
          </Form>
        </>
      )}
    </>
  );
}
