/** The engine of trials: results × thresholds × posts → who goes on, with the reason, and the total. Pure; stands alone. */
export { type Judged, judgeTrial, type Outcome, type TrialResult } from './judge.ts';
export { type Total, totalOf } from './total.ts';
export { isFollowed, trialsOf } from './trials-of.ts';
