import type { Context, Section } from '../../engines/procedure/index.ts';
import { findSection, isSectionVisible, visibleAnswers } from '../../engines/procedure/index.ts';
import type { AnswerWithCookies, Exchange, SignedIn } from '../../platform/http/index.ts';
import { absent, signedIn } from '../../platform/http/index.ts';
import { visitorOf } from '../../ui/index.ts';
import type { ApplicationDeps } from './deps.ts';
import type { Opened } from './opened.ts';
import { openApplication } from './opened-store.ts';
import { draftSteps } from './progress.ts';
import type { SheetModel } from './views/sheet.tsx';

/** Only the applicant's own applications; the store's query makes somebody else's look like none. */
export const ownApplication = { who: 'drafter', object: 'own-application', acting: true } as const;

type Handler = (exchange: Exchange) => Promise<AnswerWithCookies>;

/** Opens the application named in the address before anything else is looked at. */
export function onApplication(
  deps: ApplicationDeps,
  handle: (exchange: SignedIn, opened: Opened) => Promise<AnswerWithCookies>,
): Handler {
  return signedIn(async (exchange) => {
    const opened = await openApplication(deps, exchange);
    return opened === undefined ? absent() : handle(exchange, opened);
  });
}

/** Opens the application and the section named in the address, if the section is part of this application. */
export function onSection(
  deps: ApplicationDeps,
  handle: (exchange: SignedIn, opened: Opened, section: Section) => Promise<AnswerWithCookies>,
): Handler {
  return onApplication(deps, async (exchange, opened) => {
    const { definition } = opened.release;
    const section = findSection(definition, exchange.params['section'] ?? '');
    const seen = visibleAnswers(definition, opened.application.answers);
    if (section === undefined || !isSectionVisible(section, seen)) return absent();
    return handle(exchange, opened, section);
  });
}

/** What every page of the application is drawn from. */
export function sheetOf(deps: ApplicationDeps, exchange: SignedIn, opened: Opened, context: Context): SheetModel {
  return {
    frame: deps.frame,
    visitor: visitorOf(exchange),
    mayFile: exchange.visitor.enablement === 'active',
    opened,
    steps: draftSteps(opened.release.definition, opened.application, context),
    now: exchange.arrivedAt,
    notice: exchange.notice,
  };
}

/** `riepilogo` when the person came from the check page and is to go back there. */
export function backOf(exchange: SignedIn): string {
  const asked = exchange.form.text('torna') || exchange.query['torna'];
  return asked === 'riepilogo' ? 'riepilogo' : '';
}
