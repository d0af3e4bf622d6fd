import { verify } from 'node:crypto';
import { judgeAnswer } from '../src/features/digital-identity/answer.ts';
import { parseHostileXml, verificationKey, verifySigned } from '../src/platform/saml/index.ts';
import { factsOfBench } from '../test/saml/bench-facts.ts';
import { median, round1, round3 } from './figures.ts';

const ROUNDS = 11;
const SECONDS = 0.5;

/**
 * Responses of SPID judged per second on one core: read as hostile, both signatures verified, every rule applied. `ratio`
 * is to the floor, measured in turns with it: the same text parsed once and two bare RSA verifications. Medians.
 */
export async function saml(report: (line: string) => void): Promise<Record<string, number>> {
  const { key, text, asked, at, material, signature } = await factsOfBench();
  const publicKey = verificationKey(key.certificate);
  if (publicKey === undefined) throw new Error('no key');
  const judge = () => {
    const read = parseHostileXml(text);
    if (read.kind === 'refused') throw new Error(read.reason);
    const verdict = judgeAnswer(read, asked, at, (xml, child) =>
      verifySigned(xml, [publicKey], child ? { child } : {}),
    );
    if (verdict.kind !== 'accepted') throw new Error(JSON.stringify(verdict));
  };
  const floor = () => {
    parseHostileXml(text);
    for (const _signature of [1, 2]) {
      if (!verify('sha256', material, publicKey, signature)) throw new Error('a bad signature');
    }
  };
  for (const warm of [judge, floor]) perSecond(warm, 1);
  report('judging responses, and parsing with bare verifications, in turns…');
  const rounds = Array.from({ length: ROUNDS }, () => {
    const judged = perSecond(judge, SECONDS);
    const bare = perSecond(floor, SECONDS);
    return { judged, bare, ratio: judged / bare };
  });
  return {
    judged_per_s: round1(median(rounds.map(({ judged }) => judged))),
    floor_per_s: round1(median(rounds.map(({ bare }) => bare))),
    ratio: round3(median(rounds.map(({ ratio }) => ratio))),
  };
}

function perSecond(work: () => void, seconds: number): number {
  const start = performance.now();
  let done = 0;
  while (performance.now() - start < seconds * 1000) {
    work();
    done += 1;
  }
  return (done * 1000) / (performance.now() - start);
}
