import type { OptionSpec } from '../scan-arguments.ts';

/** A command of `aws s3`, which does with several calls what people want done. */
export interface S3Command {
  readonly name: 'cp' | 'ls' | 'mb' | 'rb' | 'rm';
  readonly summary: string;
  readonly usage: string;
  /** What the parser calls the paths, and how many there must be. */
  readonly paths: { readonly name: 'path' | 'paths'; readonly least: number; readonly most: number };
  readonly options: readonly OptionSpec[];
}

const RECURSIVE: OptionSpec = { flag: '--recursive', takes: 'nothing', hint: 'all that is below, not one file' };
const DRY_RUN: OptionSpec = { flag: '--dryrun', takes: 'nothing', hint: 'shows what would be done, and does nothing' };
const QUIET: OptionSpec = { flag: '--quiet', takes: 'nothing', hint: 'shows nothing' };
const ONLY_ERRORS: OptionSpec = { flag: '--only-show-errors', takes: 'nothing', hint: 'shows only what fails' };
const PAGE_SIZE: OptionSpec = {
  flag: '--page-size',
  takes: 'one',
  isInteger: true,
  hint: 'results per call of a list',
};

/** What a copy says of the object that it makes, member by member. */
export const DESCRIBING_OPTIONS = {
  '--acl': 'ACL',
  '--cache-control': 'CacheControl',
  '--content-disposition': 'ContentDisposition',
  '--content-encoding': 'ContentEncoding',
  '--content-language': 'ContentLanguage',
  '--content-type': 'ContentType',
  '--sse-kms-key-id': 'SSEKMSKeyId',
} as const satisfies Readonly<Record<`--${string}`, string>>;

const CP_OPTIONS: readonly OptionSpec[] = [
  {
    flag: '--sse',
    takes: 'optional',
    choices: ['AES256', 'aws:kms', 'aws:kms:dsse'],
    hint: 'server-side encryption; AES256 where no word follows',
  },
  { flag: '--sse-kms-key-id', takes: 'one', hint: 'the KMS key, for --sse aws:kms' },
  { flag: '--sse-c', takes: 'optional', choices: ['AES256'], hint: 'encryption under a key of your own' },
  { flag: '--sse-c-key', takes: 'one', hint: 'your own key, 32 bytes: fileb://NAME' },
  {
    flag: '--sse-c-copy-source',
    takes: 'optional',
    choices: ['AES256'],
    hint: 'the source is under a key of your own',
  },
  { flag: '--sse-c-copy-source-key', takes: 'one', hint: 'your own key of the source: fileb://NAME' },
  RECURSIVE,
  DRY_RUN,
  QUIET,
  ONLY_ERRORS,
  { flag: '--no-progress', takes: 'nothing' },
  { flag: '--content-type', takes: 'one', hint: 'the type of the content, in place of a guess' },
  { flag: '--no-guess-mime-type', takes: 'nothing', hint: 'no guess of the type by the name' },
  { flag: '--metadata', takes: 'one', hint: 'KeyName1=string,KeyName2=string' },
  { flag: '--metadata-directive', takes: 'one', choices: ['COPY', 'REPLACE'], hint: "a copy's metadata" },
  { flag: '--copy-props', takes: 'one', choices: ['none', 'metadata-directive', 'default'], hint: 'what a copy keeps' },
  { flag: '--cache-control', takes: 'one', hint: 'how it may be cached' },
  { flag: '--content-disposition', takes: 'one', hint: 'how it is to be shown' },
  { flag: '--content-encoding', takes: 'one', hint: 'how it is packed' },
  { flag: '--content-language', takes: 'one', hint: 'the language it is in' },
  { flag: '--acl', takes: 'one', hint: 'buckets here have access control lists disabled' },
  { flag: '--source-region', takes: 'one', hint: 'the Region of the bucket to copy from' },
  PAGE_SIZE,
];

/**
 * The commands of `aws s3` that the lab has.
 * Simplified: no `mv`, `sync`, `presign`, `website`; of `cp` no filters, classes of storage or grants.
 * Source: AWS CLI Command Reference, `aws s3`; observed on AWS CLI 2.9.19.
 */
export const S3_COMMANDS: readonly S3Command[] = [
  {
    name: 'cp',
    summary: 'Copies a local file or S3 object to another location locally or in S3.',
    usage: '<LocalPath> <S3Uri> or <S3Uri> <LocalPath> or <S3Uri> <S3Uri>',
    paths: { name: 'paths', least: 2, most: 2 },
    options: CP_OPTIONS,
  },
  {
    name: 'ls',
    summary: 'List S3 objects and common prefixes under a prefix or all S3 buckets.',
    usage: '<S3Uri> or NONE',
    paths: { name: 'paths', least: 0, most: 1 },
    options: [
      RECURSIVE,
      PAGE_SIZE,
      { flag: '--human-readable', takes: 'nothing', hint: 'sizes in KiB, MiB …' },
      { flag: '--summarize', takes: 'nothing', hint: 'how many objects there are, and their size' },
    ],
  },
  {
    name: 'mb',
    summary: 'Creates an S3 bucket.',
    usage: '<S3Uri>',
    paths: { name: 'path', least: 1, most: 1 },
    options: [],
  },
  {
    name: 'rb',
    summary: 'Deletes an empty S3 bucket.',
    usage: '<S3Uri>',
    paths: { name: 'path', least: 1, most: 1 },
    options: [{ flag: '--force', takes: 'nothing', hint: 'deletes its objects first' }],
  },
  {
    name: 'rm',
    summary: 'Deletes an S3 object.',
    usage: '<S3Uri>',
    paths: { name: 'paths', least: 1, most: 1 },
    options: [DRY_RUN, QUIET, RECURSIVE, ONLY_ERRORS, PAGE_SIZE],
  },
];
