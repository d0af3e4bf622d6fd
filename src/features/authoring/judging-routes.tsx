import type { Answers, Definition, Section } from '../../engines/procedure/index.ts';
import { findSection, releaseDiff } from '../../engines/procedure/index.ts';
import { romeDate } from '../../kernel/rome-time.ts';
import type { Answer, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, json, page, seeOther } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { previewSection, searchField } from '../applications/index.ts';
import { currentRelease } from '../procedures/index.ts';
import type { AuthoringDeps } from './deps.ts';
import { judge } from './judgement.ts';
import { HOME, paths } from './paths.ts';
import { triedApplicant } from './tried-applicant.ts';
import { CheckPage, ExamplesPage } from './views/check-page.tsx';
import { DiffPage } from './views/diff-page.tsx';
import { PreviewPage } from './views/preview-page.tsx';
import type { Working } from './working.ts';
import { editor, lookOf, onWorking } from './working-routes.tsx';

const ONE = `${HOME}/procedure/:procedure`;
const LARGEST_PREVIEW = 512 * 1024;

/** What a working copy is like before anybody else sees it: its faults, its examples, its changes, its form. */
export function judgingRoutes(deps: AuthoringDeps): Route[] {
  const get = (path: string, handle: (exchange: SignedIn, working: Working) => Promise<Answer>): Route => ({
    method: 'GET',
    path: `${ONE}/${path}`,
    policy: editor,
    handle: onWorking(deps, handle),
  });
  return [
    get('controllo', async (exchange, working) =>
      page(renderPage(<CheckPage look={lookOf(deps, exchange)} id={working.procedureId} judgement={judge(working)} />)),
    ),
    get('esempi', async (exchange, working) =>
      page(
        renderPage(<ExamplesPage look={lookOf(deps, exchange)} id={working.procedureId} judgement={judge(working)} />),
      ),
    ),
    get('confronto', (exchange, working) => compare(deps, exchange, working)),
    get('prova', (exchange, working) => tryOut(deps, exchange, working)),
    get('prova/:section', (exchange, working) => tryOut(deps, exchange, working)),
    get('prova/:section/ricerche/:field', (exchange, working) => search(deps, exchange, working)),
    {
      method: 'POST',
      path: `${ONE}/prova/:section`,
      policy: editor,
      upload: LARGEST_PREVIEW,
      handle: onWorking(deps, (exchange, working) => tryOut(deps, exchange, working, true)),
    },
  ];
}

async function compare(deps: AuthoringDeps, exchange: SignedIn, working: Working): Promise<Answer> {
  const judgement = judge(working);
  const id = working.procedureId;
  const inForce = await currentRelease(deps.database, id);
  if ('faults' in judgement) return seeOther(paths.check(id), 'Prima di confrontare bisogna che non ci siano errori.');
  const changes = inForce === undefined ? undefined : releaseDiff(inForce, judgement.pack);
  return page(renderPage(<DiffPage look={lookOf(deps, exchange)} id={id} changes={changes} />));
}

/** The form as the applicant will see it. Answers travel with the page: nothing is stored. */
async function tryOut(deps: AuthoringDeps, exchange: SignedIn, working: Working, posted = false): Promise<Answer> {
  const judgement = judge(working);
  const id = working.procedureId;
  if ('faults' in judgement) return seeOther(paths.check(id), 'Il modulo si può provare quando non ci sono errori.');
  const { definition } = judgement.pack;
  const asked = exchange.params['section'];
  const section = asked === undefined ? definition.sections[0] : findSection(definition, asked);
  if (section === undefined) return absent();
  if (asked === undefined) return seeOther(paths.preview(id, section.id));
  const sent = answersIn(exchange.form.posted['answers']);
  const today = romeDate(exchange.arrivedAt);
  const applicant = await triedApplicant(deps.lookups, definition, {
    ...{ answers: sent, today, posted: posted ? exchange.form.posted : undefined },
  });
  const carried = applicant?.answers ?? sent;
  const preview = await previewSection(deps.lookups, {
    ...{ definition, section, answers: carried, today },
    ...(posted ? { posted: exchange.form.posted } : {}),
    complete: exchange.form.text('vai') === 'avanti',
  });
  const next = posted ? nextSection(definition, section, exchange, preview.errors.length) : undefined;
  const shown =
    next === undefined
      ? preview
      : await previewSection(deps.lookups, {
          definition,
          section: next,
          answers: preview.answers,
          today,
          complete: false,
        });
  const look = lookOf(deps, exchange, shown.errors);
  const about = { look, id, definition, applicant: applicant?.preview };
  return page(renderPage(<PreviewPage {...about} section={next ?? section} preview={shown} />));
}

/** Where the buttons of the page lead: a section by name, or the one after this when nothing is wrong. */
function nextSection(definition: Definition, here: Section, { form }: SignedIn, errors: number): Section | undefined {
  const to = form.text('verso');
  if (to !== '') return findSection(definition, to);
  if (form.text('vai') !== 'avanti' || errors > 0) return undefined;
  return definition.sections[definition.sections.indexOf(here) + 1];
}

/** Answers that came back with the form: anything else counts as none, and the engine believes no draft. */
function answersIn(text: unknown): Answers {
  try {
    const read: unknown = typeof text === 'string' ? JSON.parse(text) : {};
    return read !== null && typeof read === 'object' && !Array.isArray(read) ? (read as Answers) : {};
  } catch {
    return {};
  }
}

async function search(deps: AuthoringDeps, exchange: SignedIn, working: Working): Promise<Answer> {
  const judgement = judge(working);
  if ('faults' in judgement) return absent();
  const { definition } = judgement.pack;
  const section = findSection(definition, exchange.params['section'] ?? '');
  const field = section?.fields.find((each) => each.id === exchange.params['field']);
  if (section === undefined || field === undefined) return absent();
  return json(
    await searchField(deps.lookups, { definition, section, field, answers: {}, key: '' }, exchange.query['q'] ?? ''),
  );
}
