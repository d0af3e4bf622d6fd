import type { ComponentChildren } from 'preact';
import { safeHref } from '../frame/safe-href.ts';
import { SpidMark } from './spid-mark.tsx';

/** What somebody comes in with: each has its own mark. */
export type EntranceKind = 'spid' | 'cie' | 'eidas' | 'cns' | 'passkey';

interface EntranceProps {
  readonly kind: EntranceKind;
  readonly label: string;
}

/** A way in, as a button in its colours. */
export function EntranceLink({ kind, label, href }: EntranceProps & { readonly href: string }) {
  return (
    <a class={`btn entrance entrance-${kind}`} href={safeHref(href)}>
      <Inside kind={kind} label={label} />
    </a>
  );
}

/** A way in with many doors: opens into its list, without JavaScript too. */
export function EntranceList({ kind, label, children }: EntranceProps & { readonly children?: ComponentChildren }) {
  return (
    <details class="entrance-list">
      <summary class={`entrance entrance-${kind}`}>
        <Inside kind={kind} label={label} />
      </summary>
      <div class="entrance-body">{children}</div>
    </details>
  );
}

function Inside({ kind, label }: EntranceProps) {
  return (
    <>
      <span class="entrance-mark">
        <Mark kind={kind} />
      </span>
      <span class="entrance-label" lang={kind === 'eidas' ? 'en' : undefined}>
        {label}
      </span>
    </>
  );
}

/** It repeats the words beside it. Official where a free licence lets us copy it, else drawn here, and simply. */
function Mark({ kind }: Pick<EntranceProps, 'kind'>) {
  if (kind === 'spid') return <SpidMark />;
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      {MARKS[kind]}
    </svg>
  );
}

const CARD = <rect x="3" y="7" width="26" height="18" rx="3" />;
const TWELVE = Array.from({ length: 12 }, (_, index) => (index * Math.PI) / 6);

const MARKS = {
  cie: (
    <>
      {CARD}
      <circle cx="10.5" cy="14" r="2.5" />
      <path d="M6.5 21c.5-2.5 2-3.5 4-3.5s3.5 1 4 3.5M18 13h7M18 17h7M18 21h4" />
    </>
  ),
  cns: (
    <>
      {CARD}
      <path d="M3 12h26M7 20h6" />
    </>
  ),
  eidas: (
    <g class="entrance-filled">
      {TWELVE.map((turn) => (
        <circle
          key={turn}
          cx={(16 + 11 * Math.sin(turn)).toFixed(1)}
          cy={(16 - 11 * Math.cos(turn)).toFixed(1)}
          r="1.6"
        />
      ))}
    </g>
  ),
  passkey: (
    <>
      <circle cx="11" cy="16" r="6" />
      <path d="M17 16h12v5M24 16v4" />
    </>
  ),
} as const;
