export { makeSpidCertificate } from './certificate.ts';
export { METADATA_LIMITS, parseHostileXml, type XmlRead, type XmlRefusal } from './hostile-xml.ts';
export { keptSigningKey, readSigningKey, writeSigningKey } from './key-files.ts';
export { certificateOf, publicHalf, verificationKey } from './keys.ts';
export { readMetadataFolder } from './metadata-folder.ts';
export { postValue, readPostValue } from './post-binding.ts';
export { peekRedirect, redirectQuery, verifyRedirect } from './redirect-binding.ts';
export { type SigningKey, signXml } from './sign.ts';
export { type Signed, verifySigned } from './verify.ts';
