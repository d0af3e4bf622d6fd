import { Notice } from '../../../ui/index.ts';
import { DEEPER, FactorPage, type Look } from './factor-page.tsx';
import { type TotpOffer, TotpSteps } from './totp-steps.tsx';

interface TotpPageProps {
  readonly look: Look;
  readonly offer: TotpOffer;
  readonly trouble: string | undefined;
  /** There is a key already, which this one takes the place of. */
  readonly replaces: boolean;
  readonly asked: string | undefined;
}

export function TotpPage({ look, offer, trouble, replaces, asked }: TotpPageProps) {
  const title = replaces ? 'Passa a un altro telefono' : 'Attiva il codice dal telefono';
  return (
    <FactorPage look={look} title={title} breadcrumb={DEEPER} trouble={trouble}>
      {replaces && (
        <Notice kind="info">
          Il codice sul telefono di prima vale finché non scrivi qui il primo codice del telefono nuovo.
        </Notice>
      )}
      <TotpSteps
        look={look}
        action="/profilo/secondo-fattore/applicazione"
        offer={offer}
        button="Attiva"
        hidden={asked === undefined ? {} : { dopo: asked }}
      />
    </FactorPage>
  );
}
