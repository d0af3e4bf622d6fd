/**
 * OpenID Federation 1.0 as pure functions: entity statements, trust chains, metadata policy, constraints and trust
 * marks. Whoever uses it verifies the signatures it names; without them nothing it answers may be believed.
 */
export { chainsFrom } from './chain-search.ts';
export type { Reason, Refused } from './refusal.ts';
export {
  configurationAddress,
  isConfiguration,
  type Metadata,
  type PublicKey,
  readStatement,
  type Statement,
  subordinateAddress,
} from './statement.ts';
export { type ChainQuestion, judgeChain, type Link, type TrustAnchor, type TrustChain } from './trust-chain.ts';
export { judgeMark, type TrustMark } from './trust-mark.ts';
