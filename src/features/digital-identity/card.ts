/** What the certificate of a card (CNS) says of its holder. */
export interface CardHolder {
  readonly fiscalCode: string;
  readonly name: string;
  readonly surname: string;
}

/**
 * The holder named by the subject of a CNS certificate: `CN=<fiscal code>/<card>.<digest>` as the technical rules of the
 * CNS write it, with given name and surname beside it. Undefined when it names nobody.
 */
export function cardHolder(subject: string): CardHolder | undefined {
  const parts = new Map(
    subject.split('\n').map((line) => {
      const [name = '', ...value] = line.split('=');
      return [name, value.join('=')] as const;
    }),
  );
  const serial = /^(?:TINIT-|IT:)([A-Z0-9]{16})$/i.exec(parts.get('serialNumber') ?? '')?.[1];
  const common = /^([A-Z]{6}[\dLMNP-V]{2}[A-Z][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z])\//i.exec(
    parts.get('CN') ?? '',
  )?.[1];
  const fiscalCode = (serial ?? common)?.toUpperCase();
  const name = parts.get('GN') ?? parts.get('givenName') ?? '';
  const surname = parts.get('SN') ?? parts.get('surname') ?? '';
  return fiscalCode === undefined || name === '' || surname === '' ? undefined : { fiscalCode, name, surname };
}
