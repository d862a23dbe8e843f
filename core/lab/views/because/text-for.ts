import type { DECISION_REASONS } from '../../../access/decision.ts';
import type { Because } from '../../../errors/because.ts';
import type { BecauseText } from './because-text.ts';
import { DYNAMODB_TEXTS } from './dynamodb-texts.ts';
import { EBS_TEXTS } from './ebs-texts.ts';
import { IAM_TEXTS } from './iam-texts.ts';
import { KEY_MATERIAL_TEXTS } from './key-material-texts.ts';
import { KEY_STORE_TEXTS } from './key-store-texts.ts';
import { KEY_TEXTS } from './key-texts.ts';
import { LAMBDA_TEXTS } from './lambda-texts.ts';
import { ORGANIZATIONS_TEXTS } from './organizations-texts.ts';
import { RDS_TEXTS } from './rds-texts.ts';
import { REQUEST_TEXTS } from './request-texts.ts';
import { S3_TEXTS } from './s3-texts.ts';
import { SECRETS_MANAGER_TEXTS } from './secrets-manager-texts.ts';
import { SQS_TEXTS } from './sqs-texts.ts';
import { SSM_TEXTS } from './ssm-texts.ts';

/** Refusals of the access decision are explained by its ladder; here are all the others. */
type Explained = Exclude<Because, (typeof DECISION_REASONS)[number]>;

const TEXTS = {
  ...REQUEST_TEXTS,
  ...KEY_TEXTS,
  ...KEY_MATERIAL_TEXTS,
  ...EBS_TEXTS,
  ...IAM_TEXTS,
  ...KEY_STORE_TEXTS,
  ...ORGANIZATIONS_TEXTS,
  ...S3_TEXTS,
  ...SQS_TEXTS,
  ...DYNAMODB_TEXTS,
  ...SSM_TEXTS,
  ...SECRETS_MANAGER_TEXTS,
  ...RDS_TEXTS,
  ...LAMBDA_TEXTS,
} as const satisfies Record<Explained, BecauseText>;

/** The text for a reason; null for reasons of the access decision, which the ladder explains. */
export function becauseText(because: Because): BecauseText | null {
  return Object.hasOwn(TEXTS, because) ? TEXTS[because as Explained] : null;
}
