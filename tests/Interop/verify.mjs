// Verifies a certificate of the exchange with nothing of the exchange: the credential, the public addresses that it names, and other
// people's libraries (jose for signatures, ajv for the schema).
//
//   node verify.mjs CREDENTIAL SCHEMA
//
// CREDENTIAL is a file with the credential, SCHEMA is docs/schemas/end-user-certificate.schema.json. Prints the certificate's status
// ("valid", "revoked" or "suspended"), whatever it is; ends with 1, and says why, when something does not verify. That the issuer's
// address is one that the reader trusts is the reader's to say: nothing in a credential can.
import { readFile } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';

const patience = 30_000; // milliseconds
const statuses = ['valid', 'revoked', 'suspended'];

const [credentialFile, schemaFile] = process.argv.slice(2);
const credential = (await readFile(credentialFile, 'utf8')).trim();
const schema = JSON.parse(await readFile(schemaFile, 'utf8'));

// Read before it is verified, for the address of the keys alone.
const { iss: issuer } = decodeJwt(credential);
const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`), { timeoutDuration: patience });

const { payload: claims } = await jwtVerify(credential, keys, {
  algorithms: ['ES256'],
  typ: 'euc+jwt',
  issuer,
  requiredClaims: ['iss', 'sub', 'iat', 'euc', 'status'],
});
const ajv = new Ajv({ allErrors: true });
addFormats(ajv);
if (!ajv.validate(schema, claims)) throw new Error(`the claims are not as documented: ${ajv.errorsText()}`);

const { uri, idx } = claims.status.status_list;
const answer = await fetch(uri, { headers: { accept: 'application/statuslist+jwt' }, redirect: 'error', signal: AbortSignal.timeout(patience) });
if (!answer.ok) throw new Error(`${uri} answers ${answer.status}`);
const { payload: list } = await jwtVerify(await answer.text(), keys, {
  algorithms: ['ES256'],
  typ: 'statuslist+jwt',
  subject: uri,
  requiredClaims: ['sub', 'iat', 'exp', 'ttl', 'status_list'],
});

const { bits, lst } = list.status_list;
if (bits !== 2) throw new Error(`the status list has ${bits} bits a certificate, not 2`);
const packed = inflateSync(Buffer.from(lst, 'base64url'), { maxOutputLength: 1 << 20 });
const place = idx >> 2;
if (place >= packed.length) throw new Error(`the status list has no place ${idx}`);
const status = (packed[place] >> ((idx & 3) * 2)) & 3;
if (status >= statuses.length) throw new Error(`the status list says ${status}, which has no meaning`);
console.log(statuses[status]);
