import type { Context, FieldOf, Section } from '../../../engines/procedure/index.ts';
import { targetName } from '../../../engines/procedure/index.ts';
import { formatDate } from '../../../kernel/civil-date.ts';
import { romeDate } from '../../../kernel/rome-time.ts';
import { Actions, Button, Form, LinkButton, Radios } from '../../../ui/index.ts';
import type { StandingFiling } from '../earlier.ts';
import { type ImportedList, leftWords } from '../earlier-list.ts';
import { paths } from '../opened.ts';
import type { SheetModel } from './sheet.tsx';
import { Sheet } from './sheet.tsx';

interface EarlierListPageProps {
  readonly sheet: SheetModel;
  readonly section: Section;
  readonly field: FieldOf<'preferences'>;
  readonly filing: StandingFiling;
  readonly context: Context;
  /** Lines written already. */
  readonly now: number;
  readonly replaced: ImportedList;
  readonly appended: ImportedList;
  readonly version: number;
  readonly back: string;
  readonly error: string | undefined;
}

/** What comes from the list of another time, and what does not, before it comes. */
export function EarlierListPage(props: EarlierListPageProps) {
  const { sheet, section, field, filing, context, now, replaced, error } = props;
  const { id } = sheet.opened.application;
  const here = paths.section(id, section.id);
  const back = props.back === '' ? here : `${here}?torna=${props.back}`;
  const come = replaced.lines.map((line) => targetName(field, line, context));
  return (
    <Sheet
      sheet={sheet}
      title="Riprendi la lista dell’altra volta"
      heading="Riprendi la lista dell’altra volta"
      trail={[{ href: here, label: section.title }]}
      errors={error === undefined ? [] : [{ field: 'come', message: error }]}
    >
      <p>
        «{field.label}», dalla domanda n. <strong>{filing.registerNumber}</strong> del{' '}
        {formatDate(romeDate(filing.filedAt))}. La tua lista non cambia finché non confermi qui sotto.
      </p>
      <h2>Che cosa puoi riprendere: {come.length}</h2>
      {come.length === 0 ? (
        <p>Nessuna preferenza di allora si può scegliere in questa procedura.</p>
      ) : (
        <ol>
          {come.map((name, index) => (
            <li key={index}>{name}</li>
          ))}
        </ol>
      )}
      <Left {...props} list={replaced} title="Che cosa non puoi riprendere" />
      {come.length > 0 && <Choice {...props} />}
      <Actions>
        <LinkButton href={back} look="outline">
          {now === 0 ? 'Non riprenderla: torna alla sezione' : 'Tieni la lista che hai scritto'}
        </LinkButton>
      </Actions>
    </Sheet>
  );
}

function Choice({ sheet, section, field, filing, now, version, back, error, appended, context }: EarlierListPageProps) {
  const { id } = sheet.opened.application;
  // What cannot come in any way stands above.
  const others = { ...appended, left: appended.left.filter(({ why }) => why === 'twice' || why === 'over') };
  return (
    <>
      {now > 0 && <Left {...{ field, context }} list={others} title="Se le aggiungi in fondo, restano fuori anche" />}
      <Form
        action={paths.earlierList(id, section.id, field.id)}
        csrf={sheet.visitor?.csrf}
        hidden={{ filing: filing.filingId, versione: String(version), torna: back }}
        label="Riprendi la lista"
      >
        {now > 0 && (
          <Radios
            name="come"
            label={now === 1 ? 'Hai già scritto una preferenza' : `Hai già scritto ${now} preferenze`}
            error={error}
            optional={false}
            choices={[
              {
                value: 'aggiungi',
                label: `Tienile e aggiungi in fondo quelle dell’altra volta: ne arrivano ${appended.come}`,
              },
              {
                value: 'sostituisci',
                label: 'Toglile, e metti al loro posto la lista dell’altra volta',
              },
            ]}
          />
        )}
        <Actions>
          <Button>Riprendi la lista</Button>
        </Actions>
      </Form>
    </>
  );
}

function Left({
  list,
  title,
  field,
  context,
}: Pick<EarlierListPageProps, 'field' | 'context'> & { list: ImportedList; title: string }) {
  if (list.left.length === 0) return null;
  return (
    <>
      <h2>
        {title}: {list.left.length}
      </h2>
      <ul>
        {list.left.map(({ line, why }, index) => (
          <li key={index}>
            {targetName(field, line, context)}: {leftWords(why, field)}.
          </li>
        ))}
      </ul>
    </>
  );
}
