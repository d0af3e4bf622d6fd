import type { Refusal } from '../filing.ts';
import { type About, paths } from './look.ts';
import { Stopped } from './stopped.tsx';

interface BarredProps {
  readonly about: About;
  readonly refusal: Extract<Refusal, { refusal: 'not-eligible' | 'prerequisite' | 'excluded' | 'twin' }>;
}

/** What stood in the way beside the answers, with the rule and the norm. */
export function Barred({ about, refusal }: BarredProps) {
  switch (refusal.refusal) {
    case 'not-eligible':
      return (
        <Stopped title="Manca un requisito" kind="danger" next={paths.application(about.applicationId)}>
          <p>Le risposte restano salvate, ma questa domanda non si può inoltrare:</p>
          <ul>
            {refusal.verdicts.map(({ id, rule, why, norm }) => (
              <li key={id}>
                <strong>{rule}</strong>. {why} ({norm})
              </li>
            ))}
          </ul>
        </Stopped>
      );
    case 'prerequisite':
      return (
        <Stopped title="Prima serve un’altra domanda" kind="warning" next={paths.application(about.applicationId)}>
          <p>Le risposte restano salvate. Prima di inoltrare questa domanda:</p>
          <ul>
            {refusal.missing.map(({ procedure, message, norm }) => (
              <li key={procedure}>
                {message}
                {norm !== undefined && ` (${norm})`} <a href={`/procedure/${procedure}`}>Vai a quella procedura</a>
              </li>
            ))}
          </ul>
        </Stopped>
      );
    case 'excluded':
      return (
        <Stopped
          title="Hai già inoltrato una domanda che esclude questa"
          kind="danger"
          next={paths.application(about.applicationId)}
        >
          <p>
            {refusal.by.map(({ title }) => `«${title}»`).join(', ')}. {refusal.parallel.rule}
            {refusal.parallel.norm !== undefined && ` (${refusal.parallel.norm})`}
          </p>
          <p>Le risposte restano salvate. Per inoltrare questa, ritira prima l’altra.</p>
        </Stopped>
      );
    case 'twin':
      return <TwinStop about={about} refusal={refusal} />;
  }
}

/** There is one of one's own already about the same thing, to be corrected. */
function TwinStop({ about, refusal }: { about: About; refusal: Extract<Refusal, { refusal: 'twin' }> }) {
  const { several, twin } = refusal;
  return (
    <Stopped title="Ce n’è già una inoltrata" kind="danger" next={paths.application(about.applicationId)}>
      <p>
        {several.rule}
        {several.norm !== undefined && ` (${several.norm})`}
      </p>
      <p>
        Hai già inoltrato quella con protocollo <strong>{twin.registerNumber}</strong>: le risposte di questa restano
        salvate. Se vuoi cambiare qualcosa, <a href={paths.application(twin.applicationId)}>correggi quella</a>.
      </p>
    </Stopped>
  );
}
