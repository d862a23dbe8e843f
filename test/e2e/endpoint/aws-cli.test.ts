import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allPrograms } from '../../../scripts/suites/tools.js';
import { describeWith } from '../needs.ts';
import { PROGRAM } from '../terminal/program.ts';
import { maskedSteps } from './masked-steps.ts';
import { type Serving, serve } from './serving.ts';

const START = '2026-01-01T00:00:00Z';

/** The scripts, and what `kmslab aws` must have printed in some of their steps. */
const SCRIPTS: readonly {
  readonly script: string;
  readonly prints: Readonly<Record<string, string | RegExp>>;
}[] = [
  {
    script: 'life-of-keys.sh',
    prints: {
      'schedule-key-deletion': /"PendingDeletion"/,
      'openssl verifies the signature': 'Verified OK\nexit 0',
      'encrypt after the import': /"CiphertextBlob"/,
    },
  },
  {
    script: 'event-history.sh',
    prints: {
      'by ReadOnly': /^DisableKey.*\nCreateAlias.*\nCreateKey.*AWS::KMS::Key\nexit 0$/,
      'by EventSource': 'GetCallerIdentity\tkmslab\ttrue\tsts.amazonaws.com\tNone\nexit 0',
      'by Username of nobody': 'exit 0',
      'a failed call in its record': 'true\nexit 0',
      'two attributes': /InvalidLookupAttributesException/,
      'start behind end': /InvalidTimeRangeException/,
    },
  },
  {
    script: 'life-of-objects.sh',
    prints: {
      'what came': 'attack at dawn\nexit 0',
      'GenerateDataKey so far': '1\nexit 0',
      'put-object that the policy denies': /explicit deny in a resource-based policy\nexit 254$/,
      'put-object under a key of one’s own':
        /this bucket has blocked upload requests that specify Server Side Encryption with Customer/,
      'get-object without any policy':
        /is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::orders-2026\/note.txt"/,
      'get-object without kms:Decrypt':
        /\(AccessDenied\) when calling the GetObject operation: User: .* is not authorized to perform: kms:Decrypt on resource: .* because no identity-based policy allows/,
      'get-object with kms:Decrypt through S3': '14\nexit 0',
      'get-object under a disabled key': /\(KMS.DisabledException\)/,
      'cp onto the screen': /^\{\s+"at": "dawn"\s+\}\nexit 0$/,
      'the large file is the same': 'exit 0',
      'rb by force': /remove_bucket: orders-2026\nexit 0$/,
    },
  },
  {
    script: 'life-of-queues.sh',
    prints: {
      'get-queue-url': '111122223333/orders\nexit 0',
      'create-queue with another timeout':
        /\(QueueAlreadyExists\).*different value for attribute VisibilityTimeout\nexit 254$/,
      'get-queue-url of none': /\(AWS.SimpleQueueService.NonExistentQueue\) when calling the GetQueueUrl operation/,
      'how many': /"3",\s+"1"/,
      'receive-message': /"attack at dawn",[\s\S]*"7"[\s\S]*"second",[\s\S]*"third"/,
      'receive-message again': 'exit 0',
      'what was given back': /"again"/,
      'send-message of 1 MiB': '"4c547f435fd36f510bdac9ee7971b023"\nexit 0',
      'send-message of a byte more': /\(InvalidParameterValue\).*Message must be shorter than 1048576 bytes/,
      'receive-message without any policy': /not authorized to perform: sqs:receivemessage on resource: arn:aws:sqs:/,
      'receive-message under aws/sqs': /"managed"/,
      'receive-message without kms:Decrypt': /\(KMS.AccessDeniedException\).*not authorized to perform: kms:Decrypt/,
      'receive-message with kms:Decrypt through SQS': /"secret"/,
      'send-message without kms:GenerateDataKey': /\(KMS.AccessDeniedException\).*kms:GenerateDataKey/,
      'send-message under a disabled key': /\(KMS.DisabledException\)/,
      'create-queue too soon': /\(AWS.SimpleQueueService.QueueDeletedRecently\)/,
    },
  },
  {
    script: 'life-of-parameters.sh',
    prints: {
      'put-parameter again': /\(ParameterAlreadyExists\)/,
      'get-parameter': /"Value": "shop2.example.org",\s+"Version": 2,\s+"LastModifiedDate": "DATE"/,
      'get-parameter by a label': /"shop.example.org",\s+1,\s+":old"/,
      'get-parameter with decryption': 'k3ttle\nexit 0',
      'get-parameter without it': 'true\nexit 0',
      'put-parameter back to standard': /\(ValidationException\)/,
      'put-parameter under no key': /\(InvalidKeyId\).*alias\/none is not found/,
      'get-parameter without any policy': /\(AccessDeniedException\).*not authorized to perform: ssm:GetParameter/,
      'get-parameter without kms:Decrypt': /\(AccessDeniedException\).*not authorized to perform: kms:Decrypt/,
      'get-parameter of ciphertext': 'true\nexit 0',
      'get-parameter under aws/ssm': '"k3ttle"\nexit 0',
      'get-parameter with kms:Decrypt for its context': '"t0ken"\nexit 0',
      'get-parameter under a disabled key': /\(InvalidKeyId\).*is disabled/,
    },
  },
  {
    script: 'life-of-tables.sh',
    prints: {
      'create-table again': /\(ResourceInUseException\)/,
      'put-item where there must be none': /\(ConditionalCheckFailedException\)/,
      'get-item': /"S": "kettle"[\s\S]*"N": "24.5"[\s\S]*"SS": \[\s+"new"/,
      query: /1,\s+1,\s+\[\s+\{\s+"S": "cup"/,
      scan: /1,\s+2,\s+\[\s+\{\s+"S": "kettle"/,
      'the table’s key': /"ENABLED",\s+"KMS"/,
      'its grant': /"dynamodb\.us-east-1\.amazonaws\.com",\s+"dynamodb\.us-east-1\.amazonaws\.com"/,
      'get-item without kms:Decrypt': /\(AccessDeniedException\).*not authorized to perform: kms:Decrypt/,
      'get-item with kms:Decrypt through DynamoDB': /"S": "kettle"/,
    },
  },
  {
    script: 'life-of-secrets.sh',
    prints: {
      'create-secret again': /\(ResourceExistsException\).*the secret app\/db already exists\.\nexit 254$/,
      'get-secret-value': 'hunter2\nexit 0',
      'get-secret-value of bytes': 'AAEC/w==\nexit 0',
      'get-secret-value of the one before': 'hunter2\nexit 0',
      'update-secret-version-stage without from':
        /The parameter RemoveFromVersionId can't be empty\. Staging label AWSCURRENT/,
      'get-secret-value after the roll back': 'hunter2\nexit 0',
      'aws/secretsmanager': /"alias\/aws\/secretsmanager"/,
      'get-secret-value under aws/secretsmanager': 'hunter2\nexit 0',
      'get-secret-value without kms:Decrypt': /\(AccessDeniedException\).*Access to KMS is not allowed\nexit 254$/,
      'get-secret-value with kms:Decrypt through Secrets Manager': 'hunter2\nexit 0',
      'get-secret-value that the policy denies': /with an explicit deny in a resource-based policy\nexit 254$/,
      'put-resource-policy that is public': /\(PublicPolicyException\)/,
      'get-secret-value in the other Region': 'hunter2\nexit 0',
      'put-secret-value in the other Region': /Operation not permitted on a replica secret/,
      'get-secret-value under a disabled key': /\(DecryptionFailure\)/,
      'get-secret-value that waits': /because it was marked for deletion\.\nexit 254$/,
      'create-secret that waits': /a secret with this name is already scheduled for deletion/,
    },
  },
  {
    script: 'life-of-volumes.sh',
    prints: {
      'create-volume': /"creating",\s+false,\s+8,\s+"gp3",\s+3000,\s+125,/,
      'create-volume as a dry run':
        /\(DryRunOperation\).*Request would have succeeded, but DryRun flag is set\.\nexit 254$/,
      'create-volume with a key alone': /\(InvalidParameterDependency\)/,
      'describe-volumes by tag': /"available",\s+true,\s+"arn:aws:kms:[^"]*",/,
      'attach-volume to an instance that does not run': /\(IncorrectState\).*is not 'running'/,
      'attach-volume again': /\(VolumeInUse\)/,
      'describe-volumes in use': /"in-use",[^a-z]*"attached",\s+"\/dev\/sdf",\s+false/,
      'describe-snapshots': /"completed",\s+"100%",\s+true,/,
      'modify-snapshot-attribute to everybody': /\(OperationNotPermitted\)/,
      'describe-snapshots of a copy that failed': /"error",\s+"Given key ID is not accessible"/,
      'describe-snapshots of the copy': /"completed",\s+"vol-ffffffff",\s+true/,
      'delete-volume': 'exit 0',
      'describe-volumes that is gone': /\(InvalidVolume\.NotFound\)/,
      'delete-vpc-endpoints': /"InvalidVpcEndpointId.NotFound"/,
    },
  },
  {
    script: 'life-of-principals.sh',
    prints: {
      'get-caller-identity of ann': /user\/team\/ann/,
      'encrypt without any policy': /because no identity-based policy allows the kms:Encrypt action\nexit 254$/,
      'encrypt by an inline policy': /"CiphertextBlob"/,
      'disable-key by the group': 'exit 0',
      'encrypt within the boundary': /"CiphertextBlob"/,
      'disable-key beyond the boundary': /because no permissions boundary allows the kms:DisableKey action/,
      'encrypt denied by a tag': /with an explicit deny in an identity-based policy/,
      'encrypt with another tag': /"CiphertextBlob"/,
      'disable-key by the newer version': /because no identity-based policy allows/,
      'get-key-policy after the renaming': /user\/team\/anne/,
      'delete-user': 'exit 0',
      'schedule-key-deletion of a key that only ann could manage': /because no resource-based policy allows/,
    },
  },
  {
    script: 'life-of-an-organization.sh',
    prints: {
      'accept-handshake': '"ACCEPTED"\nexit 0',
      'list-accounts by a member': /AccessDeniedException/,
      'create-policy that is none': /MalformedPolicyDocumentException/,
      'create-key denied by an SCP of the unit above': /with an explicit deny in a service control policy\nexit 254$/,
      'create-key of the management account': '"Enabled"\nexit 0',
      'list-keys out of its reach': '2\nexit 0',
      'list-keys in its reach again': /with an explicit deny in a service control policy/,
      'detach-policy of the last': /ConstraintViolationException/,
      'create-key that no SCP allows': /because no service control policy allows the kms:CreateKey action/,
      'encrypt denied by an RCP': /with an explicit deny in a resource control policy/,
      'encrypt without it': /"CiphertextBlob"/,
      'assume-role of the account that was made': 'true\nexit 0',
      'list-accounts without an organization': /AWSOrganizationsNotInUseException/,
    },
  },
];

/** What every client must print in some steps of guard-rails.sh: `kmslab aws` has no session tokens, and no URL. */
const GUARD_RAILS: Readonly<Record<string, RegExp>> = {
  'encrypt within the session policy': /"CiphertextBlob"/,
  'describe-key beyond the session policy': /because no session policy allows the kms:DescribeKey action/,
  'assume-role with a session policy that is none': /MalformedPolicyDocument/,
  'assume-role for too long': /MaxSessionDuration/,
  'describe-key that a session tag lets': /^"Enabled"/,
  'describe-key without the tag': /because no resource-based policy allows/,
  'assume-role by chaining': /assumed-role\/next\/ann",\s+"ann"/,
  'what is let by a tag that went on': /^"Enabled"/,
  'assume-role with another value for a tag that went on': /InvalidParameterValue.*conflicts with a transitive tag key/,
  'assume-role with another source identity': /ValidationError.*The source identity is already set/,
  'assume-role by chaining for too long': /1 hour session limit for roles assumed by role chaining/,
  'assume-role with tags that the role does not take': /not authorized to perform: sts:TagSession/,
  'assume-role without the external id': /not authorized to perform: sts:AssumeRole/,
  'assume-role with the external id': /assumed-role\/external\/ann/,
  'encrypt of a federated user': /"CiphertextBlob"/,
  'describe-key of a federated user': /federated-user\/bob is not authorized.*because no session policy allows/,
  'get-caller-identity of a federated user': /"UserId": "111122223333:bob"/,
  'list-users of a federated user': /InvalidClientTokenId/,
  'list-keys of a session of one’s own': /^3\n/,
  'list-users of a session of one’s own': /InvalidClientTokenId/,
  'get-session-token of a session': /Cannot call GetSessionToken with session credentials/,
  'list-keys through the endpoint': /^3\n/,
  'describe-key that the endpoint does not let through': /because no VPC endpoint policy allows the kms:DescribeKey/,
  'encrypt that only the endpoint may': /"CiphertextBlob"/,
  'encrypt past the endpoint': /with an explicit deny in a resource-based policy/,
  'list-keys in another Region through it': /VpcEndpointNotReachable/,
  'list-keys through one that is not there': /VpcEndpointNotReachable/,
  'what CloudTrail has of it': /^1\n/,
};

describeWith('aws', 'told to the real AWS CLI', () => {
  describe.each(SCRIPTS)('$script', ({ script, prints }) => {
    let folder: string;
    let ours: ReadonlyMap<string, string>;
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'kmslab-aws-cli-'));
      const world = join(folder, 'life.kmslab');
      await run(process.execPath, [PROGRAM, 'world', 'new', world]);
      const aws = `${process.execPath} ${PROGRAM} aws --world ${world}`;
      ours = maskedSteps(await tell(aws, { AS: `${aws} --as` }));
    }, 300_000);
    afterAll(() => rmSync(folder, { recursive: true }));

    it.each(Object.entries(prints))('%s, in kmslab aws, with a world in a file', (step, printed) => {
      expect(ours.get(step)).toEqual(typeof printed === 'string' ? printed : expect.stringMatching(printed));
    });

    describe.each(allPrograms('aws'))('%s', (program) => {
      it('prints what kmslab aws prints, and ends as it ends', async () => {
        const version = await run(program, ['--version']);
        const serving = await serve('--at', START, '--control');
        const steps = maskedSteps(
          await tell(`${program} --endpoint-url ${serving.url}`, {
            ...(await serving.env()),
            ...(await partner(serving)),
            AWS_PAGER: '',
            CLOCK: `${serving.url}/_kmslab/clock`,
          }),
        );
        await serving.stop();
        const adapt = version.startsWith('aws-cli/1.') ? asVersion1 : (printed: string) => printed;
        const expected = [...ours].map(([step, printed]) => [step, adapt(printed)] as const);
        expect(Object.fromEntries(steps), version).toEqual(Object.fromEntries(expected));
      }, 300_000);
    });

    async function tell(aws: string, env: NodeJS.ProcessEnv): Promise<string> {
      const files = mkdtempSync(join(folder, 'files-'));
      return run('sh', [join(import.meta.dirname, script), files], { ...env, AWS: aws });
    }
  });

  describe.each(allPrograms('aws'))('guard-rails.sh, %s', (program) => {
    it('is bounded by sessions and endpoints', async () => {
      const setup = join(import.meta.dirname, 'guard-rails.yaml');
      const serving = await serve('--at', START, '--setup', setup);
      const files = mkdtempSync(join(tmpdir(), 'kmslab-guard-rails-'));
      const printed = await run('sh', [join(import.meta.dirname, 'guard-rails.sh'), files], {
        ...(await serving.env('main/user/ann')),
        AWS: `${program} --endpoint-url ${serving.url}`,
        URL: serving.url,
        AWS_PAGER: '',
      });
      await serving.stop();
      rmSync(files, { recursive: true });
      const steps = maskedSteps(printed);
      for (const [step, wanted] of Object.entries(GUARD_RAILS))
        expect([step, steps.get(step)]).toEqual([step, expect.stringMatching(wanted)]);
    }, 300_000);
  });
});

/** The other account's administrator, for scripts that need one. */
async function partner(serving: Serving): Promise<NodeJS.ProcessEnv> {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = await serving.env('partner/role/admin');
  return { PARTNER_ID: AWS_ACCESS_KEY_ID, PARTNER_SECRET: AWS_SECRET_ACCESS_KEY };
}

async function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(program, [...args], {
    env: { ...process.env, ...env },
    maxBuffer: 1 << 24,
  });
  return `${stdout}${stderr}`;
}

/** Version 1 of the CLI has exit codes of its own. Source: AWS CLI User Guide, "Breaking changes in version 2". */
function asVersion1(printed: string): string {
  const isUsage = /^usage: (?!aws s3 )/.test(printed); // `aws s3` looks at its paths by itself
  return printed.replace(/exit 254$/, 'exit 255').replace(/exit 252$/, isUsage ? 'exit 2' : 'exit 255');
}
