import type { SummaryRow } from '../../../engines/procedure/index.ts';
import {
  Actions,
  Answer,
  Button,
  CodeField,
  Details,
  Form,
  LinkButton,
  Notice,
  SummaryList,
} from '../../../ui/index.ts';
import { type Around, mayFile } from '../around.ts';
import { TO_LOOK_AT } from '../begun.ts';
import { legalNotice } from '../legal-notice.ts';
import type { NotedMove } from '../move-store.ts';
import { paths } from '../opened.ts';
import { AroundPart } from './around-part.tsx';
import { BegunPart } from './begun-part.tsx';
import { MayNotFile } from './may-not-file.tsx';
import { RulesChanged } from './rules-changed.tsx';
import type { SheetModel } from './sheet.tsx';
import { Sheet } from './sheet.tsx';

/** Something missing or wrong, with the page and the box where it can be put right. */
export interface LinkedGap {
  readonly message: string;
  readonly code: string;
  readonly href: string;
  readonly severity: 'error' | 'warning';
}

/** The rows of one record, under its title. */
export interface ReviewGroup {
  readonly title: string | undefined;
  readonly rows: readonly (SummaryRow & { readonly gap: string | undefined })[];
}

export interface ReviewSection {
  readonly id: string;
  readonly title: string;
  readonly groups: readonly ReviewGroup[];
  /** A list: records may be added and taken away. */
  readonly listed: boolean;
}

interface ReviewPageProps {
  readonly sheet: SheetModel;
  readonly sections: readonly ReviewSection[];
  readonly gaps: readonly LinkedGap[];
  readonly moves: readonly NotedMove[];
  readonly around: Around;
  /** Made once for this page: two confirms of the same page are one filing. */
  readonly filingId: string;
}

/** "Controlla le risposte": all of them on one page, what is missing on top, the notice and the confirm at the end. */
export function ReviewPage({ sheet, sections, gaps, moves, around, filingId }: ReviewPageProps) {
  const { opened } = sheet;
  const looking = gaps.some((gap) => gap.code === TO_LOOK_AT);
  const errors = gaps.filter((gap) => gap.severity === 'error' && gap.code !== TO_LOOK_AT);
  const warnings = gaps.filter((gap) => gap.severity === 'warning');
  const { definition } = opened.release;
  const ready = errors.length === 0 && !looking && mayFile(around, definition.parallel);
  return (
    <Sheet
      sheet={sheet}
      title="Controlla le risposte"
      heading="Controlla le risposte"
      lead={
        opened.writable && sheet.mayFile
          ? 'Leggi tutto con calma. La domanda non è inoltrata finché non la confermi in fondo a questa pagina.'
          : undefined
      }
    >
      {opened.writable && !sheet.mayFile && <MayNotFile />}
      {opened.writable && <RulesChanged opened={opened} moves={moves} />}
      {opened.writable && <BegunPart sheet={sheet} back="riepilogo" />}
      {opened.writable && <GapList gaps={errors} title="Prima di inoltrare" kind="warning" />}
      {opened.writable && <GapList gaps={warnings} title="Controlla anche" kind="info" />}
      {opened.writable && <AroundPart around={around} definition={definition} filed={false} />}
      {sections.map((section) => (
        <ReviewedSection key={section.id} sheet={sheet} section={section} />
      ))}
      {opened.writable && <LegalNotice sheet={sheet} />}
      {opened.writable && ready && sheet.mayFile && <Confirm sheet={sheet} filingId={filingId} />}
      {opened.writable && looking && errors.length === 0 && (
        <Notice kind="warning" title="Non puoi ancora inoltrare">
          <p>Ci sono sezioni dell’altra volta da ricontrollare: l’elenco è in cima alla pagina.</p>
        </Notice>
      )}
      {opened.writable && errors.length > 0 && (
        <Notice kind="warning" title="Non puoi ancora inoltrare">
          <p>
            {errors.length === 1 ? 'C’è una risposta' : `Ci sono ${errors.length} risposte`} da dare o correggere:
            l’elenco è in cima alla pagina.
          </p>
        </Notice>
      )}
      {!(opened.writable && ready && sheet.mayFile) && (
        <p>
          <a href={paths.application(opened.application.id)}>Torna alle sezioni</a>
        </p>
      )}
    </Sheet>
  );
}

function GapList({ gaps, title, kind }: { gaps: readonly LinkedGap[]; title: string; kind: 'warning' | 'info' }) {
  if (gaps.length === 0) return null;
  return (
    <Notice kind={kind} title={title}>
      <ul>
        {gaps.map(({ message, href }, index) => (
          <li key={index}>
            <a href={href}>{message}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function ReviewedSection({ sheet, section }: { sheet: SheetModel; section: ReviewSection }) {
  const { application, writable } = sheet.opened;
  return (
    <section aria-labelledby={`section-${section.id}`}>
      <h2 id={`section-${section.id}`}>{section.title}</h2>
      {section.groups.length === 0 && <p>Non hai inserito niente in questa sezione.</p>}
      {section.groups.map((group, index) => (
        <div key={index}>
          {group.title !== undefined && <h3>{group.title}</h3>}
          <SummaryList
            rows={group.rows.map(({ label, value, text, change, gap }) => ({
              label,
              value: <Answer value={value} text={text} />,
              change:
                change === null || !writable
                  ? undefined
                  : `${paths.record(application.id, change.section, change.item ?? '')}?torna=riepilogo#${change.field}`,
              gap,
            }))}
          />
        </div>
      ))}
      {writable && section.listed && (
        <p>
          <a href={`${paths.section(application.id, section.id)}?torna=riepilogo`}>
            Aggiungi o togli<span class="visually-hidden"> in {section.title}</span>
          </a>
        </p>
      )}
    </section>
  );
}

function LegalNotice({ sheet }: { sheet: SheetModel }) {
  return (
    <section aria-labelledby="declared">
      <h2 id="declared">Che cosa dichiari</h2>
      <p>
        Le informazioni che dai hanno valore di dichiarazione. L’amministrazione le controlla, anche dopo. Se una
        dichiarazione non è vera, perdi ciò che hai ottenuto e puoi essere punito.
      </p>
      {sheet.opened.release.definition.filing_notice.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <Details summary="Gli articoli di legge (DPR 445/2000, articoli 46, 47, 75 e 76)">
        {legalNotice.articles.map(({ title, text }) => (
          <div key={title}>
            <h3>{title}</h3>
            <p>{text}</p>
          </div>
        ))}
        <p>Testo in vigore dal {legalNotice.version.split('-').reverse().join('/')}.</p>
      </Details>
    </section>
  );
}

function Confirm({ sheet, filingId }: { sheet: SheetModel; filingId: string }) {
  const { application, standing } = sheet.opened;
  return (
    <section aria-labelledby="confirm">
      <h2 id="confirm">Conferma e inoltra</h2>
      <p>
        Quando confermi, la domanda va all’ufficio e riceve subito un numero di protocollo. Ti mandiamo la ricevuta per
        e-mail e la trovi nell’archivio.
        {standing === 'correcting' && ' Da quel momento sostituisce quella che hai già inoltrato.'}
      </p>
      <Form
        action={paths.filing(application.id)}
        csrf={sheet.visitor?.csrf}
        filing
        hidden={{ filing: filingId, version: String(application.version) }}
        label="Conferma e inoltra"
      >
        <CodeField
          name="code"
          attempt={sheet.visitor?.attempt}
          hint="Lo usi come firma. Dopo alcuni tentativi sbagliati bisogna aspettare; la domanda non si perde."
        />
        <Actions>
          <Button>{standing === 'correcting' ? 'Inoltra la correzione' : 'Inoltra la domanda'}</Button>
          <LinkButton href={paths.application(application.id)} look="outline">
            Non ancora: torna alle sezioni
          </LinkButton>
        </Actions>
      </Form>
    </section>
  );
}
