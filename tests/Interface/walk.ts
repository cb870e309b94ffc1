// The README's two walks, by a client that is generated from the documents alone (openapi-typescript, openapi-fetch) and compiled strictly.
//
//   EXCHANGE=http://… TOKENS='{"KEN/customs":"…"}' node out/walk.js
//
// Prints a line a call; ends with 1 when an answer is not as the documents say.
import createClient, { type Client } from 'openapi-fetch';
import type { paths as Alerts } from './route-alerts.js';
import type { paths as Cases } from './diversion-cases.js';
import type { paths as Certificates } from './end-user-certificates.js';
import type { paths as Members } from './identity.js';

declare const process: { env: Record<string, string | undefined> };

const tokens = JSON.parse(process.env['TOKENS'] ?? '{}') as Record<string, string>;

function as<Paths extends {}>(identity: string): Client<Paths> {
  return createClient<Paths>({ baseUrl: process.env['EXCHANGE'] ?? '', headers: { Authorization: `Bearer ${tokens[identity]}` } });
}

let calls = 0;
function got<T>(what: string, answer: { data?: T; error?: unknown; response: Response }): T {
  if (answer.data === undefined) throw new Error(`${what}: ${answer.response.status} ${JSON.stringify(answer.error)}`);
  console.log(`${++calls} ${what}: ${answer.response.status}`);
  return answer.data;
}

const customs = as<Cases>('KEN/customs');
const secretariat = as<Alerts>('EAC/secretariat');

// From a case to an alert
const subscription = got('subscribe', await secretariat.POST('/v1/subscriptions', { body: { url: process.env['WEBHOOK'] ?? 'http://127.0.0.1:9443/alerts', countries: ['KEN'] } }));
const reported = got('report a case', await customs.POST('/v1/cases', {
  body: {
    status: 'detected',
    eventDate: { value: '2026-03', precision: 'month' },
    lifecycleStage: 'during_transfer',
    summary: 'Rifles declared as machine parts.',
    items: [{ category: 'assault_rifle', quantity: 12, marks: [{ kind: 'manufacture', serial: 'WALK-1234', country: 'ROU' }] }],
    route: [{ sequence: 1, from: 'AEJEA', to: 'KEMBA', mode: 'maritime', concealment: 'misdeclared_cargo' }],
    handling: { tlp: 'amber', purposes: ['border_interdiction'] },
    releases: [{ to: ['EAC', 'EAC/*'], level: 'summary' }, { to: ['UGA'], functions: ['customs'], level: 'full' }],
  },
}));
const list = got('list cases', await as<Cases>('UGA/customs').GET('/v1/cases', { params: { query: { status: 'detected', limit: 50 } } }));
const line = list.items.find((item) => item.id === reported.id);
if (line?.level !== 'full') throw new Error(`UGA/customs sees the case at level ${line?.level}`);
const seen = got('show a case', await as<Cases>('TZA/police').GET('/v1/cases/{id}', { params: { path: { id: reported.id } } }));
if (seen.reference !== reported.reference || seen.level !== 'summary') throw new Error('TZA/police sees another case');
const found = got('search marks', await as<Cases>('UGA/customs').POST('/v1/marks/search', { body: { marks: [{ serial: 'walk 1234' }], purpose: 'border_interdiction' } }));
if (found.results[0]?.answer !== 'full') throw new Error('The mark is not found');
got('set releases', await customs.PUT('/v1/cases/{id}/releases', { params: { path: { id: reported.id } }, body: { releases: [{ to: ['EAC', 'EAC/*'], level: 'summary' }] } }));
got('show a code list', await customs.GET('/v1/vocabularies/{name}', { params: { path: { name: 'case_status' } } }));

let alert: string | undefined;
for (let tries = 0; alert === undefined && tries < 200; tries++) {
  const { data } = await secretariat.GET('/v1/alerts', { params: { query: { limit: 200 } } });
  // The list is GeoJSON for those who accept that.
  const items = data !== undefined && 'items' in data ? data.items : [];
  alert = items.find((item) => 'case' in item && item.case?.id === reported.id)?.id;
  if (alert === undefined) await new Promise((resolve) => setTimeout(resolve, 100));
}
if (alert === undefined) throw new Error('The case has no alert');
got('show an alert', await secretariat.GET('/v1/alerts/{id}', { params: { path: { id: alert } } }));
got('list deliveries', await secretariat.GET('/v1/subscriptions/{id}/deliveries', { params: { path: { id: subscription.id } } }));

// A licensing authority's day
const chad = as<Certificates>('TCD/licensing');
const czechia = as<Certificates>('CZE/licensing');
const issued = got('issue a certificate', await chad.POST('/v1/certificates', {
  body: {
    type: 'end_user_certificate',
    number: `WALK-${reported.reference}`,
    issuedOn: process.env['TODAY'] ?? '',
    validUntil: process.env['NEXT_YEAR'] ?? '',
    singleUse: false,
    exporter: { name: 'Example Arms a.s.', address: '1 Example Street, Prague', state: 'CZE' },
    endUser: { name: 'Ministry of Example', address: "2 Example Avenue, N'Djamena", state: 'TCD' },
    finalDestination: 'TCD',
    endUse: 'Equipment of the border guard.',
    signatory: { name: 'A. Example', position: 'Director' },
    assurances: [{ code: 'no_reexport' }],
    goods: [{ line: 1, category: 'assault_rifle', description: 'Rifles', quantity: 500, unit: 'piece' }],
    releases: [{ to: ['CZE'], level: 'full' }],
  },
}));
const verdict = got('verify it', await czechia.POST('/v1/certificates/verify', { body: { credential: issued.credential, shipment: { lines: [{ line: 1, quantity: 200 }], exporter: 'CZE' } } }));
if (verdict.verdict !== 'authentic') throw new Error(`The verdict is ${verdict.verdict}`);
const drawn = got('draw on it', await czechia.POST('/v1/certificates/{id}/drawdowns', { params: { path: { id: issued.id } }, body: { lines: [{ line: 1, quantity: 200 }], commit: true } }));
got('confirm the delivery', await chad.POST('/v1/certificates/{id}/deliveries', { params: { path: { id: issued.id } }, body: { drawdownId: drawn.id, deliveredOn: process.env['TODAY'] ?? '', lines: [{ line: 1, quantity: 200 }] } }));
got('list verifications', await chad.GET('/v1/verifications', {}));
got('revoke it', await chad.POST('/v1/certificates/{id}/revoke', { params: { path: { id: issued.id } }, body: { reason: 'A test.' } }));
got('list members', await as<Members>('KEN/customs').GET('/v1/members', {}));
