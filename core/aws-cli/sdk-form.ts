import { sameBytes } from '../crypto/bytes.ts';
import type { Service } from '../lab/request.ts';
import type { Shape } from '../operations/shape.ts';
import { encodeBase64 } from './base64.ts';
import type { CommandCatalogue } from './catalogue.ts';
import type { LineFiles } from './param-file.ts';
import { type ParsedCall, parseCommand } from './parse-command.ts';
import { tokenize } from './tokenize.ts';
import { CliUsageError } from './usage-error.ts';

/**
 * An `aws …` line as a program in JavaScript that makes the same call with the AWS SDK v3; null for a line that isn't one
 * call (help, a waiter, `aws s3 …`), or that the command line would refuse. The SDK finds credentials and endpoint in the
 * environment, as `kmslab env` sets them.
 * Source: AWS SDK for JavaScript v3 Developer Guide, "Using the SDK for JavaScript".
 * @param region - where the line names none
 */
export function sdkForm(
  line: string,
  region: string,
  { catalogue, files }: { readonly catalogue: CommandCatalogue; readonly files: ReadonlyMap<string, Uint8Array> },
): string | null {
  const read = new Map<string, Uint8Array>();
  try {
    const parsed = parseCommand(tokenize(line), catalogue, remembering(files, read));
    return parsed.kind === 'call' ? programOf(parsed, shapeOf(parsed, catalogue), parsed.region ?? region, read) : null;
  } catch (error) {
    if (!(error instanceof CliUsageError)) throw error;
    return null;
  }
}

/** The package of a service, and its client. Source: the packages' own README files. */
const PACKAGES = {
  kms: { name: 'client-kms', client: 'KMSClient' },
  ec2: { name: 'client-ec2', client: 'EC2Client' },
  sts: { name: 'client-sts', client: 'STSClient' },
  iam: { name: 'client-iam', client: 'IAMClient' },
  s3: { name: 'client-s3', client: 'S3Client' },
  sqs: { name: 'client-sqs', client: 'SQSClient' },
  dynamodb: { name: 'client-dynamodb', client: 'DynamoDBClient' },
  secretsmanager: { name: 'client-secrets-manager', client: 'SecretsManagerClient' },
  ssm: { name: 'client-ssm', client: 'SSMClient' },
  rds: { name: 'client-rds', client: 'RDSClient' },
  lambda: { name: 'client-lambda', client: 'LambdaClient' },
  cloudtrail: { name: 'client-cloudtrail', client: 'CloudTrailClient' },
  organizations: { name: 'client-organizations', client: 'OrganizationsClient' },
} as const satisfies Readonly<Record<Service, { readonly name: string; readonly client: string }>>;

/** What the input of a call looks like. */
function shapeOf({ service, operation }: ParsedCall, { services }: CommandCatalogue): Shape | undefined {
  for (const { operations } of services.values()) {
    for (const { operation: one } of operations.values()) {
      if (one.service === service && one.name === operation) return one.input;
    }
  }
  return undefined;
}

function programOf(
  { service, operation, input }: ParsedCall,
  shape: Shape | undefined,
  region: string,
  read: ReadonlyMap<string, Uint8Array>,
): string {
  const { name, client } = PACKAGES[service];
  const body = valueText(input, shape, '', read);
  const lines = [
    `import { ${client}, ${operation}Command } from '@aws-sdk/${name}';`,
    ...(body.includes('readFileSync(') ? ["import { readFileSync } from 'node:fs';"] : []),
    '',
    `const client = new ${client}({ region: '${region}' });`,
    `const answer = await client.send(new ${operation}Command(${body}));`,
    'console.log(answer);',
  ];
  return `${lines.join('\n')}\n`;
}

/** A value as JavaScript writes it: bytes of a file as the file, other bytes from base64, a time as a Date. */
function valueText(
  value: unknown,
  shape: Shape | undefined,
  indent: string,
  read: ReadonlyMap<string, Uint8Array>,
): string {
  if (value instanceof Uint8Array) {
    const file = [...read].find(([, bytes]) => sameBytes(bytes, value))?.[0];
    return file === undefined ? `Buffer.from('${encodeBase64(value)}', 'base64')` : `readFileSync(${quoted(file)})`;
  }
  if (typeof value === 'number' && shape?.type === 'timestamp') return `new Date(${value * 1000})`;
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const of = shape?.type === 'list' ? shape.member : undefined;
    const parts = value.map((one) => valueText(one, of, inner, read));
    return onOneLine('[', parts, ']') ?? `[\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}]`;
  }
  const parts = Object.entries(value).map(
    ([name, one]) => `${propertyName(name)}: ${valueText(one, memberShape(shape, name), inner, read)}`,
  );
  if (parts.length === 0) return '{}';
  return onOneLine('{ ', parts, ' }') ?? `{\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}}`;
}

/** Columns up to which a list or an object stays on its line. */
const SHORT = 60;

function onOneLine(open: string, parts: readonly string[], close: string): string | null {
  const text = `${open}${parts.join(', ')}${close}`;
  return text.length <= SHORT && !text.includes('\n') ? text : null;
}

function memberShape(shape: Shape | undefined, name: string): Shape | undefined {
  if (shape?.type === 'map') return shape.value;
  return shape?.type === 'structure' ? (shape.required[name] ?? shape.optional[name]) : undefined;
}

function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

/** A text in single quotes. */
function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped}'`;
}

/** The files, to read; `read` then has those that the line names. */
function remembering(files: ReadonlyMap<string, Uint8Array>, read: Map<string, Uint8Array>): LineFiles {
  return {
    read(name) {
      const bytes = files.get(name);
      if (bytes !== undefined) read.set(name, bytes);
      return bytes;
    },
    write: () => undefined,
    isFolder: () => false,
    within: () => [],
  };
}
