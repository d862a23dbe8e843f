import type { CloudTrailRecord } from '../../../../core/index.ts';
import { type Play, testServiceTable } from '../../../helpers/service-table.ts';
import { ADMIN, arnOf, type SsmLab, ssmLab } from './ssm-lab.ts';

const WORDS = { "the parameter's ARN": arnOf('app/pass') };
const Name = '/app/pass';

/** Each message has a key of its own, a point of P-384 in base64: the row can only say that it is there. */
function publicKeyIn(records: readonly CloudTrailRecord[]): Readonly<Record<string, string>> {
  for (const { requestParameters } of records) {
    const { encryptionContext = {} } = (requestParameters ?? {}) as { encryptionContext?: Record<string, string> };
    const key = encryptionContext['aws-crypto-public-key'] ?? '';
    if (/^A[g-z0-9+/][A-Za-z0-9+/]{64}==$/.test(key)) return { "the message's public key": key };
  }
  return {};
}

/** Plays a row: what comes before it, then itself. */
function row(before: (ssm: SsmLab) => Promise<unknown>, play: (ssm: SsmLab) => Promise<unknown>): Play {
  return async () => {
    const ssm = await ssmLab();
    await before(ssm);
    const from = ssm.lab.world.trailLength;
    await play(ssm);
    const records = ssm.records(from);
    return { records, lab: ssm.lab, caller: ADMIN.as, words: { ...WORDS, ...publicKeyIn(records) } };
  };
}

const nothing = async () => undefined;
const putStandard = (ssm: SsmLab) => ssm.put(Name, 'secret');
const putAdvanced = (ssm: SsmLab) => ssm.put(Name, 'secret', { Tier: 'Advanced' });
const get = (ssm: SsmLab) => ssm.get(Name);

testServiceTable('Parameter Store and its keys', {
  'PutParameter of a String or StringList': row(nothing, async (ssm) => {
    await ssm.put(Name, 'a', { Type: 'String' });
    await ssm.put('list', 'a,b', { Type: 'StringList', Tier: 'Advanced' });
  }),
  'PutParameter of a SecureString, Standard': row(nothing, putStandard),
  'PutParameter of a SecureString, Advanced': row(nothing, putAdvanced),
  'GetParameter with decryption, Standard': row(putStandard, get),
  'GetParameter with decryption, Advanced': row(putAdvanced, get),
  'GetParameters, GetParametersByPath, GetParameterHistory with decryption': row(putStandard, async (ssm) => {
    await ssm.call(ADMIN, 'GetParameters', { Names: [Name], WithDecryption: true });
    await ssm.call(ADMIN, 'GetParametersByPath', { Path: '/app', WithDecryption: true });
    await ssm.call(ADMIN, 'GetParameterHistory', { Name, WithDecryption: true });
  }),
  'any of them without decryption': row(putAdvanced, async (ssm) => {
    await ssm.get(Name, false);
    await ssm.call(ADMIN, 'GetParametersByPath', { Path: '/app' });
  }),
  'DeleteParameter, LabelParameterVersion, DescribeParameters': row(putStandard, async (ssm) => {
    await ssm.call(ADMIN, 'LabelParameterVersion', { Name, Labels: ['prod'] });
    await ssm.call(ADMIN, 'DescribeParameters');
    await ssm.call(ADMIN, 'DeleteParameter', { Name });
  }),
});
