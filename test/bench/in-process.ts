import { verdictOf } from '../../core/access/decide.ts';
import { type AuthorizationRequest, NO_GUARDRAILS } from '../../core/access/decision.ts';
import {
  bundledScenario,
  createLab,
  DEFAULT_WORLD,
  decide,
  defaultKeyPolicy,
  parseAccountId,
  parsePolicy,
  ScenarioPlayer,
} from '../../core/index.ts';
import { nodePorts } from '../../core/node/index.ts';
import { rate, time, timeRatio } from './pairs.ts';
import type { BenchRow } from './row.ts';

const CALLS = 4_000;
const DECISIONS = 50_000;
const LARGE_DECISIONS = 5_000;
const ACCOUNT = parseId('111122223333');
const REPLAYS = 50;
/** What is encrypted: a data key's length, the commonest thing to be wrapped. */
const PLAINTEXT_BYTES = 32;

/** What the core costs without any front end. */
export const inProcessRows: readonly BenchRow[] = [
  {
    what: `Encrypt of ${PLAINTEXT_BYTES} bytes in process, calls a second against bare subtle.encrypt`,
    unit: '×',
    budget: { atLeast: 0.5 },
    async measure() {
      const ports = nodePorts();
      const lab = await createLab(ports, { ...DEFAULT_WORLD, start: 0 });
      const caller = { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' };
      const made = await lab.call({ service: 'kms', operation: 'CreateKey', input: {}, ...caller });
      if (!made.reply.ok) throw new Error(made.reply.error.message);
      const { KeyId } = made.reply.output.KeyMetadata as { readonly KeyId: string };
      const plaintext = ports.random.bytes(PLAINTEXT_BYTES);
      const key = await ports.subtle.importKey('raw', ports.random.bytes(32), 'AES-GCM', false, ['encrypt']);
      // The same AES-GCM as KMS does: a fresh IV, and additional data of the length of a ciphertext's header.
      const additionalData = ports.random.bytes(60);
      const bare = () =>
        time(async () => {
          for (let n = 0; n < CALLS; n += 1) {
            const iv = ports.random.bytes(12);
            await ports.subtle.encrypt({ name: 'AES-GCM', iv, additionalData, tagLength: 128 }, key, plaintext);
          }
        });
      const throughTheDoor = () =>
        time(async () => {
          const input = { KeyId, Plaintext: plaintext };
          for (let n = 0; n < CALLS; n += 1) await lab.call({ service: 'kms', operation: 'Encrypt', input, ...caller });
        });
      // Time of the bare calls over time of ours is our rate over theirs.
      return timeRatio(bare, throughTheDoor);
    },
  },
  {
    what: 'policy decisions with the default key policy',
    unit: '/s',
    budget: { atLeast: 200_000 },
    measure: () => decisionsASecond(DECISIONS, defaultRequests()),
  },
  {
    what: 'policy decisions with the default key policy, with all reasons against the verdict alone',
    unit: '×',
    budget: { atMost: 1.3 },
    measure: () => reasonsAgainstVerdict(DECISIONS, defaultRequests()),
  },
  {
    what: 'policy decisions with a key policy of 32 KB, 100 statements, each with conditions',
    unit: '/s',
    budget: { atLeast: 20_000 },
    measure: () => decisionsASecond(LARGE_DECISIONS, largeRequests()),
  },
  {
    what: 'policy decisions with that key policy, with all reasons against the verdict alone',
    unit: '×',
    budget: { atMost: 1.3 },
    measure: () => reasonsAgainstVerdict(LARGE_DECISIONS, largeRequests()),
  },
  {
    what: 'replay of key-lifecycle without pacing, steps a second',
    unit: '/s',
    budget: { atLeast: 2_000 },
    async measure() {
      const scenario = await bundledScenario('key-lifecycle');
      return rate(scenario.steps.length * REPLAYS, async () => {
        const players: ScenarioPlayer[] = [];
        for (let n = 0; n < REPLAYS; n += 1) {
          players.push(await ScenarioPlayer.open(scenario, { name: 'key-lifecycle', ports: nodePorts, speed: 0 }));
        }
        return time(async () => {
          for (const player of players) {
            await player.play();
            if (!player.replay.ok) throw new Error('the replay under test should succeed');
          }
        });
      });
    },
  },
];

function decisionsASecond(count: number, requests: readonly AuthorizationRequest[]) {
  return rate(count, () => ask(count, requests, (request) => decide(request).verdict));
}

function reasonsAgainstVerdict(count: number, requests: readonly AuthorizationRequest[]) {
  return timeRatio(
    () => ask(count, requests, (request) => decide(request).verdict),
    () => ask(count, requests, verdictOf),
  );
}

function ask(count: number, requests: readonly AuthorizationRequest[], answer: typeof verdictOf) {
  return time(() => {
    for (let n = 0; n < count; n += 1) {
      const request = requests[n % requests.length];
      if (request === undefined || answer(request) !== 'allowed') {
        throw new Error('the decisions under test should allow');
      }
    }
  });
}

/** No two in a row alike: seven callers, each with its key. */
function defaultRequests(): readonly AuthorizationRequest[] {
  return SEVEN.map((n) => decisionRequest(n, defaultKeyPolicy(ACCOUNT, 'aws')));
}

/** The same, each with an encryption context of its own, which the conditions ask for. */
function largeRequests(): readonly AuthorizationRequest[] {
  return SEVEN.map((n) => decisionRequest(n, largeKeyPolicy(), { tenant: `t${n}`, stage: 'prod' }));
}

const SEVEN = [1, 2, 3, 4, 5, 6, 7];

/** As many statements as a policy of 32,768 bytes can well hold; the last allows. */
function largeKeyPolicy(): string {
  const statements = Array.from({ length: 100 }, (_, n) => ({
    Sid: `Tenant ${n}`,
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    Action: ['kms:Encrypt', 'kms:GenerateDataKey*'],
    Resource: '*',
    Condition: {
      StringEquals: { 'kms:EncryptionContext:stage': n === 99 ? 'prod' : `stage-${n}` },
      StringLike: { 'kms:EncryptionContext:tenant': 't*' },
      NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
    },
  }));
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

function decisionRequest(
  n: number,
  keyPolicy: string,
  encryptionContext: Readonly<Record<string, string>> = {},
): AuthorizationRequest {
  const accountId = ACCOUNT;
  const identity = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
  return {
    action: 'kms:Encrypt',
    principal: {
      type: 'roleSession',
      accountId,
      arn: `arn:aws:sts::${accountId}:assumed-role/app/bench${n}`,
      roleArn: `arn:aws:iam::${accountId}:role/app`,
      roleName: 'app',
      sessionName: `bench${n}`,
      id: 'AROAEXAMPLE',
    },
    identityPolicies: [{ name: 'AdministratorAccess', policy: parsePolicy(identity, { kind: 'identity', accountId }) }],
    guardrails: NO_GUARDRAILS,
    resourceArn: `arn:aws:kms:us-east-1:${accountId}:key/1234abcd-12ab-34cd-56ef-1234567890a${n}`,
    resourceAccountId: accountId,
    keyPolicy: parsePolicy(keyPolicy, { kind: 'key', accountId }),
    grants: [],
    isCrossAccountOperation: true,
    viaService: null,
    encryptionContext,
    call: {
      operation: 'Encrypt',
      input: {},
      at: 0,
      region: 'us-east-1',
      sourceIp: '203.0.113.7',
      userAgent: 'bench',
      reEncryptsOnSameKey: null,
      circumstances: {},
    },
    resource: {
      key: { keySpec: 'SYMMETRIC_DEFAULT', keyUsage: 'ENCRYPT_DECRYPT', origin: 'AWS_KMS', multiRegion: false },
      isReplica: false,
      aliases: [],
      requestAlias: null,
    },
  };
}

function parseId(text: string) {
  const accountId = parseAccountId(text);
  if (accountId === null) throw new Error(`${text} is no account id`);
  return accountId;
}
