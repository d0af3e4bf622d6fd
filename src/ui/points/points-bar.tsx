import { formatPoints } from '../../kernel/points.ts';

export interface PointsPart {
  readonly label: string;
  /** Hundredths of a point. */
  readonly points: number;
}

interface PointsBarProps {
  /** The finding, not the axis: "Il servizio vale più di metà del tuo punteggio". */
  title: string;
  parts: readonly PointsPart[];
  id: string;
}

/**
 * How a total is made: one bar in parts with a numbered list under it. Readable in grey (numbers, gaps and a
 * falling darkness), and the list says in words all that the drawing shows.
 */
export function PointsBar({ title, parts, id }: PointsBarProps) {
  const shown = parts.filter(({ points }) => points > 0);
  const total = shown.reduce((sum, { points }) => sum + points, 0);
  return (
    <figure class="points-bar">
      <figcaption id={`${id}-title`}>{title}</figcaption>
      {total > 0 && (
        <svg role="img" width="100%" height="48" aria-labelledby={`${id}-title ${id}-desc`}>
          <title>{title}</title>
          <desc id={`${id}-desc`}>
            {shown.map(({ label, points }) => `${label}: ${formatPoints(points)}`).join('; ')}. Totale:{' '}
            {formatPoints(total)}
          </desc>
          <Segments parts={shown} total={total} />
        </svg>
      )}
      <ol class="points-legend">
        {shown.map(({ label, points }, index) => (
          <li key={label}>
            <span class={`points-key points-shade-${index % 5}`}>{index + 1}</span>
            <span class="points-label">{label}</span>
            <span class="figures">{formatPoints(points)}</span>
          </li>
        ))}
        <li class="points-total">
          <span class="points-label">Totale</span>
          <span class="figures">{formatPoints(total)}</span>
        </li>
      </ol>
    </figure>
  );
}

function Segments({ parts, total }: { parts: readonly PointsPart[]; total: number }) {
  let before = 0;
  return (
    <>
      {parts.map(({ label, points }, index) => {
        const start = (before / total) * 100;
        const width = (points / total) * 100;
        before += points;
        return (
          <g key={label}>
            <rect class={`points-shade-${index % 5}`} x={percent(start)} width={percent(width)} height="48" />
            {width > 5 && (
              <text class={`points-figure-${index % 5}`} x={percent(start + width / 2)} y="31" text-anchor="middle">
                {index + 1}
              </text>
            )}
          </g>
        );
      })}
    </>
  );
}

function percent(share: number): string {
  return `${share.toFixed(2)}%`;
}
