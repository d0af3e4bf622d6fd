import { PlaceLine, PointsBar, StateTag, SummaryList, Table, type Tone } from '../../../ui/index.ts';
import type { SchoolStanding, SchoolStep } from '../../procedures/index.ts';

const OUTCOMES: Readonly<Record<SchoolStep['outcome'], { readonly word: string; readonly tone: Tone }>> = {
  admitted: { word: 'C’è posto', tone: 'success' },
  'passed-on': { word: 'Non c’è posto', tone: 'danger' },
  'no-place': { word: 'Non ha questi posti', tone: 'danger' },
  'not-needed': { word: 'Non serve più', tone: 'neutral' },
  'no-criteria': { word: 'Non decide qui', tone: 'warning' },
};

const WITHOUT: Partial<Record<SchoolStep['outcome'], string>> = {
  'not-needed': 'Hai già un posto in una scuola che hai indicato prima.',
  'no-place': 'Per la classe e l’orario che hai chiesto questa scuola non ha posti.',
  'no-criteria':
    'Questa scuola non ha pubblicato qui posti e criteri: la domanda è passata oltre. Chiedi alla scuola che cosa decide.',
};

interface SchoolPartProps {
  readonly step: SchoolStep;
  /** Which choice it was, from 1. */
  readonly choice: number;
  readonly name: string;
}

/** One school named: what came of it and why, drawn and in figures. Of the others nothing but how many they are. */
export function SchoolPart({ step: { school, outcome, standing }, choice, name }: SchoolPartProps) {
  const { word, tone } = OUTCOMES[outcome];
  const counted = outcome === 'admitted' || outcome === 'passed-on';
  return (
    <section aria-labelledby={`school-${choice}`}>
      <h2 id={`school-${choice}`}>
        {choice}ª scelta: {name}
      </h2>
      <p>
        <StateTag tone={tone}>{word}</StateTag> Codice {school}.
      </p>
      {WITHOUT[outcome] !== undefined && <p>{WITHOUT[outcome]}</p>}
      {counted && standing !== undefined && <Standing id={`school-${choice}`} standing={standing} />}
    </section>
  );
}

function Standing({ id, standing }: { id: string; standing: SchoolStanding }) {
  const { position, size, wished, points, values, act } = standing;
  const reached = Math.max(0, ...wished.map(({ last }) => last ?? 0));
  return (
    <>
      <p>
        La domanda è in posizione <strong class="figures">{position}</strong> fra le {size} domande che hanno indicato
        questa scuola, per ogni classe e orario.
      </p>
      <PlaceLine id={`${id}-line`} position={position} size={size} reached={reached} />
      <Table
        caption="I posti che hai chiesto"
        rows={wished}
        columns={[
          { label: 'Classe, orario o indirizzo', heading: true, cell: ({ label }) => label },
          { label: 'Posti', figures: true, cell: ({ seats }) => String(seats) },
          { label: 'Posizione dell’ultimo ammesso', figures: true, cell: ({ last }) => last ?? 'nessuno' },
        ]}
      />
      <h3>Che cosa ha contato per te</h3>
      <p>Con i criteri della scuola, nell’ordine in cui decidono: {act}.</p>
      <SummaryList rows={values.map(({ what, value }) => ({ label: what, value }))} />
      {points.length > 0 && <PointsBar id={`${id}-points`} title="Da dove vengono i tuoi punti" parts={points} />}
    </>
  );
}
