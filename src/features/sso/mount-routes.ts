import type { Mount } from '../../platform/http/index.ts';
import { rememberCaller } from '../../platform/openid/index.ts';
import type { Openid } from './provider-store.ts';

/** The OpenID provider under /oidc: everything there that is no page of ours. */
export function openidMount(openid: Openid, publicUrl: string): Mount {
  const { host, protocol } = new URL(publicUrl);
  const prefix = '/oidc';
  return {
    prefix,
    handle: async (request, response, caller) => {
      rememberCaller(request, caller);
      const provider = await openid.current();
      // The address people use is a setting, not what a request says of itself.
      for (const name of Object.keys(request.headers)) {
        if (name.startsWith('x-forwarded-') || name === 'forwarded') delete request.headers[name];
      }
      Object.assign(request.headers, { host, 'x-forwarded-proto': protocol.slice(0, -1) });
      Object.assign(request, { originalUrl: request.url, url: request.url?.slice(prefix.length) });
      await provider.callback()(request, response);
    },
  };
}
