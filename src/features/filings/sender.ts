/** Who files, as the accounts know them at that moment. */
export interface Applicant {
  readonly accountId: string;
  readonly fiscalCode: string;
  readonly surname: string;
  readonly name: string;
  readonly birthDate: string;
  readonly sex: string;
  readonly birthPlaceCode: string;
  readonly birthPlace: string;
  readonly email: string;
}

/** Who acts in the applicant's name, and under which delegation. */
export interface ActingDelegate {
  readonly delegationId: string;
  /** "delega n. 12". */
  readonly delegationNumber: number;
  readonly accountId: string;
  readonly fiscalCode: string;
  readonly surname: string;
  readonly name: string;
}

type Named = Pick<Applicant, 'surname' | 'name' | 'fiscalCode'>;

/** "Rossi Anna (RSSNNA80A41F205X)", as the register names a sender; with who sent it in their name, if it was not them. */
export function senderOf(applicant: Named, delegate: ActingDelegate | null): string {
  if (delegate === null) return inFull(applicant);
  return `${inFull(applicant)}, da ${inFull(delegate)}, delega n. ${delegate.delegationNumber}`;
}

function inFull({ surname, name, fiscalCode }: Named): string {
  return `${surname} ${name} (${fiscalCode})`;
}

/** The delegate as the canonical text names them. */
export function namedInCanonical({ delegationNumber, fiscalCode, surname, name }: ActingDelegate) {
  return { delegation: delegationNumber, fiscalCode, surname, name };
}

/** The identity that goes into the canonical text: what is known of the person, and nothing that names our tables. */
export function identityInCanonical({ accountId: _account, ...identity }: Applicant): Record<string, unknown> {
  return identity;
}
