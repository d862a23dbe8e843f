import { AwsError } from './aws-error.ts';
import type { Because } from './because.ts';

/** There is no key store of that id or name in this account and Region. Source: API_ConnectCustomKeyStore, "Errors". */
export class CustomKeyStoreNotFoundException extends AwsError {
  override readonly name = 'CustomKeyStoreNotFoundException';
  constructor(given: string) {
    super(`Custom key store '${given}' is not found.`, 'no-such-key-store', { customKeyStore: given });
  }
}

/** The key store's connection state does not allow the call. Source: API_ConnectCustomKeyStore, "Errors". */
export class CustomKeyStoreInvalidStateException extends AwsError {
  override readonly name = 'CustomKeyStoreInvalidStateException';
  constructor(message: string, because: Because, customKeyStoreId: string) {
    super(message, because, { customKeyStoreId });
  }
}

/** Another key store of this account and Region has the name. Source: API_CreateCustomKeyStore, "Errors". */
export class CustomKeyStoreNameInUseException extends AwsError {
  override readonly name = 'CustomKeyStoreNameInUseException';
  constructor(storeName: string) {
    super(`The custom key store name '${storeName}' is already in use.`, 'key-store-name-in-use');
  }
}

/** The key store still holds keys. Source: API_DeleteCustomKeyStore, "Errors". */
export class CustomKeyStoreHasCMKsException extends AwsError {
  override readonly name = 'CustomKeyStoreHasCMKsException';
  constructor(customKeyStoreId: string, keys: number) {
    super(
      `The custom key store ${customKeyStoreId} contains ${keys} KMS key${keys === 1 ? '' : 's'}.`,
      'key-store-has-keys',
      { customKeyStoreId },
    );
  }
}

/** The account has no CloudHSM cluster of that id here. Source: API_CreateCustomKeyStore, "Errors". */
export class CloudHsmClusterNotFoundException extends AwsError {
  override readonly name = 'CloudHsmClusterNotFoundException';
  constructor(clusterId: string) {
    super(`AWS KMS cannot find the AWS CloudHSM cluster ${clusterId}.`, 'no-such-cluster', { clusterId });
  }
}

/** The cluster, or one with which it shares a backup history, backs a key store. Source: API_CreateCustomKeyStore, "Errors". */
export class CloudHsmClusterInUseException extends AwsError {
  override readonly name = 'CloudHsmClusterInUseException';
  constructor(clusterId: string, customKeyStoreId: string) {
    super(
      `The AWS CloudHSM cluster ${clusterId} is already associated with a custom key store, or shares a backup history with a cluster that is.`,
      'cluster-in-use',
      { clusterId, customKeyStoreId },
    );
  }
}

/** The cluster is not active. Source: API_ConnectCustomKeyStore, "Errors". */
export class CloudHsmClusterNotActiveException extends AwsError {
  override readonly name = 'CloudHsmClusterNotActiveException';
  constructor(clusterId: string, state: string) {
    super(`The AWS CloudHSM cluster ${clusterId} is not active: its state is ${state}.`, 'cluster-not-active', {
      clusterId,
      state,
    });
  }
}

/** The cluster does not meet the requirements of a key store. Source: API_CreateCustomKeyStore, "Errors". */
export class CloudHsmClusterInvalidConfigurationException extends AwsError {
  override readonly name = 'CloudHsmClusterInvalidConfigurationException';
  constructor(message: string, clusterId: string) {
    super(message, 'cluster-unfit', { clusterId });
  }
}

/** The cluster has another certificate than the key store's first one. Source: API_UpdateCustomKeyStore, "Errors". */
export class CloudHsmClusterNotRelatedException extends AwsError {
  override readonly name = 'CloudHsmClusterNotRelatedException';
  constructor(clusterId: string) {
    super(
      `The AWS CloudHSM cluster ${clusterId} has a different cluster certificate than the original cluster.`,
      'cluster-not-related',
      { clusterId },
    );
  }
}

/** The certificate is not the cluster's trust anchor. Source: API_CreateCustomKeyStore, "Errors". */
export class IncorrectTrustAnchorException extends AwsError {
  override readonly name = 'IncorrectTrustAnchorException';
  constructor(clusterId: string) {
    super(
      `The trust anchor certificate in the request is not the trust anchor certificate of the AWS CloudHSM cluster ${clusterId}.`,
      'wrong-trust-anchor',
      { clusterId },
    );
  }
}

/** A backing key store did not answer in time. Source: API_CreateKey, "Errors". */
export class DependencyTimeoutException extends AwsError {
  override readonly name = 'DependencyTimeoutException';
  constructor(because: Because) {
    super('The system timed out while trying to fulfill the request. You can retry the request.', because);
  }
}

/** The key can't be used for the moment. Source: API_Encrypt, "Errors". */
export class KeyUnavailableException extends AwsError {
  override readonly name = 'KeyUnavailableException';
  constructor(keyArn: string, because: Because) {
    super(
      'The request was rejected because the specified KMS key was not available. You can retry the request.',
      because,
      {
        keyArn,
      },
    );
  }
}
