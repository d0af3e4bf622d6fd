import { PlaceLine } from '../points/place-line.tsx';
import { PointsBar } from '../points/points-bar.tsx';
import { PointsTable } from '../points/points-table.tsx';
import { ScoreBar } from '../points/score-bar.tsx';
import { WorthBar } from '../points/worth-bar.tsx';

export function PointsShown() {
  return (
    <section aria-labelledby="gallery-points">
      <h2 id="gallery-points">Punti e perché</h2>
      <PointsBar
        id="gallery-bar"
        title="Il servizio vale più di metà del tuo punteggio"
        parts={[
          { label: 'Titolo di accesso', points: 2650 },
          { label: 'Altri titoli', points: 700 },
          { label: 'Servizio', points: 4800 },
        ]}
      />
      <ScoreBar id="gallery-score" label="Prova scritta" points={7800} max={10_000} pass={7000} />
      <ScoreBar id="gallery-score-without" label="Lezione simulata" points={0} max={10_000} />
      <p>
        4,00 punti su 12,00
        <WorthBar points={400} most={1200} />
      </p>
      <PlaceLine id="gallery-place" position={8} size={30} reached={6} />
      <PlaceLine id="gallery-place-none" position={1} size={1} reached={0} />
      <PointsTable
        caption="A022, seconda fascia"
        lines={[
          {
            declared: 'Laurea in Lettere moderne, 105/110',
            rule: '12 punti, più 0,50 per ogni voto sopra 76',
            quantity: '29 voti',
            points: 2650,
            norm: 'Tabella A/4, punto A.1',
          },
          {
            declared: 'Certificazione di inglese C1',
            rule: '4 punti per lingua',
            quantity: '1',
            points: 400,
            norm: 'Tabella A/4, punto B.14',
          },
          {
            declared: 'Quattro certificazioni informatiche',
            rule: '0,50 punti ciascuna',
            quantity: '4',
            points: 200,
            cap: 'Al massimo 2 punti',
            norm: 'Tabella A/4, punto B.16',
          },
          {
            declared: 'Servizio specifico, quattro anni scolastici',
            rule: '2 punti al mese',
            quantity: '28 mesi',
            points: 4800,
            cap: 'Al massimo 12 punti per anno scolastico',
            norm: 'Tabella A/4, punto C.1',
          },
        ]}
      />
    </section>
  );
}
