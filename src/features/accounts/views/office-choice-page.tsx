import type { Membership } from '../../../platform/http/index.ts';
import { Actions, Button, errorFor, Form, Radios } from '../../../ui/index.ts';
import { AccountPage } from './account-page.tsx';
import type { Look } from './look.ts';

const ROLES: Readonly<Record<Membership['role'], string>> = {
  clerk: 'sportello',
  officer: 'ufficio',
  administrator: 'amministrazione',
  editor: 'procedure del ministero',
};

interface OfficeChoiceProps {
  readonly look: Look;
  readonly memberships: readonly Membership[];
  readonly chosen: string;
}

/** One question, before anything is done in the name of a school or an office. */
export function OfficeChoicePage({ look, memberships, chosen }: OfficeChoiceProps) {
  const bodies = memberships.filter(
    ({ body }, index) => memberships.findIndex((membership) => membership.body === body) === index,
  );
  const rolesAt = (code: string) =>
    memberships
      .filter(({ body }) => body === code)
      .map(({ role }) => ROLES[role])
      .join(', ');
  return (
    <AccountPage
      look={look}
      title="Per chi lavori adesso?"
      lead="Hai un incarico in più di una scuola o ufficio. Quello che fai resta scritto con il nome di quello che scegli."
    >
      <Form action="/lavoro" csrf={look.csrf} label="Scuola o ufficio">
        <Radios
          name="body"
          label="Scuola o ufficio"
          choices={bodies.map(({ body, bodyName }) => ({ value: body, label: `${bodyName} (${rolesAt(body)})` }))}
          value={chosen}
          error={errorFor(look.errors, 'body')}
        />
        <Actions>
          <Button>Lavora per questa sede</Button>
        </Actions>
      </Form>
      <p>Puoi cambiare in ogni momento. Alla prossima entrata te lo chiediamo di nuovo.</p>
    </AccountPage>
  );
}
