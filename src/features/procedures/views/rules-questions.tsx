import { Fragment } from 'preact';
import { conditionNames, type Definition, type Field, normOf, type Section } from '../../../engines/procedure/index.ts';
import { conditionWords } from '../../../kernel/condition-words.ts';
import { Details, StateTag, Table } from '../../../ui/index.ts';
import { type QuestionRule, questionRules } from '../rule-words.ts';
import { Doubt } from './doubt.tsx';

/** What is asked, section by section; why and for how long is said once, and again where a question has its own. */
export function Questions({ definition }: { definition: Definition }) {
  const { purpose, legal_basis, retention } = definition.privacy;
  return (
    <>
      <p>
        <strong>Perché lo chiediamo:</strong> {purpose}. <strong>Base giuridica:</strong> {legal_basis}.{' '}
        <strong>Per quanto lo conserviamo:</strong> {retention}. Dove una domanda ha motivi suoi, sono scritti accanto.
      </p>
      {definition.sections.map((section) => (
        <SectionRules key={section.id} definition={definition} section={section} />
      ))}
    </>
  );
}

/** The questions of one section: how each is answered, when it is asked, and why. */
export function SectionRules({ definition, section }: { definition: Definition; section: Section }) {
  return (
    <section aria-labelledby={`sezione-${section.id}`}>
      <h3 id={`sezione-${section.id}`}>{section.title}</h3>
      {section.intro && <p>{section.intro}</p>}
      {section.when && <p>Si compila se {conditionWords(section.when, conditionNames(definition, section))}.</p>}
      <p>{howOften(definition, section)}</p>
      {section.norm && <p>Norma: {section.norm}.</p>}
      <Doubt of={section.uncertain} />
      <Details summary={questionsWords(section)}>
        <Table
          caption={`Domande della sezione ${section.title}`}
          captionHidden
          columns={[
            { label: 'Domanda', heading: true, cell: (rule) => <Question rule={rule} /> },
            { label: 'Si risponde', cell: ({ answer }) => answer },
            { label: 'Si chiede', cell: ({ asked }) => asked },
            { label: 'Obbligatoria', cell: ({ required }) => required },
          ]}
          rows={questionRules(definition, section)}
        />
      </Details>
    </section>
  );
}

function questionsWords({ title, fields }: Section): string {
  return fields.length === 1 ? `La domanda di «${title}»` : `Le ${fields.length} domande di «${title}»`;
}

function howOften(definition: Definition, section: Section): string {
  if (section.kind === 'form') return 'Si compila una volta.';
  if (section.kind === 'list') {
    const least = section.min === 0 ? 'Nessuna voce obbligatoria' : `Almeno ${section.min}`;
    return `${least}, al massimo ${section.max}. Ogni voce è un «${section.item_name}».`;
  }
  const { section: of, field } = section.of;
  const from = definition.sections.find(({ id }) => id === of);
  const label = from?.fields.find(({ id }) => id === field)?.label ?? field;
  return `Si compila per ogni risposta diversa a «${label}» della sezione «${from?.title ?? of}».`;
}

function Question({ rule: { label, hint, field } }: { rule: QuestionRule }) {
  return (
    <>
      {label}
      {hint && <span class="rule-note">{hint}</span>}
      {field.special && (
        <span class="rule-note">
          <StateTag tone="info">Dato particolare</StateTag>
        </span>
      )}
      <OwnReasons field={field} />
      <Doubt of={field.uncertain} />
      {partsOf(field)
        .filter(({ uncertain }) => uncertain !== undefined)
        .map(({ label: part, uncertain }) => (
          <Fragment key={part}>
            <span class="rule-note">{part}:</span>
            <Doubt of={uncertain} />
          </Fragment>
        ))}
    </>
  );
}

/** The choices of a question, and what is asked of each of its lines. */
function partsOf(field: Field): readonly Pick<Field, 'label' | 'uncertain'>[] {
  const attributes = field.kind === 'preferences' ? field.attributes : [];
  return [...('options' in field ? field.options : []), ...attributes, ...attributes.flatMap(partsOf)];
}

function OwnReasons({ field: { purpose, legal_basis, retention } }: { field: Field }) {
  const reasons = [
    ...(purpose === undefined ? [] : [`Perché: ${purpose}.`]),
    ...(legal_basis === undefined ? [] : [`Base giuridica: ${legal_basis}.`]),
    ...(retention === undefined ? [] : [`Conservazione: ${retention}.`]),
  ];
  return reasons.length === 0 ? null : <span class="rule-note">{reasons.join(' ')}</span>;
}

/** The checks with the words people read when one does not pass. */
export function Checks({ definition }: { definition: Definition }) {
  const rows = definition.checks.map((check) => {
    const section = definition.sections.find(({ id }) => id === check.section);
    const names = conditionNames(definition, section);
    return { check, section: section?.title ?? check.section, names, norm: normOf(check, section) };
  });
  if (rows.length === 0) return <p>Oltre alle domande obbligatorie non ci sono altri controlli.</p>;
  return (
    <Details summary={rows.length === 1 ? 'Il controllo' : `I ${rows.length} controlli`}>
      <Table
        caption="Controlli tra le risposte"
        captionHidden
        columns={[
          {
            label: 'Se non torna, leggi',
            heading: true,
            cell: ({ check, norm }) => (
              <>
                {check.message}
                {norm && ` (${norm})`}
                <Doubt of={check.uncertain} />
              </>
            ),
          },
          { label: 'Sezione', cell: ({ section }) => section },
          {
            label: 'Si guarda',
            cell: ({ check, names }) =>
              check.when === undefined ? 'Sempre' : `Se ${conditionWords(check.when, names)}`,
          },
          {
            label: 'Blocca l’inoltro',
            cell: ({ check }) => (check.severity === 'warning' ? 'No, è un avviso' : 'Sì'),
          },
        ]}
        rows={rows}
      />
    </Details>
  );
}
