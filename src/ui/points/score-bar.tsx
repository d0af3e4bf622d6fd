import { formatPoints } from '../../kernel/points.ts';

interface ScoreBarProps {
  /** Names the drawing: "Prova scritta". */
  readonly label: string;
  /** Hundredths of a point. */
  readonly points: number;
  readonly max: number;
  /** The points to pass. */
  readonly pass?: number | undefined;
  readonly id: string;
}

/** One score against its maximum, with the threshold drawn across; the list under it says the same in figures. */
export function ScoreBar({ label, points, max, pass, id }: ScoreBarProps) {
  const share = (value: number) => `${Math.min(100, (value / max) * 100).toFixed(2)}%`;
  const title = `${label}: ${formatPoints(points)} su ${formatPoints(max)}`;
  return (
    <figure class="score-bar">
      <svg role="img" width="100%" height="48" aria-labelledby={`${id}-title`}>
        <title id={`${id}-title`}>
          {title}
          {pass !== undefined && `, soglia ${formatPoints(pass)}`}
        </title>
        <rect class="score-track" x="0" y="8" width="100%" height="32" />
        <rect class="score-made" x="0" y="8" width={share(points)} height="32" />
        {pass !== undefined && <line class="score-pass" x1={share(pass)} x2={share(pass)} y1="0" y2="48" />}
      </svg>
      <figcaption>
        <ul class="score-figures">
          <li>
            Il tuo punteggio: <strong class="figures">{formatPoints(points)}</strong> su {formatPoints(max)}
          </li>
          {pass !== undefined && (
            <li>
              Soglia per passare, la linea scura: <strong class="figures">{formatPoints(pass)}</strong>
            </li>
          )}
        </ul>
      </figcaption>
    </figure>
  );
}
