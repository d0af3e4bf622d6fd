import type { EligibilityVerdict } from '../../../engines/procedure/index.ts';
import { type Rule, RuleList } from '../../../ui/index.ts';

/** The requirements of a procedure as they stand for one person, rule by rule, each with its norm. */
export function EligibilityPart({ verdicts }: { verdicts: readonly EligibilityVerdict[] }) {
  return <RuleList rules={verdicts.map(ruleOf)} />;
}

function ruleOf({ id, rule, verdict, why, norm, severity, uncertain }: EligibilityVerdict): Rule {
  const unmet = severity === 'warning' ? ('warning' as const) : ('not-met' as const);
  const state = ({ yes: 'met', no: unmet, unknown: 'unknown' } as const)[verdict];
  return { id, rule, state, why, norm, uncertain };
}
