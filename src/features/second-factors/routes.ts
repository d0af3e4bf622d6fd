import { forStaff, type Route } from '../../platform/http/index.ts';
import type { SecondFactorDeps } from './deps.ts';
import { entranceRoutes } from './entrance-routes.tsx';
import { loginStepRoutes } from './login-step-routes.tsx';
import { passkeyRoutes } from './passkey-routes.tsx';
import { profileRoutes } from './profile-routes.tsx';
import { recoveryRoutes } from './recovery-routes.tsx';

/** The second proof: asked at the way in, seen and changed in the profile; and the passkey as a way in of its own. */
export function secondFactorRoutes(deps: SecondFactorDeps): Route[] {
  return [
    ...entranceRoutes(deps),
    ...loginStepRoutes(deps),
    ...(deps.frame.installation.digitalOnly ? own(deps).map(forStaff) : own(deps)),
  ];
}

function own(deps: SecondFactorDeps): Route[] {
  return [...profileRoutes(deps), ...passkeyRoutes(deps), ...recoveryRoutes(deps)];
}
