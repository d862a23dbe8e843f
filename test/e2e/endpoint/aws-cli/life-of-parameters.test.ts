import { describeTold } from './told.ts';

describeTold('life-of-parameters.sh', {
  'put-parameter again': /\(ParameterAlreadyExists\)/,
  'get-parameter': /"Value": "shop2.example.org",\s+"Version": 2,\s+"LastModifiedDate": "DATE"/,
  'get-parameter by a label': /"shop.example.org",\s+1,\s+":old"/,
  'get-parameter with decryption': 'k3ttle\nexit 0',
  'get-parameter without it': 'true\nexit 0',
  'put-parameter back to standard': /\(ValidationException\)/,
  'put-parameter under no key': /\(InvalidKeyId\).*alias\/none is not found/,
  'get-parameter without any policy': /\(AccessDeniedException\).*not authorized to perform: ssm:GetParameter/,
  'get-parameter without kms:Decrypt': /\(AccessDeniedException\).*not authorized to perform: kms:Decrypt/,
  'get-parameter of ciphertext': 'true\nexit 0',
  'get-parameter under aws/ssm': '"k3ttle"\nexit 0',
  'get-parameter with kms:Decrypt for its context': '"t0ken"\nexit 0',
  'get-parameter under a disabled key': /\(InvalidKeyId\).*is disabled/,
});
