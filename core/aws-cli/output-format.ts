/** What `--output` takes. `off` prints nothing. Source: AWS CLI User Guide, "Setting the output format in the AWS CLI". */
export const OUTPUT_FORMATS = ['json', 'text', 'table', 'yaml', 'yaml-stream', 'off'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** How a reply is to be shown. */
export interface OutputOptions {
  readonly format: OutputFormat;
  /** A JMESPath expression, or null for all of it. */
  readonly query: string | null;
}
