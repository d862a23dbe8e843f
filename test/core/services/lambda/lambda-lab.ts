import { createLab } from '../../../../core/index.ts';
import { fixedPorts } from '../../../helpers/fixed-ports.ts';
import { type Caller, type Members, ServiceLab } from '../../../helpers/service-lab.ts';
import { SpyStore } from '../../../helpers/spy-store.ts';

export const OWN = '111122223333';
const role = (name: string) => `arn:aws:iam::${OWN}:role/${name}`;
export const ADMIN: Caller = { as: role('admin'), region: 'us-east-1' };
/** May look at functions, and has no right on any key. */
export const SUPPORT: Caller = { ...ADMIN, as: role('support') };
/** Execution roles: one with no permission at all, one that may decrypt, and one that Lambda may not assume. */
export const EXECUTION = role('billing');
export const DECRYPTER = role('decrypter');
const DISTRUSTFUL = role('distrustful');
export const UNFIT = [DISTRUSTFUL, role('nobody-there')] as const;

const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const OTHER_KEY_ID = '2234abcd-12ab-34cd-56ef-1234567890ab';
const keyArn = (id: string) => `arn:aws:kms:us-east-1:${OWN}:key/${id}`;
export const KEY = keyArn(KEY_ID);
export const OTHER_KEY = keyArn(OTHER_KEY_ID);

export const ARN = `arn:aws:lambda:us-east-1:${OWN}:function:billing`;
export const SECRET = 'canary-of-an-environment';
export const VARIABLES = { DB_USER: 'keeper', DB_PASSWORD: SECRET };

/** A lab with keys and roles, and short words for what the tests do all the time. */
export class LambdaLab extends ServiceLab {
  create(input: object = {}, who = ADMIN): Promise<Members> {
    return this.call(who, 'CreateFunction', { ...NEW, ...input });
  }

  update(input: object, who = ADMIN): Promise<Members> {
    return this.call(who, 'UpdateFunctionConfiguration', { FunctionName: 'billing', ...input });
  }

  /** What a function answers. */
  async invoke(event?: object, who = ADMIN): Promise<Members & { readonly answer: unknown }> {
    const Payload = event === undefined ? {} : { Payload: new TextEncoder().encode(JSON.stringify(event)) };
    const output = await this.call(who, 'Invoke', { FunctionName: 'billing', ...Payload });
    return { ...output, answer: JSON.parse(new TextDecoder().decode(output.Payload as Uint8Array)) };
  }

  /** The environment as somebody sees it. */
  async seen(who = ADMIN): Promise<Members | undefined> {
    const { Environment } = await this.call(who, 'GetFunctionConfiguration', { FunctionName: 'billing' });
    return Environment as Members | undefined;
  }
}

export const NEW = {
  FunctionName: 'billing',
  Runtime: 'nodejs22.x',
  Handler: 'index.handler',
  Role: EXECUTION,
  Code: { ZipFile: new TextEncoder().encode('PK: a deployment package') },
  Environment: { Variables: VARIABLES },
};

export async function lambdaLab(): Promise<LambdaLab> {
  const ports = { ...fixedPorts(), store: new SpyStore() };
  const document = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });
  const trust = document({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' });
  const looks = document({ Effect: 'Allow', Action: ['lambda:Get*', 'lambda:List*'], Resource: '*' });
  const decrypts = document({ Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' });
  const lab = await createLab(ports, {
    start: Date.UTC(2026, 0, 1),
    accounts: { main: OWN },
    principals: {
      'main/role/admin': ['AdministratorAccess'],
      'main/role/support': [looks],
      'main/role/billing': [],
      'main/role/decrypter': [decrypts],
      'main/role/distrustful': [],
    },
    trust: { 'main/role/billing': trust, 'main/role/decrypter': trust },
    keys: [KEY_ID, OTHER_KEY_ID].map((id) => ({ account: 'main', region: 'us-east-1', id })),
  });
  return new LambdaLab(lab, ports, 'lambda', 'iam');
}
