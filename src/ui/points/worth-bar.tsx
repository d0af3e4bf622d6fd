interface WorthBarProps {
  /** Hundredths of a point. */
  readonly points: number;
  /** What fills the bar. */
  readonly most: number;
}

/** Points drawn against the most that others give; the figure stands beside it, so nobody needs to see the drawing. */
export function WorthBar({ points, most }: WorthBarProps) {
  const share = most === 0 ? 0 : Math.min(100, (points / most) * 100);
  return (
    <svg class="worth-bar" width="100%" height="12" aria-hidden="true" focusable="false">
      <rect class="score-track" x="0" y="0" width="100%" height="12" />
      <rect class="score-made" x="0" y="0" width={`${share.toFixed(2)}%`} height="12" />
    </svg>
  );
}
