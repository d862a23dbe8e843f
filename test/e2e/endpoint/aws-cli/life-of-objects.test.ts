import { describeTold } from './told.ts';

describeTold('life-of-objects.sh', {
  'what came': 'attack at dawn\nexit 0',
  'GenerateDataKey so far': '1\nexit 0',
  'put-object that the policy denies': /explicit deny in a resource-based policy\nexit 254$/,
  'put-object under a key of one’s own':
    /this bucket has blocked upload requests that specify Server Side Encryption with Customer/,
  'get-object without any policy':
    /is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::orders-2026\/note.txt"/,
  'get-object without kms:Decrypt':
    /\(AccessDenied\) when calling the GetObject operation: User: .* is not authorized to perform: kms:Decrypt on resource: .* because no identity-based policy allows/,
  'get-object with kms:Decrypt through S3': '14\nexit 0',
  'get-object under a disabled key': /\(KMS.DisabledException\)/,
  'cp onto the screen': /^\{\s+"at": "dawn"\s+\}\nexit 0$/,
  'the large file is the same': 'exit 0',
  'rb by force': /remove_bucket: orders-2026\nexit 0$/,
});
