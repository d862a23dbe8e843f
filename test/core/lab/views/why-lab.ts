import type { LabQuery, WhyView } from '../../../../core/index.ts';
import { labWith, OTHER, OWN, type TestLab } from '../../../helpers/lab-with.ts';

export const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
export const APP = { as: `arn:aws:iam::${OWN}:role/app`, region: 'us-east-1' } as const;
export const EVE = { as: `arn:aws:iam::${OWN}:user/eve`, region: 'us-east-1' } as const;

const allow = (Sid: string, principal: string, Action: readonly string[] | string, Condition?: object) => ({
  Sid,
  Effect: 'Allow',
  Principal: { AWS: principal },
  Action,
  Resource: '*',
  ...(Condition === undefined ? {} : { Condition }),
});

/** The administrator; the app, with tenant 7 only; eve, through EC2 only. Nobody else is let in. */
export const POLICY = {
  Version: '2012-10-17',
  Statement: [
    allow('Admin', `arn:aws:iam::${OWN}:role/admin`, 'kms:*'),
    allow('Tenant seven', APP.as, ['kms:Encrypt', 'kms:Decrypt'], {
      StringEquals: { 'kms:EncryptionContext:tenant': '7' },
    }),
    allow('EBS only', EVE.as, ['kms:Decrypt', 'kms:CreateGrant'], {
      StringEquals: { 'kms:ViaService': 'ec2.us-east-1.amazonaws.com' },
    }),
  ],
};

/** A lab with one key under that policy, alias/orders. */
export function whyLab(): Promise<TestLab> {
  return labWith({
    accounts: { main: OWN, partner: OTHER },
    principals: {
      'main/role/admin': ['AdministratorAccess'],
      'main/role/app': [
        { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'kms:Encrypt', Resource: '*' } },
      ],
      'main/user/eve': [],
      'partner/role/admin': ['AdministratorAccess'],
    },
    keys: [{ account: 'main', region: 'us-east-1', id: KEY_ID, alias: 'alias/orders', policy: POLICY }],
  });
}

type Call = Omit<Extract<LabQuery, { type: 'whyIf' }>, 'type'>;

/** What would come of a call of the app's to decrypt under the key, but for what is given. */
export function whyIf({ lab }: TestLab, call: Partial<Call> = {}): Promise<WhyView> {
  return lab.ask({ type: 'whyIf', as: 'main/role/app', action: 'kms:Decrypt', key: 'alias/orders', ...call });
}
