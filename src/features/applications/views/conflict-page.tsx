import type { FieldError } from '../../../ui/index.ts';
import { Actions, Button, Form, Instant, Radios } from '../../../ui/index.ts';
import { paths } from '../opened.ts';
import type { SheetModel } from './sheet.tsx';
import { Sheet } from './sheet.tsx';

/** One answer with two values: the one saved from elsewhere, and the one typed here. */
export interface Disagreement {
  readonly field: string;
  readonly label: string;
  readonly saved: string;
  readonly mine: string;
  readonly choice: 'saved' | 'mine' | undefined;
}

interface ConflictPageProps {
  readonly sheet: SheetModel;
  readonly conflict: string;
  readonly sectionTitle: string;
  readonly savedAt: Date | undefined;
  readonly at: Date;
  readonly base: string;
  readonly disagreements: readonly Disagreement[];
  readonly errors: readonly FieldError[];
}

/** Both values of every answer two devices changed; the person says which one counts. */
export function ConflictPage({
  sheet,
  conflict,
  sectionTitle,
  savedAt,
  at,
  base,
  disagreements,
  errors,
}: ConflictPageProps) {
  const { id } = sheet.opened.application;
  return (
    <Sheet
      sheet={sheet}
      title={`Scegli tra due risposte: ${sectionTitle}`}
      heading="Scegli tra due risposte"
      errors={errors}
      settling
      lead={`In «${sectionTitle}» hai scritto risposte diverse da due finestre o dispositivi. Non si è perso niente: per ogni risposta scegli quale vale.`}
    >
      <p>
        {savedAt && (
          <>
            La prima è stata salvata <Instant at={savedAt} />.{' '}
          </>
        )}
        La seconda è arrivata <Instant at={at} />. Le altre risposte della sezione sono già salvate.
      </p>
      <Form action={paths.conflict(id, conflict)} csrf={sheet.visitor?.csrf} hidden={{ base }}>
        {disagreements.map(({ field, label, saved, mine, choice }) => (
          <Radios
            key={field}
            name={field}
            label={label}
            error={errors.find((error) => error.field === field)?.message}
            value={choice}
            choices={[
              { value: 'saved', label: saved, hint: 'Quella salvata per prima' },
              { value: 'mine', label: mine, hint: 'Quella arrivata dopo' },
            ]}
          />
        ))}
        <Actions>
          <Button>Salva le risposte scelte</Button>
        </Actions>
      </Form>
    </Sheet>
  );
}
