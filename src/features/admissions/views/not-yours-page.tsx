import { Actions, LinkButton } from '../../../ui/index.ts';
import { HOME } from '../paths.ts';
import type { Look } from './look.ts';
import { MinistryPage } from './ministry-page.tsx';

/** The editor has an application there, or is bound by a delegation to somebody who has. */
export function NotYoursPage({ look }: { look: Look }) {
  return (
    <MinistryPage look={look} heading="Di queste ammissioni si occupa un collega">
      <p>
        Fra le domande ce n’è una tua, o di una persona a cui hai dato una delega o che l’ha data a te. L’esito lo leggi
        nella tua area, come ogni altra famiglia.
      </p>
      <Actions>
        <LinkButton href={HOME}>Torna alle ammissioni</LinkButton>
      </Actions>
    </MinistryPage>
  );
}
