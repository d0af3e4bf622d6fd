import type { AcceptedOnLine } from './digital-adhesion-store.ts';
import { type IdentityCheck, reasonLabel } from './identity-check.ts';
import { type Revocation, revocationLabel } from './revocation.ts';

/** Something that was done to somebody's enablement, as they read it. */
export interface Milestone {
  readonly id: string;
  readonly at: Date;
  readonly title: string;
  readonly tone: 'success' | 'danger' | 'neutral';
  readonly word: string;
  readonly lines: readonly string[];
}

/** Everything by which an enablement came about or ended, the latest first. */
export function historyOf(
  checks: readonly IdentityCheck[],
  accepted: readonly AcceptedOnLine[],
  revocations: readonly Revocation[],
): Milestone[] {
  return [...checks.map(ofCheck), ...accepted.map(ofAcceptance), ...revocations.map(ofRevocation)].sort(
    (one, other) => other.at.getTime() - one.at.getTime(),
  );
}

function ofCheck(check: IdentityCheck): Milestone {
  const confirmed = check.outcome === 'confirmed';
  return {
    id: check.id,
    at: check.at,
    title: `${check.clerkName} – ${check.officeName}`,
    tone: confirmed ? 'success' : 'danger',
    word: confirmed ? 'Confermata' : 'Non confermata',
    lines: [
      `Identificazione, richiesta n. ${check.requestNumber}`,
      ...(check.reason === null ? [] : [`Motivo: ${reasonLabel(check.reason)}`]),
      ...(check.note === '' ? [] : [`«${check.note}»`]),
    ],
  };
}

const METHODS: Readonly<Record<string, string>> = { spid: 'SPID', cie: 'CIE', eidas: 'eIDAS', cns: 'CNS' };

function ofAcceptance({ requestNumber, at, method }: AcceptedOnLine): Milestone {
  return {
    id: `online-${requestNumber}`,
    at,
    title: `Adesione accettata con ${METHODS[method] ?? method}`,
    tone: 'success',
    word: 'Confermata',
    lines: [`Richiesta n. ${requestNumber}, senza sportello`],
  };
}

const WHO: Readonly<Record<Revocation['by'], string>> = {
  self: 'L’hai revocata tu',
  inactivity: 'Revocata perché non entravi da 15 mesi',
  office: 'Revocata da un ufficio',
};

function ofRevocation({ id, at, by, actorName, officeName, reason, act, note }: Revocation): Milestone {
  return {
    id,
    at,
    title: by === 'office' ? `${actorName} – ${officeName}` : WHO[by],
    tone: 'neutral',
    word: 'Revocata',
    lines: [
      ...(reason === null ? [] : [`Revoca. Motivo: ${revocationLabel(reason)}`]),
      ...(act === '' ? [] : [`Atto: ${act}`]),
      ...(note === '' ? [] : [`«${note}»`]),
    ],
  };
}
