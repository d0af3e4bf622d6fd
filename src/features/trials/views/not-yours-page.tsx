import { Actions, LinkButton } from '../../../ui/index.ts';
import { HOME } from '../office.ts';
import type { Look } from './look.ts';
import { OfficePage } from './office-page.tsx';

/** The officer is a candidate there, or bound to one by a delegation. */
export function NotYoursPage({ look }: { look: Look }) {
  return (
    <OfficePage look={look} heading="Di questo concorso si occupa un collega">
      <p>
        Sei fra i candidati, o lo è una persona a cui hai dato una delega o che l’ha data a te. La tua convocazione e il
        tuo esito li leggi nella tua area, come ogni altro candidato.
      </p>
      <Actions>
        <LinkButton href={HOME}>Torna ai concorsi</LinkButton>
      </Actions>
    </OfficePage>
  );
}
