/** How a command ends. `kmslab aws` ends with AWS CLI v2's codes instead. */
export const EXIT = {
  ok: 0,
  /** An expectation of a scenario, or a check, did not hold. */
  expectationFailed: 1,
  /** The command line or a file is wrong. */
  usage: 2,
  /** AWS refused, and nobody expected it to. */
  awsError: 3,
  /** A bug in kmslab. Source: sysexits.h, EX_SOFTWARE. */
  bug: 70,
  /** Ctrl+C. */
  interrupted: 130,
} as const;
