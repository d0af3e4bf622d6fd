/** The texts of a pack by their path in its folder. */
export type Files = Readonly<Record<string, string>>;

/** The working copy of a procedure: the YAML an office edits before anybody else sees it. */
export interface Working {
  readonly procedureId: string;
  readonly version: number;
  readonly files: Files;
  readonly editedBy: string;
  readonly editor: string;
  readonly editedAt: Date;
}

/** A request that a second person publish what is in the working copy. */
export interface PublicationRequest {
  readonly id: string;
  readonly procedureId: string;
  readonly version: number;
  readonly note: string;
  readonly askedBy: string;
  readonly asker: string;
  readonly askedAt: Date;
  readonly outcome: 'published' | 'refused' | 'withdrawn' | null;
  readonly decider: string | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
}

/** What a pack may hold; a whole archive has at most so much. */
export const PACK_LIMITS = { files: 100, bytes: 4 * 1024 * 1024 } as const;
const FILE = /^(?:procedure\.yaml|scoring\.yaml|(?:examples|texts)\/[a-z0-9][a-z0-9._-]{0,80}\.(?:yaml|md))$/;

export function isPackFile(path: string): boolean {
  return FILE.test(path) && !path.includes('..');
}

/** The files in the order an author reads them: what is asked, the points, the examples, the texts. */
export function inOrder(files: Files): readonly string[] {
  const first = ['procedure.yaml', 'scoring.yaml'];
  return [
    ...first.filter((path) => Object.hasOwn(files, path)),
    ...Object.keys(files)
      .filter((path) => !first.includes(path))
      .sort(),
  ];
}

/** A text as it is kept: the line ends of the files in git, whatever the browser sends. */
export function asKept(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
}

/** Why somebody may not decide over a request; undefined when they may. */
export function whyNotDecider(
  request: Pick<PublicationRequest, 'askedBy' | 'version' | 'outcome'>,
  working: Pick<Working, 'version' | 'editedBy'>,
  accountId: string,
): 'decided' | 'edited-since' | 'own-request' | 'own-edit' | undefined {
  if (request.outcome !== null) return 'decided';
  if (request.version !== working.version) return 'edited-since';
  if (request.askedBy === accountId) return 'own-request';
  return working.editedBy === accountId ? 'own-edit' : undefined;
}

export const NOT_DECIDER: Readonly<Record<NonNullable<ReturnType<typeof whyNotDecider>>, string>> = {
  decided: 'Su questa richiesta qualcuno ha già deciso.',
  'edited-since': 'Dopo la richiesta la copia di lavoro è cambiata: va chiesta di nuovo la pubblicazione.',
  'own-request': 'Hai chiesto tu la pubblicazione: a decidere è un’altra persona.',
  'own-edit': 'L’ultima modifica è tua: a decidere è un’altra persona.',
};
