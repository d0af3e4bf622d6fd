import type { Definition, EligibilityVerdict } from '../../../engines/procedure/index.ts';
import { AUDIENCES } from '../catalogue-words.ts';
import { Doubt } from './doubt.tsx';
import { EligibilityPart } from './eligibility-part.tsx';

/** Who an application is for, in the words of the act and in those of the catalogue. */
export function Audience({ definition: { audience, who } }: { definition: Definition }) {
  return (
    <>
      <h2 id="chi">Chi può presentarla</h2>
      <p>{audience}</p>
      {who && <p>In breve: {who.map((each) => AUDIENCES[each].label).join('; ')}.</p>}
    </>
  );
}

/** The requirements: as they stand for who is logged in; for a stranger what each asks, and what a doubt about it means. */
export function Requirements({
  definition: { eligibility = [] },
  verdicts,
}: {
  definition: Definition;
  verdicts: readonly EligibilityVerdict[] | undefined;
}) {
  if (eligibility.length === 0) return null;
  if (verdicts !== undefined) {
    return (
      <>
        <h3>Verifica se puoi presentarla</h3>
        <EligibilityPart verdicts={verdicts} />
      </>
    );
  }
  return (
    <>
      <h3>Requisiti</h3>
      <ul>
        {eligibility.map(({ id, rule, severity, message, norm, uncertain }) => (
          <li key={id}>
            <strong>{rule}</strong> <span class="rule-norm">({norm})</span>{' '}
            {severity === 'warning' && <span class="rule-note">Se manca: {message}</span>}
            <Doubt of={uncertain} />
          </li>
        ))}
      </ul>
    </>
  );
}
