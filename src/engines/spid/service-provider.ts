/** The two federations that speak SAML: same messages, a few rules apart. eIDAS comes through a provider of SPID. */
export type Profile = 'spid' | 'cie';

/** Who we are to a federation. */
export interface ServiceProvider {
  readonly profile: Profile;
  readonly entityId: string;
  /** Where answers are posted. */
  readonly consumerUrl: string;
  /** Where messages of logout arrive, by redirect and by post. */
  readonly logoutUrl: string;
  readonly organization: {
    /** Full official name, as in the certificate. */
    readonly name: string;
    readonly displayName: string;
    readonly url: string;
  };
  /** Code in the index of public administrations. */
  readonly ipaCode: string;
  /** Cadastral code of the seat; CIE asks for it. */
  readonly municipality: string;
  readonly contact: { readonly email: string; readonly phone?: string };
  /** Certificates shown, base64 without headers; more than one while a key is being replaced. */
  readonly certificates: readonly string[];
  /** Also publish the two sets that the European gateway asks for. */
  readonly europe: boolean;
}

/** Index of the set of attributes asked for at an ordinary entry. */
export const OWN_SET = 0;
/** Indexes that the European gateway of SPID expects: the smallest set, and the full one. */
export const EUROPEAN_SET = 99;
export const FULL_EUROPEAN_SET = 100;

export interface AttributeSet {
  readonly index: number;
  readonly name: string;
  readonly attributes: readonly string[];
}

/** What is asked of a provider, and no more than an account needs. */
export function attributeSets({
  profile,
  europe,
}: Pick<ServiceProvider, 'profile' | 'europe'>): readonly AttributeSet[] {
  // CIE gives these four and no other (CIE SAML, "Attributi").
  const cie = ['name', 'familyName', 'dateOfBirth', 'fiscalNumber'];
  if (profile === 'cie') return [{ index: OWN_SET, name: 'Istanze OnLine', attributes: cie }];
  const spid = ['spidCode', ...cie, 'gender', 'placeOfBirth', 'countyOfBirth', 'email'];
  const minimum = ['spidCode', 'name', 'familyName', 'dateOfBirth'];
  return [
    { index: OWN_SET, name: 'Istanze OnLine', attributes: spid },
    ...(europe
      ? [
          { index: EUROPEAN_SET, name: 'eIDAS Natural Person Minimum Attribute Set', attributes: minimum },
          {
            index: FULL_EUROPEAN_SET,
            name: 'eIDAS Natural Person Full Attribute Set',
            attributes: [...minimum, 'placeOfBirth', 'address', 'gender'],
          },
        ]
      : []),
  ];
}
