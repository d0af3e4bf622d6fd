import type { Section } from '../../../engines/procedure/index.ts';
import type { FieldError, Link } from '../../../ui/index.ts';
import { Actions, Button, Form, LinkButton, SaveStatus, SummaryList } from '../../../ui/index.ts';
import { questionAnchor } from '../answered.ts';
import type { Removed } from '../application.ts';
import type { FieldModel } from '../field-model.ts';
import { paths } from '../opened.ts';
import { type AttachmentModel, Attachments } from './attachments.tsx';
import { SectionFrom } from './begun-part.tsx';
import { FieldView } from './field-view.tsx';
import { RemovedNotices } from './removed-notices.tsx';
import type { SheetModel } from './sheet.tsx';
import { Sheet } from './sheet.tsx';

export interface RecordPageProps {
  readonly sheet: SheetModel;
  readonly section: Section;
  /** '' for a form, an item id, or a key. */
  readonly recordKey: string;
  readonly heading: string;
  readonly trail?: readonly Link[] | undefined;
  readonly models: readonly FieldModel[];
  /** Fields known from the profile or worked out from the answers, already in words. */
  readonly known: readonly { readonly label: string; readonly value: string; readonly worked: boolean }[];
  readonly attachments: readonly AttachmentModel[];
  /** Files taken away from this record. */
  readonly removed: readonly Removed[];
  readonly errors: readonly FieldError[];
  readonly base: string;
  readonly savedAt: Date | undefined;
  /** Where "save and go on" leads in the end: the check page, when the person came from it. */
  readonly back: string;
  /** The page after this section. */
  readonly next: string;
}

/** The form of the answers, by which its buttons find it. */
const ANSWERS = 'answers-form';

/** One record to fill in: a form section, one item of a list, or the part of one key. */
export function RecordPage(props: RecordPageProps) {
  const { sheet, section, recordKey, heading, models, errors, back } = props;
  const { id } = sheet.opened.application;
  return (
    <Sheet
      sheet={sheet}
      title={heading}
      heading={heading}
      lead={section.kind === 'list' ? undefined : section.intro}
      errors={errors}
      trail={props.trail}
      help={section.help}
    >
      <SectionFrom sheet={sheet} section={section} back={back} />
      <Known title="Dati che abbiamo già" rows={props.known.filter(({ worked }) => !worked)} />
      <RemovedNotices sheet={sheet} section={section.id} removed={props.removed} back={back} />
      <Known title="Calcolato dalle tue risposte" rows={props.known.filter(({ worked }) => worked)} />
      {(models.length > 0 || props.savedAt) && <SaveStatus savedAt={props.savedAt} />}
      {models.length > 0 && <Answers {...props} />}
      <Attachments
        id={id}
        section={section.id}
        recordKey={recordKey}
        csrf={sheet.visitor?.csrf}
        back={back}
        attachments={props.attachments}
      />
      {models.length > 0 ? (
        <GoOn back={back} />
      ) : (
        <Actions>
          <LinkButton href={props.next}>{back === 'riepilogo' ? 'Torna al controllo' : 'Vai avanti'}</LinkButton>
          <LinkButton href={paths.application(id)} look="outline">
            Torna alle sezioni
          </LinkButton>
        </Actions>
      )}
    </Sheet>
  );
}

function Known({ title, rows }: { title: string; rows: RecordPageProps['known'] }) {
  if (rows.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <SummaryList rows={rows} />
    </>
  );
}

/** The form of the answers, saved while one types. */
function Answers({ sheet, section, recordKey, heading, models, errors, base, back }: RecordPageProps) {
  const { id } = sheet.opened.application;
  const decides = models.some((model) => model.deciding);
  return (
    <Form
      action={paths.record(id, section.id, recordKey)}
      csrf={sheet.visitor?.csrf}
      id={ANSWERS}
      autosave
      hidden={{ base, torna: back }}
      label={heading}
    >
      <button type="submit" name="vai" value="invio" hidden>
        Salva
      </button>
      {models.map((model) => (
        <div
          key={model.field.id}
          id={questionAnchor(model.field.id)}
          data-redraw={model.deciding ? model.field.id : undefined}
        >
          <FieldView
            model={model}
            error={errorOf(errors, model)}
            searchHref={paths.search(id, section.id, model.field.id, recordKey)}
          />
        </div>
      ))}
      {decides && (
        <p>
          <Button look="quiet" name="vai" value="aggiorna" icon="it-refresh">
            Aggiorna i campi
          </Button>
        </p>
      )}
    </Form>
  );
}

/** After the documents, which have forms of their own: nobody should leave the page before having seen them. */
function GoOn({ back }: { back: string }) {
  return (
    <Actions>
      <Button name="vai" value="avanti" form={ANSWERS}>
        {back === 'riepilogo' ? 'Salva e torna al controllo' : 'Salva e continua'}
      </Button>
      <Button look="outline" name="vai" value="elenco" form={ANSWERS}>
        Salva ed esci dalla sezione
      </Button>
    </Actions>
  );
}

/** The error of a field, wherever in it its box is: the month of a date, the box that adds a school. */
function errorOf(errors: readonly FieldError[], { field }: FieldModel): string | undefined {
  return errors.find((error) => error.field === field.id || error.field.startsWith(`${field.id}.`))?.message;
}
