import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { endpointWith } from '../../../helpers/endpoint-with.ts';
import { OTHER, OTHER_ADMIN, trusting } from '../../../helpers/lab-with.ts';

const KEY = '1234abcd-12ab-34cd-56ef-1234567890ab';
const RoleName = 'AWSServiceRoleForMe';
const AssumeRolePolicyDocument = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { AWS: OTHER }, Action: 'sts:AssumeRole' },
});

/** The partner's account, bound by an SCP that allows no use of keys; its key lets the account in. */
function boundEndpoint() {
  const Statement = { Effect: 'Deny', Action: 'kms:DescribeKey', Resource: '*' };
  return endpointWith({
    world: {
      organization: {
        management: 'main',
        accounts: { partner: { scps: [{ Version: '2012-10-17', Statement }] } },
      },
      keys: [{ account: 'partner', region: 'us-east-1', id: KEY, policy: JSON.parse(trusting(OTHER)) }],
    },
  });
}

describe('the path of service-linked roles, which SCPs do not bind', () => {
  it.each(['/aws-service-role/', '/aws-service-role/kms.amazonaws.com/'])('is refused as %s', async (Path) => {
    const endpoint = await boundEndpoint();
    const create = new CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument });
    await expect(endpoint.iamClient(OTHER_ADMIN).send(create)).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: "Path prefix '/aws-service-role/' can only be used for AWS Service linked Roles",
      $metadata: { httpStatusCode: 400 },
    });
    expect(endpoint.lab.world.directory.roleNamed(OTHER as never, RoleName)).toBeUndefined();
  });

  it.each(['/', '/service-role/', '/x/aws-service-role/'])(
    'is not had by the name alone: the SCP binds a role under %s',
    async (Path) => {
      const endpoint = await boundEndpoint();
      const create = new CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument });
      const { Role } = await endpoint.iamClient(OTHER_ADMIN).send(create);
      const assume = new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: 'out' });
      const { Credentials: session } = await endpoint.stsClient(OTHER_ADMIN).send(assume);
      const credentials = {
        accessKeyId: session?.AccessKeyId ?? '',
        secretAccessKey: session?.SecretAccessKey ?? '',
        sessionToken: session?.SessionToken ?? '',
      };
      await expect(endpoint.client({ credentials }).send(new DescribeKeyCommand({ KeyId: KEY }))).rejects.toMatchObject(
        {
          name: 'AccessDeniedException',
          message: expect.stringContaining('with an explicit deny in a service control policy'),
        },
      );
    },
  );
});
