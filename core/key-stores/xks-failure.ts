import type { AwsError } from '../errors/aws-error.ts';
import type { Because } from '../errors/because.ts';
import {
  XksProxyIncorrectAuthenticationCredentialException,
  XksProxyInvalidConfigurationException,
  XksProxyInvalidResponseException,
  XksProxyUriUnreachableException,
} from '../errors/xks-errors.ts';
import type { ConnectionErrorCode } from './connection-state.ts';

/** What can go wrong when KMS turns to a proxy, whatever it wants of it. */
export type ProxyFailure =
  | 'unreachable'
  | 'timedOut'
  | 'unhealthy'
  | 'badTls'
  | 'badPath'
  | 'badCredential'
  | 'accessDenied'
  | 'badResponse';

/** What else can go wrong when it wants something done with an external key. */
export type ExternalKeyFailure =
  | 'unsupported'
  | 'keyNotFound'
  | 'keyDisabled'
  | 'keyUnfit'
  | 'badCiphertext'
  | 'badPlaintext';

interface Told {
  /** AWS's words. */
  readonly message: string;
  readonly because: Because;
}
interface ToldEverywhere extends Told {
  /** What a failed connection shows. */
  readonly connectionErrorCode: ConnectionErrorCode;
  /** What CreateCustomKeyStore and UpdateCustomKeyStore answer. */
  readonly managementError: new (
    message: string,
    because: Because,
  ) => AwsError;
}

/**
 * A trouble with the proxy has one text in all three places where it can show: as an exception of the key store's own
 * operations, as the error code of a connection, as KMSInvalidStateException of a cryptographic operation.
 * Source: KMS Developer Guide, "Troubleshooting external key stores".
 */
export const PROXY_FAILURES = {
  unreachable: {
    message:
      'AWS KMS cannot communicate with the external key store proxy. Verify that your external key store proxy is active and is connected to the network, and that its URI path and endpoint URI or VPC service name are correct in your external key store.',
    because: 'xks-proxy-unreachable',
    connectionErrorCode: 'XKS_PROXY_NOT_REACHABLE',
    managementError: XksProxyUriUnreachableException,
  },
  timedOut: {
    message:
      'AWS KMS rejected the request because the external key store proxy did not respond in time. Retry the request. If you see this error repeatedly, report it to your external key store proxy administrator.',
    because: 'xks-proxy-slow',
    connectionErrorCode: 'XKS_PROXY_TIMED_OUT',
    managementError: XksProxyUriUnreachableException,
  },
  unhealthy: {
    message:
      'The external key store proxy is in an unhealthy state. If you see this message repeatedly, notify your external key store proxy administrator.',
    because: 'xks-proxy-unhealthy',
    connectionErrorCode: 'XKS_PROXY_NOT_REACHABLE',
    managementError: XksProxyUriUnreachableException,
  },
  badTls: {
    message:
      'AWS KMS cannot establish a TLS connection to the external key store proxy. Verify the TLS configuration, including its certificate.',
    because: 'xks-proxy-misconfigured',
    connectionErrorCode: 'XKS_PROXY_INVALID_TLS_CONFIGURATION',
    managementError: XksProxyInvalidConfigurationException,
  },
  badPath: {
    message:
      'The external key store proxy rejected the request because of an invalid URI path. Verify the URI path for your external key store and update if necessary.',
    because: 'xks-proxy-misconfigured',
    connectionErrorCode: 'XKS_PROXY_INVALID_CONFIGURATION',
    managementError: XksProxyInvalidConfigurationException,
  },
  badCredential: {
    message:
      'The external key store proxy rejected the request because it could not authenticate AWS KMS. Verify the credentials for your external key store and update if necessary.',
    because: 'xks-proxy-credential',
    connectionErrorCode: 'INVALID_CREDENTIALS',
    managementError: XksProxyIncorrectAuthenticationCredentialException,
  },
  accessDenied: {
    message:
      'The external key store proxy denied access to the operation. Verify that the user and the external key are both authorized for this operation, and try the request again.',
    because: 'xks-proxy-denied',
    connectionErrorCode: 'XKS_PROXY_ACCESS_DENIED',
    // AWS documents none for these two operations; this one sends its reader to the message.
    managementError: XksProxyInvalidConfigurationException,
  },
  badResponse: {
    message:
      'AWS KMS cannot interpret the response from the external key store proxy. If you see this error repeatedly, consult your external key store proxy administrator.',
    because: 'xks-proxy-answer',
    connectionErrorCode: 'XKS_PROXY_INVALID_RESPONSE',
    managementError: XksProxyInvalidResponseException,
  },
} as const satisfies Record<ProxyFailure, ToldEverywhere>;

/** Source: the same page, "External key errors", "Decryption errors" and "Proxy issues". */
const EXTERNAL_KEY_FAILURES = {
  unsupported: {
    message:
      'The external key store proxy rejected the request because it does not support the requested cryptographic operation.',
    because: 'xks-proxy-answer',
  },
  keyNotFound: {
    message: 'The external key store proxy rejected the request because it could not find the external key.',
    because: 'external-key-missing',
  },
  keyDisabled: {
    message:
      'The external key store proxy rejected the request because the external key is not enabled in the external key manager.',
    because: 'external-key-disabled',
  },
  keyUnfit: {
    message:
      'The external key store proxy rejected the request because the external key does not support the requested operation.',
    because: 'external-key-unfit',
  },
  badCiphertext: {
    message:
      'The external key store proxy rejected the request because the specified ciphertext or additional authenticated data is corrupted, missing, or otherwise invalid.',
    because: 'invalid-ciphertext',
  },
  badPlaintext: {
    message:
      'The ciphertext that the external key store proxy submitted for decryption, or the encryption context, is corrupted, missing, or otherwise invalid.',
    because: 'xks-proxy-answer',
  },
} as const satisfies Record<ExternalKeyFailure, Told>;

/** AWS's words for a failure, and kmslab's reason. */
export function xksFailure(failure: ProxyFailure | ExternalKeyFailure): Told {
  return failure in PROXY_FAILURES
    ? PROXY_FAILURES[failure as ProxyFailure]
    : EXTERNAL_KEY_FAILURES[failure as ExternalKeyFailure];
}
