import { formatRome, longDate, remaining, romeDate } from '../../kernel/rome-time.ts';

/** An instant in Italian time: "lunedì 16 marzo 2026, ore 23:59:59". */
export function Instant({ at, dateOnly }: { at: Date; dateOnly?: boolean | undefined }) {
  return <time datetime={at.toISOString()}>{dateOnly ? longDate(romeDate(at)) : formatRome(at)}</time>;
}

/** The time that remains, in words; in the last hour it counts the seconds, from the server's clock. */
export function Remaining({ until, now }: { until: Date; now: Date }) {
  const milliseconds = until.getTime() - now.getTime();
  return (
    <span data-remaining={Math.max(0, milliseconds)}>
      {milliseconds > 0 ? remaining(milliseconds) : 'tempo scaduto'}
    </span>
  );
}
