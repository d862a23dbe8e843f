import { AwsError } from './aws-error.ts';
import type { Because } from './because.ts';

/** The proxy does not let KMS in with that credential. Source: API_CreateCustomKeyStore, "Errors". */
export class XksProxyIncorrectAuthenticationCredentialException extends AwsError {
  override readonly name = 'XksProxyIncorrectAuthenticationCredentialException';
}

/** The proxy is not set up as KMS needs it. Source: API_CreateCustomKeyStore, "Errors". */
export class XksProxyInvalidConfigurationException extends AwsError {
  override readonly name = 'XksProxyInvalidConfigurationException';
}

/** The proxy's answer makes no sense to KMS. Source: API_CreateCustomKeyStore, "Errors". */
export class XksProxyInvalidResponseException extends AwsError {
  override readonly name = 'XksProxyInvalidResponseException';
}

/** KMS cannot reach the proxy. Source: API_CreateCustomKeyStore, "Errors". */
export class XksProxyUriUnreachableException extends AwsError {
  override readonly name = 'XksProxyUriUnreachableException';
}

/** The endpoint belongs to another key store of the Region. Source: API_CreateCustomKeyStore, "Errors". */
export class XksProxyUriEndpointInUseException extends AwsError {
  override readonly name = 'XksProxyUriEndpointInUseException';
  constructor(uriEndpoint: string) {
    super(`The XksProxyUriEndpoint ${uriEndpoint} is already in use in this Region.`, 'xks-uri-in-use');
  }
}

/** Endpoint and path together belong to another key store of the Region. Source: API_CreateCustomKeyStore, "Errors". */
export class XksProxyUriInUseException extends AwsError {
  override readonly name = 'XksProxyUriInUseException';
  constructor(uri: string) {
    super(`The proxy URI ${uri} is already in use in this Region.`, 'xks-uri-in-use');
  }
}

/** Another key store of the Region uses the VPC endpoint service. Source: API_CreateCustomKeyStore, "Errors". */
export class XksProxyVpcEndpointServiceInUseException extends AwsError {
  override readonly name = 'XksProxyVpcEndpointServiceInUseException';
  constructor(serviceName: string) {
    super(`The VPC endpoint service ${serviceName} is already in use in this Region.`, 'vpc-service-in-use');
  }
}

/** KMS cannot find the VPC endpoint service, or may not use it. Source: API_CreateCustomKeyStore, "Errors". */
export class XksProxyVpcEndpointServiceNotFoundException extends AwsError {
  override readonly name = 'XksProxyVpcEndpointServiceNotFoundException';
}

/** The VPC endpoint service does not meet the requirements. Source: API_CreateCustomKeyStore, "Errors". */
export class XksProxyVpcEndpointServiceInvalidConfigurationException extends AwsError {
  override readonly name = 'XksProxyVpcEndpointServiceInvalidConfigurationException';
}

/** Another KMS key of the key store uses the external key. Source: API_CreateKey, "Errors". */
export class XksKeyAlreadyInUseException extends AwsError {
  override readonly name = 'XksKeyAlreadyInUseException';
  constructor(xksKeyId: string) {
    super(
      `The external key ${xksKeyId} is already associated with another KMS key in this external key store.`,
      'external-key-in-use',
      { xksKeyId },
    );
  }
}

/** The external key is not what a KMS key needs. Source: API_CreateKey, "Errors". */
export class XksKeyInvalidConfigurationException extends AwsError {
  override readonly name = 'XksKeyInvalidConfigurationException';
  constructor(message: string, because: Because, xksKeyId: string) {
    super(message, because, { xksKeyId });
  }
}

/** The proxy knows no such external key. Source: API_CreateKey, "Errors". */
export class XksKeyNotFoundException extends AwsError {
  override readonly name = 'XksKeyNotFoundException';
  constructor(message: string, xksKeyId: string) {
    super(message, 'external-key-missing', { xksKeyId });
  }
}
