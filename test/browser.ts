import { existsSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

// A real Chromium, Debian's or the one CHROMIUM names, that asks nothing of the network.

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Device {
  javaScript?: boolean;
  width?: number;
  height?: number;
  /** An address beside the portal's own that people are sent to: who plays their identity provider. */
  besides?: string | readonly string[];
}

export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Error('Chromium is missing: bin/test installs it, or set CHROMIUM');
  return chromium.launch({ executablePath, args: FLAGS });
}

/** A visitor with a device of their own. Any request that leaves the portal fails the test (see `strayRequests`). */
export async function newVisitor(browser: Browser, origin: string, device: Device = {}): Promise<VisitorOfPages> {
  const context = await browser.newContext({
    javaScriptEnabled: device.javaScript ?? true,
    viewport: { width: device.width ?? 1280, height: device.height ?? 900 },
    locale: 'it-IT',
    timezoneId: 'Europe/Rome',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
  const strayRequests: string[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => {
    const url = request.url();
    const allowed = [origin, ...[device.besides ?? []].flat(), 'data:', 'blob:'];
    if (!allowed.some((beginning) => url.startsWith(beginning))) strayRequests.push(url);
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (4|5)\d\d/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { context, page, strayRequests, complaints };
}

export interface VisitorOfPages {
  context: BrowserContext;
  page: Page;
  /** Requests that went to anybody but the portal. */
  strayRequests: string[];
  /** Script errors and violations of the content security policy. */
  complaints: string[];
}
