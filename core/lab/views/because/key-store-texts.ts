import type { BecauseTexts } from './because-text.ts';

/** What refusals mean that have to do with custom key stores, and what is behind them. */
export const KEY_STORE_TEXTS = {
  'no-such-key-store': {
    says: 'There is no custom key store of that id or name in this account and Region.',
    fix: 'List them with: aws kms describe-custom-key-stores',
  },
  'key-store-state': {
    says: 'The connection state of the custom key store does not allow this. Connecting and disconnecting take minutes, and a store whose connection failed must be disconnected first.',
    fix: 'Look at ConnectionState with: aws kms describe-custom-key-stores',
  },
  'key-store-not-connected': {
    says: 'A custom key store makes keys and random bytes only while it is connected.',
    fix: 'aws kms connect-custom-key-store --custom-key-store-id STORE, and wait until it is CONNECTED',
  },
  'key-store-name-in-use': { says: 'Another custom key store has that name.', fix: 'Choose another name.' },
  'key-store-has-keys': {
    says: 'The custom key store still holds keys. Keys that are pending deletion count until they are gone.',
    fix: 'Schedule the deletion of its keys, or leave the store disconnected.',
  },
  'no-such-cluster': {
    says: 'This account has no CloudHSM cluster of that id in this Region, or it was deleted.',
    fix: 'Name a cluster that is there; after a loss, one made from a backup of the first.',
  },
  'cluster-in-use': {
    says: 'The cluster backs another custom key store, or shares its backup history with one that does.',
    fix: 'Take a cluster of its own for each key store.',
  },
  'cluster-not-active': {
    says: 'The cluster is there, but nobody has initialised and activated it yet.',
    fix: 'Activate the cluster.',
  },
  'cluster-unfit': {
    says: 'A key store and each of its new keys need two active HSMs in two Availability Zones; to work with keys, one is enough.',
    fix: 'Add HSMs to the cluster, in another zone.',
  },
  'cluster-not-related': {
    says: 'A key store can move only to a cluster with the same certificate: one from the same backups, which has its keys.',
    fix: 'Make a cluster from a backup of the first one.',
  },
  'cluster-unreachable': {
    says: "KMS does not get through to the cluster's HSMs at the moment. The key store may still show CONNECTED.",
    fix: 'Mend the network of the cluster, and try again.',
  },
  'wrong-trust-anchor': {
    says: "The certificate is not the cluster's trust anchor, so KMS can't be sure that it talks to the right cluster.",
    fix: 'Give the customerCA.crt that was made when the cluster was initialised.',
  },
  'backing-key-missing': {
    says: "The cluster does not have the key's material any more. Without it nothing can be encrypted or decrypted.",
    fix: 'Restore the cluster from a backup that has it.',
  },
  'xks-proxy-unreachable': {
    says: 'KMS gets no connection to the external key store proxy. The key store still shows CONNECTED: that state tells only that it was connected once and nobody disconnected it.',
    fix: 'Bring the proxy and the network before it back. Nothing needs to be changed in KMS, and no data is lost.',
  },
  'xks-proxy-slow': {
    says: 'The external key store proxy did not answer within 250 milliseconds, which is all the time that KMS gives it.',
    fix: 'Try again; if it stays slow, bring proxy and key manager nearer to the Region.',
  },
  'xks-proxy-unhealthy': {
    says: 'The proxy answers, but reports that no instance of the external key manager is available.',
    fix: 'Bring the external key manager back.',
  },
  'xks-proxy-misconfigured': {
    says: "The proxy's certificate or the path of its API is not what KMS was told.",
    fix: 'Mend the proxy, or tell KMS the right path with: aws kms update-custom-key-store',
  },
  'xks-proxy-credential': {
    says: 'The proxy does not know the credential that KMS signs its requests with; most often it was rotated there and not here.',
    fix: 'aws kms update-custom-key-store --custom-key-store-id STORE --xks-proxy-authentication-credential AccessKeyId=ID,RawSecretAccessKey=SECRET',
  },
  'xks-proxy-denied': {
    says: "The proxy has rules of its own, and they do not allow this. They can't be changed in KMS.",
    fix: "Change the proxy's authorisation rules.",
  },
  'xks-proxy-answer': {
    says: 'The proxy answered something that KMS can make no use of.',
    fix: 'Have the proxy mended; its software does not keep to the specification.',
  },
  'xks-uri-in-use': {
    says: 'Another external key store of this account and Region uses that address of the proxy.',
    fix: 'Give each external key store an address of its own, by endpoint or path.',
  },
  'vpc-service-in-use': {
    says: 'Another external key store uses the VPC endpoint service.',
    fix: 'Give each external key store a service of its own.',
  },
  'vpc-service-missing': {
    says: 'KMS does not find the VPC endpoint service: another Region, another owner, or KMS is not among its allowed principals.',
    fix: 'Verify the name, and allow the principal cks.kms.REGION.amazonaws.com.',
  },
  'vpc-service-unfit': {
    says: 'The VPC endpoint service does not meet what KMS needs of it.',
    fix: 'Mend what the message names.',
  },
  'external-key-missing': {
    says: 'The external key manager has no key of that id.',
    fix: 'Bring the key back in the key manager, under the same id. A KMS key never changes its external key.',
  },
  'external-key-disabled': {
    says: 'The external key is disabled in its key manager. KMS sees nothing of that in the state of the KMS key.',
    fix: 'Enable the external key in its key manager.',
  },
  'external-key-unfit': {
    says: 'The external key must be an AES key of 256 bits that may encrypt and decrypt.',
    fix: 'Take another external key, or change what this one may do.',
  },
  'external-key-in-use': {
    says: 'Another KMS key of this key store has that external key; each needs one of its own.',
    fix: 'Take another external key.',
  },
} as const satisfies BecauseTexts;
