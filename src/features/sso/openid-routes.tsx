import type { Mount, Route } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import type { SsoDeps } from './deps.ts';
import { openidMount } from './mount-routes.ts';
import { openOpenid } from './provider-store.ts';
import { ssoRoutes } from './routes.ts';
import { ErrorPage } from './views/error-page.tsx';

interface OneSignOn {
  readonly routes: Route[];
  readonly mount: Mount;
  /** Makes the keys if this is the first time, so that no question has to. Without a database they are made later. */
  prepare(): Promise<void>;
}

/** The OpenID provider and its pages, over one database. */
export function oneSignOn(deps: SsoDeps): OneSignOn {
  const openid = openOpenid(deps, (error) => renderPage(<ErrorPage frame={deps.frame} error={error} />));
  const prepare = async () => {
    await openid.current().catch((error: unknown) => deps.log.warn({ err: error }, 'the keys are not there yet'));
  };
  const mount = openidMount(openid, deps.publicUrl);
  return { routes: ssoRoutes(deps, openid, mount), mount, prepare };
}
