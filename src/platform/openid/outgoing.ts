type Fetch = (url: string | URL, options?: RequestInit) => Promise<Response>;

/**
 * How the provider calls services back. The library refuses addresses of private networks, so that nobody can make the
 * portal knock on doors inside (SSRF); hosts the installation itself names may be inside.
 */
export function outgoing(internalHosts: readonly string[]): Fetch {
  return (url, options) => {
    const { host, hostname } = new URL(url);
    if (!internalHosts.includes(host) && !internalHosts.includes(hostname)) return fetch(url, options);
    const { dispatcher: _guard, ...free } = (options ?? {}) as RequestInit & { dispatcher?: unknown };
    return fetch(url, free);
  };
}
