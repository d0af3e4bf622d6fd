import { schoolSectionId } from '../../engines/procedure/index.ts';
import { romeDate } from '../../kernel/rome-time.ts';
import type { AnswerWithCookies, FieldError, Membership, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, membershipFor, page, seeOther, signedIn } from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import { previewSection } from '../applications/index.ts';
import {
  currentRelease,
  currentReleases,
  definitionWith,
  documentDigest,
  procedureWindow,
  publishTexts,
  type Release,
  readDocument,
  schoolSource,
  YAML_LIMITS,
} from '../procedures/index.ts';
import { faultWords, otherSchool, starterText } from './criteria-words.ts';
import type { AdmissionDeps } from './deps.ts';
import { criteriaPaths } from './paths.ts';
import { CriteriaListPage } from './views/criteria-list-page.tsx';
import { CriteriaPage, type Judged } from './views/criteria-page.tsx';
import type { Look } from './views/look.ts';
import { NotASchoolPage } from './views/not-a-school-page.tsx';

interface OfSchool {
  readonly exchange: SignedIn;
  /** The institute the visitor works for. */
  readonly school: Membership;
}

interface OfProcedure extends OfSchool {
  readonly release: Release;
}

const officer = { who: 'officer' } as const;
/** What families choose by, and nobody can take back once they file, asks again who is there. */
const officerNow = { who: 'officer', recent: true } as const;
const { home, one, publication } = criteriaPaths;
/** What faults name the text by, which is no file. */
const FILE = 'criteri';

/** A school writes its own criteria, looks at them as families will, and publishes them before the window opens. */
export function criteriaRoutes(deps: AdmissionDeps): Route[] {
  const path = one(':procedure');
  const upload = YAML_LIMITS.characters;
  const show = onProcedure(deps, (about) => showCriteria(deps, about));
  return [
    { method: 'GET', path: home, policy: officer, handle: forSchool(deps, (about) => list(deps, about)) },
    { method: 'GET', path, policy: officer, handle: show },
    {
      method: 'POST',
      path,
      policy: officer,
      upload,
      handle: onProcedure(deps, (about) => showCriteria(deps, about, textIn(about))),
    },
    { method: 'GET', path: publication(':procedure'), policy: officerNow, handle: show },
    {
      method: 'POST',
      path: publication(':procedure'),
      policy: officerNow,
      upload,
      handle: onProcedure(deps, (about) => publish(deps, about)),
    },
  ];
}

function lookOf({ frame }: AdmissionDeps, exchange: SignedIn, errors: readonly FieldError[] = []): Look {
  return { frame, visitor: visitorOf(exchange, 'office'), notice: exchange.notice, errors };
}

/** Only an institute has criteria: any other office is told so. */
function forSchool(deps: AdmissionDeps, handle: (about: OfSchool) => Promise<AnswerWithCookies>): Route['handle'] {
  return signedIn(async (exchange) => {
    const school = membershipFor(exchange.visitor, 'officer');
    const institute = school && (await deps.registry.institute(school.body));
    if (school !== undefined && institute !== undefined) return handle({ exchange, school });
    return page(renderPage(<NotASchoolPage look={lookOf(deps, exchange)} />));
  });
}

function onProcedure(deps: AdmissionDeps, handle: (about: OfProcedure) => Promise<AnswerWithCookies>): Route['handle'] {
  return forSchool(deps, async (about) => {
    const release = await currentRelease(deps.database, about.exchange.params['procedure'] ?? '');
    return release?.definition.school_parts === undefined ? absent() : handle({ ...about, release });
  });
}

async function list(deps: AdmissionDeps, { exchange, school }: OfSchool) {
  const releases = (await currentReleases(deps.database)).filter(({ definition }) => definition.school_parts);
  const rows = await Promise.all(
    releases.map(async (release) => ({
      release,
      window: await procedureWindow(deps.database, release, exchange.arrivedAt),
      published: await schoolSource(deps.database, release.procedureId, school.body),
    })),
  );
  return page(renderPage(<CriteriaListPage look={lookOf(deps, exchange)} school={school.bodyName} rows={rows} />));
}

/** The text as it stands or was typed and, where it was sent to be looked at, what comes of it. */
async function showCriteria(
  deps: AdmissionDeps,
  { exchange, school, release }: OfProcedure,
  typed?: string,
  refused: readonly string[] = [],
): Promise<AnswerWithCookies> {
  const { database } = deps;
  const [window, published] = await Promise.all([
    procedureWindow(database, release, exchange.arrivedAt),
    schoolSource(database, release.procedureId, school.body),
  ]);
  const judged = typed === undefined ? undefined : await judge(deps, { exchange, school, release }, typed);
  const faults = [...refused, ...(judged !== undefined && 'faults' in judged ? judged.faults : [])];
  const errors: FieldError[] = faults.map((message) => ({ field: 'text', message }));
  const text = typed ?? published?.source ?? starterText(release, school);
  const open = window === undefined || window.phase === 'future';
  const look = lookOf(deps, exchange, open ? errors : []);
  const props = { look, release, school, published, text, open, judged };
  return page(renderPage(<CriteriaPage {...props} />), errors.length > 0 ? 422 : 200);
}

/** What a text is worth: its faults, or the document with the questions as a family will see them. */
async function judge(
  { lookups }: AdmissionDeps,
  { exchange, school, release }: OfProcedure,
  text: string,
): Promise<Judged> {
  const { definition } = release;
  const reading = readDocument(FILE, text, definition);
  if ('faults' in reading) return { faults: reading.faults.map(faultWords) };
  const { document } = reading;
  if (document.school !== school.body) return { faults: [otherSchool(document.school, school.body)] };
  const published = { ...document, digest: documentDigest(document) };
  const whole = definitionWith(definition, [{ code: school.body, document: published }]);
  const section = whole.sections.find(({ id }) => id === schoolSectionId(school.body));
  const today = romeDate(exchange.arrivedAt);
  const preview =
    section && (await previewSection(lookups, { definition: whole, section, answers: {}, today, complete: false }));
  return { document: published, preview };
}

async function publish(deps: AdmissionDeps, about: OfProcedure): Promise<AnswerWithCookies> {
  const { exchange, school, release } = about;
  const text = textIn(about);
  if ('faults' in (await judge(deps, about, text))) return showCriteria(deps, about, text);
  const actor = { accountId: exchange.visitor.accountId, office: school.body };
  const act = { by: `${exchange.visitor.name}, ${school.bodyName}`, at: exchange.arrivedAt, actor };
  const outcome = await publishTexts(deps.database, release.procedureId, [{ file: FILE, text }], act);
  if ('refused' in outcome) return showCriteria(deps, about, text, outcome.refused);
  return seeOther(one(release.procedureId), 'Pubblicati: le famiglie li leggono nella pagina della scuola.');
}

/** As it was sent: longer than the text of other fields may be. */
function textIn({ exchange }: OfSchool): string {
  const text = exchange.form.posted['text'];
  return typeof text === 'string' ? text.replaceAll('\u0000', '').slice(0, YAML_LIMITS.characters) : '';
}
