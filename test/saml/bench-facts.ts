import { sign as signBytes } from 'node:crypto';
import { testKey } from './keys.ts';
import { responseXml, sign } from './response.ts';

/** One good response, what it must answer, and bytes with a bare signature of the same key. */
export async function factsOfBench() {
  const at = new Date('2026-03-02T09:00:00Z');
  const idp = 'https://idp.example';
  const [entityId, consumerUrl] = ['https://istanze.example/spid/metadata', 'https://istanze.example/spid/acs'];
  const key = await testKey(idp);
  const attributes = { spidCode: 'X', name: 'Ada', familyName: 'Prova', fiscalNumber: 'TINIT-PRVDAA85C47F205X' };
  const facts = { requestId: '_r', at, idp, audience: entityId, recipient: consumerUrl, level: 2, attributes } as const;
  const asked = {
    ...({ profile: 'spid', requestId: '_r', requestedAt: at, provider: idp, entityId, consumerUrl } as const),
    ...({ level: 2, comparison: 'minimum', required: ['fiscalNumber'] } as const),
  };
  const material = Buffer.alloc(1024, 7);
  const signature = signBytes('sha256', material, key.privateKey);
  return { key, at, asked, text: sign(responseXml(facts), key), material, signature };
}
