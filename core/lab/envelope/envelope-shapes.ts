/** The first bytes of something, in hex, and its whole length. */
export interface BytesSeen {
  readonly head: string;
  readonly bytes: number;
}

/** What a line sent to KMS and got from it, as far as the picture of an envelope needs it. */
export interface RunBytes {
  /** ARN of the KMS key. */
  readonly keyArn: string | null;
  /** Bytes of plaintext, ciphertext or message in the request. */
  readonly sent: number;
  /** A data key in plaintext; null where none came. */
  readonly plaintext: BytesSeen | null;
  /** A ciphertext, such as a wrapped data key. */
  readonly wrapped: BytesSeen | null;
  readonly context: Readonly<Record<string, string>>;
}

/** A line that whoever asks has run, and what it came to. The lab keeps none of it: data keys are in no view of its own. */
export interface EnvelopeRun {
  readonly line: string;
  readonly exitCode: number;
  /** The operation of the last call that the line made; null where it made none. */
  readonly operation: string | null;
  readonly bytes: RunBytes;
}

/** A file of the world, as the picture needs it. */
export interface EnvelopeFile {
  readonly name: string;
  readonly bytes: number;
}

/** What became a file of another. */
export interface FileMade {
  readonly from: EnvelopeFile;
  readonly to: EnvelopeFile;
}

/** A data key, and what was done with it, as far as the lines of this sitting tell. */
export interface Envelope {
  /** `GenerateDataKey` */
  readonly operation: string;
  /** ARN of the KMS key that wraps the data key. */
  readonly keyArn: string | null;
  readonly context: Readonly<Record<string, string>>;
  /** The data key in plaintext; null where it was asked for without. */
  readonly plaintext: BytesSeen | null;
  /** Where that is: on the screen only, still in files, or dropped everywhere. */
  readonly held: 'screen' | 'files' | 'dropped';
  readonly wrapped: BytesSeen;
  /** The file with KMS's whole answer; null where that went to the screen, or was written over. */
  readonly answerIn: string | null;
  /** Files that had the plaintext data key; those with no bytes were emptied. */
  readonly plaintextIn: readonly EnvelopeFile[];
  readonly wrappedIn: readonly EnvelopeFile[];
  /** What was encrypted with it outside of KMS. */
  readonly sealed: readonly FileMade[];
  /** Whether KMS has opened it again since. */
  readonly isOpenedAgain: boolean;
  /** What was decrypted with it then, outside of KMS. */
  readonly restored: readonly FileMade[];
}

/** A command, and what it is for in a few words. */
export interface EnvelopeStep {
  readonly line: string;
  readonly says: string;
}

/** A thing of a service that lies in an envelope of its own. */
export interface ServiceEnvelope {
  readonly kind: string;
  readonly name: string;
  readonly keyArn: string;
}

/** The data key that was asked for last and what became of it, and how little of it all KMS ever saw. */
export interface EnvelopeView {
  /** Null where no data key was asked for. */
  readonly envelope: Envelope | null;
  readonly traffic: {
    /** To KMS, in this sitting. */
    readonly calls: number;
    readonly sentBytes: number;
    /** Encrypted here, under data keys. */
    readonly sealedBytes: number;
    /** Of those, bytes that were sent to KMS all the same, by a line that names their file. */
    readonly sealedAndSentBytes: number;
  };
  /** The next command on the way from nothing to a file whose key only KMS can open, and back; null at its end. */
  readonly next: EnvelopeStep | null;
  /** What KMS refuses: for whoever wants to see that it does. */
  readonly refusals: readonly EnvelopeStep[];
  readonly services: readonly ServiceEnvelope[];
}
