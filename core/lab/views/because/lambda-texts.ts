import type { BecauseTexts } from './because-text.ts';

/** What Lambda's own refusals mean. */
export const LAMBDA_TEXTS = {
  'no-such-function': {
    says: 'This account has no function of that name in this Region.',
    fix: 'List your functions with: aws lambda list-functions',
  },
  'role-does-not-trust': {
    says: 'A function runs as its execution role, and that role is not there, or its trust policy does not let lambda.amazonaws.com assume it.',
    fix: 'Let lambda.amazonaws.com do sts:AssumeRole with: aws iam update-assume-role-policy',
  },
} as const satisfies BecauseTexts;
